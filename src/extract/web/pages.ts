import { decodeHtml, decodePageText, type HtmlDocument, isText } from '../../decode/html/index.js';
import { type Entry, EntryError, type Tree } from '../../open/tree.js';
import { joinPath } from '../javascript/application/application.js';
import { isGenerated } from './libraries.js';

/** An HTML file of the app's own. */
export interface WebPage {
  /** Its name below the root of the app: the id of its screen. */
  name: string;
  entry: Entry;
  text: string;
  document: HtmlDocument;
}

/** Files that could not be had as text. */
export interface UnreadFile {
  entry: Entry;
  reason: 'encrypted' | 'unreadable' | 'budget';
}

export interface WebPages {
  pages: WebPage[];
  unread: UnreadFile[];
}

const PAGE = /\.x?html?$/i;
/** More pages than any app has are a manual or a map in pieces. */
const MAX_PAGES = 3000;
const MAX_PAGE_BYTES = 4 * 1024 * 1024;

/** Whether an entry is a page an app may show. */
export function isPage(name: string): boolean {
  return PAGE.test(name) && !isGenerated(name);
}

/** Every page of a web app, decoded. */
export function readPages(tree: Tree): WebPages {
  const out: WebPages = { pages: [], unread: [] };
  for (const entry of tree.entries) {
    if (!isPage(entry.name)) continue;
    const text = out.pages.length < MAX_PAGES && entry.size <= MAX_PAGE_BYTES ? textOf(out.unread, entry) : 'budget';
    if (text === 'budget') out.unread.push({ entry, reason: 'budget' });
    else if (text !== undefined) out.pages.push({ name: entry.name, entry, text, document: decodeHtml(text) });
  }
  return out;
}

/** The text of a page or script; bytes that are no text are kept as encrypted. */
export function textOf(unread: UnreadFile[], entry: Entry): string | undefined {
  try {
    const bytes = entry.read();
    if (isText(bytes)) return decodePageText(bytes);
    unread.push({ entry, reason: 'encrypted' });
  } catch (error) {
    if (!(error instanceof EntryError)) throw error;
    unread.push({ entry, reason: 'unreadable' });
  }
  return undefined;
}

/** The name of the file an address in a page stands for; undefined for one on a server. */
export function localName(page: WebPage, address: string): string | undefined {
  const bare = address.replace(/[?#].*$/, '').trim();
  if (!bare || /^([a-z][\w+.-]*:|\/\/)/i.test(bare)) return undefined;
  const base = page.document.base;
  const from = base && !/^([a-z]+:|\/)/i.test(base) ? joinPath(page.name, `${base}x`) : page.name;
  return joinPath(from, decoded(bare));
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

import { parseScript } from '../../decode/javascript/parse.js';
import type { MarkupNode } from '../../decode/template/markup.js';
import { mayHoldVueRuntime } from '../../decode/template/vue-runtime.js';
import type { Entry, Tree } from '../../open/tree.js';
import { readEntry } from '../entry-bytes.js';
import type { ScriptModule } from '../javascript/module/model.js';
import { isKnown } from '../miniprogram/entry-texts.js';
import { addModule } from '../miniprogram/scripts.js';
import type { Sources } from '../miniprogram/source-set.js';
import { noteRuntime } from '../miniprogram/vue-runtimes.js';
import { isGenerated, ownerOfScript } from './libraries.js';
import { localName, textOf, type UnreadFile, type WebPage } from './pages.js';

/** Modules of each script file of a web app. */
export interface WebScripts {
  /** By the name of the file, and of the page for what stands in it. */
  byFile: Map<string, ScriptModule[]>;
  /** Names of the files a page loads, in order; the page itself last where it holds code. */
  byPage: Map<WebPage, string[]>;
  /** Libraries, by their files. */
  libraries: Entry[];
  /** Scripts that pages load from servers. */
  remote: { page: WebPage; url: string }[];
}

const SCRIPT = /\.m?jsx?$/i;

/** Reads the scripts in pages and the script files of the app, each once; libraries are counted, not parsed. */
export function readScripts(
  tree: Tree,
  pages: WebPage[],
  sources: Sources,
  unread: UnreadFile[],
  loadedOnly = false,
): WebScripts {
  const scripts: WebScripts = { byFile: new Map(), byPage: new Map(), libraries: [], remote: [] };
  for (const page of pages) {
    const files: string[] = [];
    for (const { src } of page.document.scripts) {
      const name = src && localName(page, src);
      if (name) files.push(name);
      else if (src && /^(https?:)?\/\//.test(src)) scripts.remote.push({ page, url: src });
    }
    scripts.byPage.set(page, files);
  }
  const hasTwin = legacyTwins(tree);
  const loaded = new Set([...scripts.byPage.values()].flat());
  const files = tree.entries.filter(({ name }) => SCRIPT.test(name) && !hasTwin(name) && (!loadedOnly || loaded.has(name)));
  // Templates are read by what the file of Vue's runtime calls its parts.
  const first = new Set(files.filter(holdsRuntime));
  for (const entry of [...first, ...files.filter((file) => !first.has(file))]) readFile(scripts, sources, unread, entry);
  for (const page of pages) readInline(scripts, sources, page);
  return scripts;
}

/** Vite writes every chunk twice, for old browsers as `a-legacy.hash.js`: the other one says the same more plainly. */
function legacyTwins(tree: Tree): (name: string) => boolean {
  const stem = (name: string): string => name.replace(/[.-][\w-]{8}\.js$/, '');
  const stems = new Set(tree.entries.map(({ name }) => stem(name)));
  return (name) => /-legacy[.-][\w-]{8}\.js$/.test(name) && stems.has(stem(name).replace(/-legacy$/, ''));
}

function holdsRuntime(entry: Entry): boolean {
  const script = readEntry(entry);
  return script !== undefined && mayHoldVueRuntime(script);
}

function readFile(scripts: WebScripts, sources: Sources, unread: UnreadFile[], entry: Entry): void {
  const text = isGenerated(entry.name) ? '' : textOf(unread, entry);
  if (text === undefined) return;
  if (text === '' || isKnown(sources, entry, text) || ownerOfScript(entry.name, text) === 'third-party') {
    sources.scripts.thirdParty++;
    scripts.libraries.push(entry);
    readRuntime(sources, entry);
    return;
  }
  const before = sources.modules.length;
  addModule(sources, entry, text, text, 'js', 'own');
  scripts.byFile.set(entry.name, sources.modules.slice(before));
}

/** A library is not read but for the names that the app's own scripts import from it. */
function readRuntime(sources: Sources, entry: Entry): void {
  const text = holdsRuntime(entry) ? textOf([], entry) : undefined;
  const program = text === undefined ? undefined : parseScript(text)?.file.program;
  if (text !== undefined && program) noteRuntime(sources, entry, program, text);
}

/** All code in one page is one module: its scripts share their names, and so do the handlers in its attributes. */
function readInline(scripts: WebScripts, sources: Sources, page: WebPage): void {
  const own = page.document.scripts.filter(({ start, end }) => end > start);
  const ranges = own.map(({ start, end }): [number, number] => [start, end]);
  const handlers = handlerRanges(page.document.nodes, page.text);
  if (ranges.length + handlers.length === 0) return;
  const variants = [[...ranges, ...handlers], ranges].map((some) => onlyRanges(page.text, some));
  const whole = variants.find((text) => text.trim() && parseScript(text));
  const parts = whole ? [whole] : ranges.map((range) => onlyRanges(page.text, [range]));
  const before = sources.modules.length;
  for (const part of parts) if (part.trim()) addModule(sources, page.entry, part, page.text, 'js', 'own');
  scripts.byFile.set(page.name, sources.modules.slice(before));
  scripts.byPage.get(page)?.push(page.name);
}

/** Code in `onclick="…"` and `href="javascript:…"`, where the source holds it as it is. */
function handlerRanges(nodes: MarkupNode[], text: string): [number, number][] {
  return nodes.flatMap((node): [number, number][] => {
    if (node.type === 'text') return [];
    const own = node.attributes.flatMap(({ name, value, offset }): [number, number][] => {
      const scheme = /^\s*javascript:/i.exec(value)?.[0].length ?? 0;
      if (!(/^on[a-z]+$/.test(name) || (name === 'href' && scheme > 0)) || !value.slice(scheme).trim()) return [];
      return text.startsWith(value, offset) ? [[offset + scheme, offset + value.length]] : [];
    });
    return [...own, ...handlerRanges(node.children, text)];
  });
}

/** The text with everything but some ranges blanked out, so that offsets stay; each range ends a statement. */
function onlyRanges(text: string, ranges: [number, number][]): string {
  let out = '';
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (start < out.length) continue;
    const gap = text.slice(out.length, start).replace(/[^\n]/g, ' ');
    out += (gap && out ? `;${gap.slice(1)}` : gap) + text.slice(start, end);
  }
  return out;
}

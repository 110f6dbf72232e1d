import { isRecord, type Json } from '../../decode/javascript/literal.js';
import { splitSingleFile } from '../../decode/template/single-file.js';
import { configInScript, pageListInScript } from './config-script.js';

/** Text of a file below the app's root; undefined where there is none. */
type Read = (name: string) => string | undefined;

const MAINS = ['main.js', 'main.ts'];
const APPS = ['App.vue', 'app.vue'];

/**
 * The configuration of an mpvue app that has no `app.json`: `config` of the default export of its `main.js`, which the loader
 * writes to `app.json`, with the pages there or in the list that mpvue-entry reads. The pages there may be left out but for the
 * first: the `main.js` of every folder of a page is built and added.
 * Source: mpvue quickstart 1.0 (mpvue-loader 1.0, `config` of the entry; `getEntry` of its webpack.base.conf.js);
 * mpvue-entry 1.5, README, `pages.js`
 *
 * @param names all files below the app's root
 */
export function mpvueApp(read: Read, names: readonly string[]): { name: string; value: { [key: string]: Json } } | undefined {
  for (const name of MAINS) {
    const text = read(name);
    if (!text || !isMpvueMain(text)) continue;
    const config = configInScript(text, 'js');
    const value = isRecord(config) ? config : {};
    const pages = Array.isArray(value.pages) ? [...value.pages, ...builtEntries(value.pages, read, names)] : mpvuePages(read);
    if (pages) return { name, value: { ...value, pages } };
  }
  return megaloApp(read);
}

/**
 * The configuration of a megalo app: `config` of what its `main.js` or its `App.vue` exports.
 * Source: megalo, README of @megalo/cli-plugin-mp
 */
function megaloApp(read: Read): { name: string; value: { [key: string]: Json } } | undefined {
  for (const name of [...MAINS, ...APPS]) {
    const text = read(name);
    const script = text && APPS.includes(name) ? scriptOf(text) : text;
    const value = script ? configInScript(script, 'ts') : undefined;
    if (isRecord(value) && Array.isArray(value.pages)) return { name, value };
  }
  return undefined;
}

function scriptOf(text: string): string | undefined {
  const block = splitSingleFile(text).blocks.find(({ kind }) => kind === 'script');
  return block && text.slice(block.start, block.end);
}

/** `App.mpType = 'app'` tells an mpvue app's entry from its pages' and from other programs' `main.js`. */
function isMpvueMain(text: string): boolean {
  return /\.mpType\s*=\s*['"]app['"]/.test(text);
}

const PAGE_ENTRY = /^pages\/(?:.+\/)?main\.[jt]s$/;

/** Routes of the entries of pages that the app's list leaves out. */
function builtEntries(listed: readonly Json[], read: Read, names: readonly string[]): string[] {
  const folders = new Set(listed.map((page) => folderOf(String(page).replace(/^[\^/]+/, ''))));
  return names
    .filter((name) => PAGE_ENTRY.test(name) && !folders.has(folderOf(name)) && /\$mount\b/.test(read(name) ?? ''))
    .map((name) => name.replace(/\.[jt]s$/, ''))
    .sort();
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The pages that mpvue-entry builds: `module.exports = [{ path: 'pages/index/index', config: {…} }]`. */
export function mpvuePages(read: Read): Json[] | undefined {
  const text = read('pages.js');
  const list = text ? pageListInScript(text, 'js') : undefined;
  return list?.map((page) => (isRecord(page) && isRecord(page.config) ? { ...page, style: page.config } : page));
}

/** Where the files of a page stand: early versions build `pages/sign/main.js` to the route `pages/sign/sign`. */
export function mpvueFile(read: Read, page: string): string | undefined {
  const entry = `${folderOf(page)}main`;
  return read(`${page}.vue`) === undefined && MAINS.some((name) => read(entry.replace(/main$/, name))) ? entry : undefined;
}

/** The settings a page's entry gives: `config` of the default export of the `main.js` beside it. */
export function mpvuePageSettings(read: Read, page: string): Json | undefined {
  const text = MAINS.map((name) => read(`${folderOf(page)}${name}`)).find((found) => found !== undefined);
  return text ? configInScript(text, 'js') : undefined;
}

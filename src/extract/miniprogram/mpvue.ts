import { isRecord, type Json } from '../../decode/javascript/literal.js';
import { splitSingleFile } from '../../decode/template/single-file.js';
import { configInScript, pageListInScript } from './config-script.js';

/** Text of a file below the app's root; undefined where there is none. */
type Read = (name: string) => string | undefined;

const MAINS = ['main.js', 'main.ts'];
const APPS = ['App.vue', 'app.vue'];

/**
 * The configuration of an mpvue app that has no `app.json`: `config` of the default export of its `main.js`, which the loader
 * writes to `app.json`, with the pages there or in the list that mpvue-entry reads.
 * Source: mpvue quickstart 1.0 (mpvue-loader 1.0, `config` of the entry); mpvue-entry 1.5, README, `pages.js`
 */
export function mpvueApp(read: Read): { name: string; value: { [key: string]: Json } } | undefined {
  for (const name of MAINS) {
    const text = read(name);
    if (!text || !isMpvueMain(text)) continue;
    const config = configInScript(text, 'js');
    const value = isRecord(config) ? config : {};
    const pages = Array.isArray(value.pages) ? value.pages : mpvuePages(read);
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

/** The pages that mpvue-entry builds: `module.exports = [{ path: 'pages/index/index', config: {…} }]`. */
export function mpvuePages(read: Read): Json[] | undefined {
  const text = read('pages.js');
  const list = text ? pageListInScript(text, 'js') : undefined;
  return list?.map((page) => (isRecord(page) && isRecord(page.config) ? { ...page, style: page.config } : page));
}

/** Where the files of a page stand: early versions build `pages/sign/main.js` to the route `pages/sign/sign`. */
export function mpvueFile(read: Read, page: string): string | undefined {
  const entry = `${page.slice(0, page.lastIndexOf('/') + 1)}main`;
  return read(`${page}.vue`) === undefined && MAINS.some((name) => read(entry.replace(/main$/, name))) ? entry : undefined;
}

/** The settings a page's entry gives: `config` of the default export of the `main.js` beside it. */
export function mpvuePageSettings(read: Read, page: string): Json | undefined {
  const folder = page.slice(0, page.lastIndexOf('/') + 1);
  const text = MAINS.map((name) => read(`${folder}${name}`)).find((found) => found !== undefined);
  return text ? configInScript(text, 'js') : undefined;
}

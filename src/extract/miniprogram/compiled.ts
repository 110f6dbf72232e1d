import { decodeLooseJson, isRecord, type Json } from '../../decode/javascript/literal.js';
import type { Tree } from '../../open/tree.js';
import { type AppConfig, fromRoot } from './app-config.js';
import { textOf } from './entry-texts.js';
import type { ComponentTable } from './screens.js';

const PAGE_JSON = /__wxAppCode__\[['"]([^'"]+)\.json['"]\]\s*=\s*/g;
const JSON_LIMIT = 200_000;

/**
 * `usingComponents` of pages and components as the compiled package keeps them: `__wxAppCode__['pages/a.json'] = {…}`; those of
 * `app.json` are for all.
 */
export function compiledComponents(tree: Tree): ComponentTable {
  const tables = new Map<string, Record<string, string>>();
  for (const [stem, value] of readPageSettings(tree)) {
    if (isRecord(value.usingComponents))
      tables.set(
        stem,
        Object.fromEntries(
          Object.entries(value.usingComponents).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
        ),
      );
  }
  const everywhere = fromRoot(tables.get('app') ?? {});
  return (stem) => ({ ...everywhere, ...(tables.get(stem) ?? tables.get(`${stem}/index`)) });
}

/** Titles that stand only in the page's own settings. */
export function compiledTitles(config: AppConfig, tree: Tree): void {
  const settings = readPageSettings(tree);
  for (const page of config.pages) {
    const title = settings.get(page.id)?.navigationBarTitleText;
    if (!page.title && typeof title === 'string' && title) page.title = title;
  }
}

const known = new WeakMap<Tree, Map<string, { [key: string]: Json }>>();

/** Settings of pages and components by their path without extension: from JSON entries and from the scripts that carry them. */
export function readPageSettings(tree: Tree): Map<string, { [key: string]: Json }> {
  const done = known.get(tree);
  if (done) return done;
  const out = new Map<string, { [key: string]: Json }>();
  for (const entry of tree.entries) {
    if (/\.json$/.test(entry.name) && entry.name !== 'app-config.json') {
      const value = decodeLooseJson(textOf(entry));
      if (isRecord(value)) out.set(entry.name.replace(/\.json$/, ''), value);
    } else if (/(^|\/)(app-service|page-frame|app-wxss)\.(js|html)$/.test(entry.name)) readAssignments(textOf(entry), out);
  }
  known.set(tree, out);
  return out;
}

function readAssignments(text: string, out: Map<string, { [key: string]: Json }>): void {
  for (const match of text.matchAll(PAGE_JSON)) {
    const start = match.index + match[0].length;
    const end = closingBrace(text, start);
    const value = end > 0 ? decodeLooseJson(text.slice(start, end)) : undefined;
    if (isRecord(value)) out.set(match[1]!, value);
  }
}

/** End of the object literal that starts at `start`; strings are skipped. */
function closingBrace(text: string, start: number): number {
  if (text[start] !== '{') return -1;
  let depth = 0;
  for (let i = start; i < Math.min(text.length, start + JSON_LIMIT); i++) {
    const char = text[i];
    if (char === '"' || char === "'") {
      for (i++; i < text.length && text[i] !== char; i++) if (text[i] === '\\') i++;
    } else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return i + 1;
  }
  return -1;
}

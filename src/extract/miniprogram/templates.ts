import { decodeMarkup, type MarkupNode } from '../../decode/template/markup.js';
import type { ComponentImport } from '../../decode/template/single-file.js';
import type { Owner } from '../../facts/types.js';
import type { Entry } from '../../open/tree.js';
import { stemOf } from '../javascript/application/application.js';
import type { Dialect } from '../markup/dialects.js';
import { readMarkup } from '../markup/reading.js';
import { extension, isKnown, readText } from './entry-texts.js';
import { ownerIn } from './registered.js';
import { addTemplate, type Sources } from './source-set.js';

/** `.wxml`, `.axml`, `.qxml` …: every platform names its markup so; what other tools call so is left out. */
export const TEMPLATE = /\.(swan|(?!(?:html|xhtml|xml|yml|yaml|xaml|kml|uml|eml|toml|shtml|dhtml|phtml)$)[a-z]{1,5}ml)$/;
const DIALECTS: Record<string, Dialect> = {
  wxml: 'wechat',
  axml: 'alipay',
  swan: 'baidu',
  ttml: 'bytedance',
  qml: 'qq',
  ux: 'quickapp',
  vue: 'vue',
  nvue: 'vue',
  uvue: 'vue',
  mpx: 'wechat',
  wpy: 'wepy',
  cml: 'chameleon',
};

/** How a file writes its markup, by its name. */
export function dialectOf(name: string, otherwise: Dialect): Dialect {
  return DIALECTS[extension(name)] ?? otherwise;
}

/** A file of markup; a library's is left out. */
export function readTemplate(sources: Sources, entry: Entry): void {
  const owner = ownerIn(sources.pages, entry.name);
  if (owner === 'third-party') return;
  sources.markup.total++;
  const text = readText(sources, entry);
  if (text === undefined) return;
  if (isKnown(sources, entry, text)) {
    sources.markup.total--;
    return;
  }
  sources.markup.parsed++;
  addMarkup(sources, entry, text, decodeMarkup(text, { xml: true }).nodes, dialectOf(entry.name, 'wechat'), owner);
}

/** Decoded markup as a template, under the name its page or component has. */
export function addMarkup(
  sources: Sources,
  entry: Entry,
  text: string,
  nodes: MarkupNode[],
  dialect: Dialect,
  owner: Owner,
  stem = stemOf(entry.name.replace(TEMPLATE, '')),
  imports: readonly ComponentImport[] = [],
): void {
  const reading = readMarkup(nodes, dialect);
  reading.imports.push(...imports);
  addTemplate(sources, { stem, path: entry.path, text, owner, reading, nodes, dialect });
}

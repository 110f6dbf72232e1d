import type { Entry, Tree } from '../../open/tree.js';
import { ark } from './ark/index.js';
import { binary, binaryLabel } from './binary.js';
import { binaryXml } from './binary-xml.js';
import { compiledTemplates } from './compiled-templates.js';
import { dartLibrary } from './dart-library.js';
import { dex } from './dex/index.js';
import type { Format } from './format.js';
import { hermes } from './hermes.js';
import { pageBundle } from './page-bundle.js';
import { resourceTable } from './resource-table.js';
import { scriptBundle } from './script-bundle.js';
import { signature } from './signature.js';
import { text } from './text.js';
import { vueBundle } from './vue-bundle.js';

export type { Format, InnerPart } from './format.js';

/** First match wins; the last one matches everything. */
const FORMATS: Format[] = [
  dex,
  hermes,
  ark,
  dartLibrary,
  binaryXml,
  resourceTable,
  signature,
  compiledTemplates,
  pageBundle,
  vueBundle,
  scriptBundle,
  text,
  binary,
];

/** Formats that may stand for an entry, most telling first. */
export function formatsOf(entry: Entry, tree: Tree): Format[] {
  return FORMATS.filter((format) => format.matches(entry, tree));
}

/** What a person calls an entry's format. */
export function labelOf(entry: Entry, tree: Tree): string {
  const format = FORMATS.find((one) => one.matches(entry, tree)) ?? binary;
  return format === binary ? binaryLabel(entry) : format.label;
}

import XMLBuilder from 'fast-xml-builder';
import { inert } from './inert.js';

/** Elements as objects: `@name` is an attribute, `#text` the text, an array repeats its element. */
export type Xml = { [name: string]: XmlValue };
type XmlValue = string | number | undefined | Xml | readonly (string | Xml)[];

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
/** XML 1.0 §2.2: these two are no characters; controls and lone surrogates are named by `inert` already. */
const NO_CHARACTER = /[\ufffe\uffff]/g;

const builders = [false, true].map(
  (format) =>
    new XMLBuilder({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      suppressEmptyNode: true,
      suppressBooleanAttributes: false,
      processEntities: true,
      format,
    }),
);

/** A document. Every text is made safe here: nothing from a package acts, and what XML cannot hold is replaced. */
export function xmlDocument(root: Xml, { indented = false } = {}): string {
  return `${HEAD}${xmlFragment(root, { indented })}`;
}

/** Elements without the head, for documents that are written piece by piece. */
export function xmlFragment(root: Xml, { indented = false } = {}): string {
  return builders[indented ? 1 : 0]!.build(safe(root));
}

function safe(value: XmlValue | string | Xml): unknown {
  if (typeof value === 'string') return xmlText(value);
  if (Array.isArray(value)) return value.map(safe);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => [name, safe(inner)]),
  );
}

function xmlText(text: string): string {
  return inert(text).replace(NO_CHARACTER, '\ufffd');
}

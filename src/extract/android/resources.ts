import { decodeArsc, type ResourceTable } from '../../decode/arsc/index.js';
import { attribute, formatValue, type ResourceValue, TYPE, type XmlDocument, type XmlElement } from '../../decode/axml/index.js';
import { decodeXml } from '../../decode/compiled-xml.js';
import { decodeTableMessage } from '../../decode/protobuf/index.js';
import type { Entry } from '../../open/tree.js';
import { readEntry } from '../entry-bytes.js';
import { isReference, openValues } from './resource-values.js';
import type { Sources } from './sources.js';

/** Resources of the app over all its tables and files. */
export interface Resources {
  /** Text of a string resource, references followed; undefined for other types. */
  string(id: number): string | undefined;
  /** Texts of a string array, or of a plural as Chinese uses it. */
  strings(id: number): string[];
  /** Addresses that parts of a string lead to (`<a href>`). */
  links(id: number): string[];
  /** `layout`, `string` …; undefined for unknown ids. */
  typeOf(id: number): string | undefined;
  nameOf(id: number): string | undefined;
  /** Id of `R.type.name` as code writes it: dots stand as underscores. */
  idOf(type: string, name: string): number | undefined;
  /** A compiled XML file by its resource id, decoded once. */
  xml(id: number): XmlFile | undefined;
  /** The files other configurations have in its place: for tablets, turned phones, other versions. */
  variants(id: number): XmlFile[];
  idsOfType(type: string): number[];
  /** What a value stands for in the end: references and theme attributes followed. */
  resolve(value: ResourceValue): ResourceValue | undefined;
  /** Text of an attribute: strings resolved, other values as written. */
  text(element: XmlElement, name: string): string | undefined;
  /** Resource id an attribute refers to. */
  reference(element: XmlElement, name: string): number | undefined;
  /** Styles that attributes (`?attr/title`) are looked up in. */
  themes: number[];
  /** Files decoded so far and those that could not be. */
  files: { total: number; parsed: number; failed: number };
  /** Ids of the app's own resources that XML files refer to, and those of them no table holds. */
  references: { asked: ReadonlySet<number>; missing: ReadonlySet<number> };
}

export interface XmlFile {
  entry: Entry;
  doc: XmlDocument;
  root: XmlElement;
  /** Resource name: `activity_main`. */
  name: string;
  /** Resource id. */
  id: number;
}

/** Package id of the app itself, as against the platform and shared libraries. */
const APP_PACKAGE = 0x7f;

/** Files read for one resource. */
const VARIANTS = 20;

/** Opens resource tables; each is read when the first look-up needs it. */
export function openResources(
  sources: Sources,
  tamper: (entry: Entry, doc: { oddities: XmlDocument['oddities'] }) => void,
): Resources {
  const tables = sources.tables.flatMap((entry): ResourceTable[] => {
    const bytes = readEntry(entry);
    if (!bytes) return [];
    const table = entry.name.endsWith('.pb') ? decodeTableMessage(bytes) : decodeArsc(bytes);
    tamper(entry, table);
    return [table];
  });
  const byName = new Map<string, Entry>();
  for (const tree of sources.trees) for (const entry of tree.entries) if (!byName.has(entry.name)) byName.set(entry.name, entry);
  const values = openValues(tables);
  const { entry, name, follow } = values;
  const idsByName = new Map<string, Map<string, number>>();
  const idsOfType = (type: string): number[] => [...new Set(tables.flatMap((table) => table.idsOfType(type)))];
  const asked = new Set<number>();
  const missing = new Set<number>();
  const isThere = (id: number): boolean => {
    const value = entry(id)?.value;
    const named = name(id);
    return named !== undefined && !/^type\d+$/.test(named.type) && !(value?.type === TYPE.string && value.text === undefined);
  };
  const referred = (value: ResourceValue): ResourceValue => {
    if (isReference(value) && value.data >>> 24 === APP_PACKAGE && !asked.has(value.data)) {
      asked.add(value.data);
      if (!isThere(value.data)) missing.add(value.data);
    }
    return value;
  };
  const files = new Map<string, XmlFile | undefined>();
  const counts = { total: 0, parsed: 0, failed: 0 };
  const load = (file: Entry, id: number): XmlFile | undefined => {
    counts.total++;
    const bytes = readEntry(file);
    const doc = bytes && decodeXml(bytes);
    if (!doc?.root) {
      counts.failed++;
      return undefined;
    }
    counts.parsed++;
    tamper(file, doc);
    return { entry: file, doc, root: doc.root, name: name(id)?.key ?? '', id };
  };
  const open = (value: ResourceValue | undefined, id: number): XmlFile | undefined => {
    const path = follow(value)?.text;
    const file = path === undefined ? undefined : fileAt(byName, sources.roots, path);
    if (!file || !/\.xml$|^res\//.test(file.name)) return undefined;
    if (!files.has(file.path)) files.set(file.path, load(file, id));
    return files.get(file.path);
  };
  const resources: Resources = {
    string: (id) => follow(entry(id)?.value)?.text,
    strings: (id) => values.items(id).flatMap((item) => follow(item)?.text ?? []),
    links: (id) => hrefs(follow(entry(id)?.value)),
    typeOf: (id) => name(id)?.type,
    nameOf: (id) => name(id)?.key,
    idOf: (type, key) => {
      if (!idsByName.has(type))
        idsByName.set(type, new Map(idsOfType(type).map((id) => [(name(id)?.key ?? '').replace(/[.-]/g, '_'), id])));
      return idsByName.get(type)?.get(key);
    },
    xml: (id) => open(entry(id)?.value, id),
    variants: (id) => {
      const shown = open(entry(id)?.value, id);
      const all = values.entries(id).slice(0, VARIANTS);
      return [...new Set(all.flatMap(({ value }) => open(value, id) ?? []))].filter((file) => file !== shown);
    },
    idsOfType,
    resolve: (value) => follow(referred(value)),
    text: (element, key) => {
      const found = attribute(element, key)?.value;
      const value = found && resources.resolve(found);
      return value && formatValue(value);
    },
    reference: (element, key) => {
      const value = attribute(element, key)?.value;
      return value && isReference(value) ? referred(value).data : undefined;
    },
    themes: values.themes,
    files: counts,
    references: { asked, missing },
  };
  return resources;
}

/** `a;href=https://example.cn` marks a link. */
function hrefs(value: ResourceValue | undefined): string[] {
  return (value?.spans ?? []).flatMap(({ tag }) => /^a;(?:.*;)?href=([^;]+)/.exec(tag)?.[1] ?? []);
}

function fileAt(byName: Map<string, Entry>, roots: string[], path: string): Entry | undefined {
  for (const root of roots) {
    const found = byName.get(root + path);
    if (found) return found;
  }
  return undefined;
}

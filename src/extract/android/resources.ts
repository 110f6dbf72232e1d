import { configRank, decodeArsc, type ResourceEntry, type ResourceTable } from '../../decode/arsc/index.js';
import { attribute, formatValue, type ResourceValue, TYPE, type XmlDocument, type XmlElement } from '../../decode/axml/index.js';
import { decodeXml } from '../../decode/compiled-xml.js';
import { decodeTableMessage } from '../../decode/protobuf/index.js';
import type { Entry } from '../../open/tree.js';
import { readEntry, type Sources } from './sources.js';

/** Resources of the app over all its tables and files. */
export interface Resources {
  /** Text of a string resource, references followed; undefined for other types. */
  string(id: number): string | undefined;
  /** Texts of a string array or of the quantities of a plural. */
  strings(id: number): string[];
  /** `layout`, `string` …; undefined for unknown ids. */
  typeOf(id: number): string | undefined;
  nameOf(id: number): string | undefined;
  /** Id of `R.type.name` as code writes it: dots stand as underscores. */
  idOf(type: string, name: string): number | undefined;
  /** A compiled XML file by its resource id, decoded once. */
  xml(id: number): XmlFile | undefined;
  idsOfType(type: string): number[];
  /** Text of an attribute: strings resolved, other values as written. */
  text(element: XmlElement, name: string): string | undefined;
  /** Resource id an attribute refers to. */
  reference(element: XmlElement, name: string): number | undefined;
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
}

const HOPS = 8;
/** Package id of the app itself, as against the platform and shared libraries. */
const APP_PACKAGE = 0x7f;

function languageRank({ locale }: ResourceEntry): number {
  return configRank({ locale, plain: true });
}

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
  const entry = (id: number) => {
    // Splits hold the languages the base does not: the best of each table's choice is what the device shows.
    let best: ResourceEntry | undefined;
    for (const table of tables) {
      const found = table.entry(id);
      if (found && (!best || languageRank(found) < languageRank(best))) best = found;
    }
    return best;
  };
  const name = (id: number) => {
    for (const table of tables) {
      const found = table.name(id);
      if (found) return found;
    }
    return undefined;
  };
  const follow = (value: ResourceValue | undefined): ResourceValue | undefined => {
    let current = value;
    for (let i = 0; i < HOPS && current?.type === TYPE.reference; i++) current = entry(current.data)?.value;
    return current;
  };
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
    if (value.type === TYPE.reference && value.data >>> 24 === APP_PACKAGE && !asked.has(value.data)) {
      asked.add(value.data);
      if (!isThere(value.data)) missing.add(value.data);
    }
    return value;
  };
  const files = new Map<number, XmlFile | undefined>();
  const counts = { total: 0, parsed: 0, failed: 0 };
  const load = (id: number): XmlFile | undefined => {
    const path = follow(entry(id)?.value)?.text;
    const file = path === undefined ? undefined : fileAt(byName, sources.roots, path);
    if (!file || !/\.xml$|^res\//.test(file.name)) return undefined;
    counts.total++;
    const bytes = readEntry(file);
    const doc = bytes && decodeXml(bytes);
    if (!doc?.root) {
      counts.failed++;
      return undefined;
    }
    counts.parsed++;
    tamper(file, doc);
    return { entry: file, doc, root: doc.root, name: name(id)?.key ?? '' };
  };
  const resources: Resources = {
    string: (id) => follow(entry(id)?.value)?.text,
    strings: (id) => (entry(id)?.items ?? []).flatMap((item) => follow(item)?.text ?? []),
    typeOf: (id) => name(id)?.type,
    nameOf: (id) => name(id)?.key,
    idOf: (type, key) => {
      if (!idsByName.has(type))
        idsByName.set(type, new Map(idsOfType(type).map((id) => [(name(id)?.key ?? '').replace(/[.-]/g, '_'), id])));
      return idsByName.get(type)?.get(key);
    },
    xml: (id) => {
      if (!files.has(id)) files.set(id, load(id));
      return files.get(id);
    },
    idsOfType,
    text: (element, key) => {
      const found = attribute(element, key)?.value;
      if (!found) return undefined;
      const value = follow(referred(found));
      return value && (value.type === TYPE.reference ? undefined : formatValue(value));
    },
    reference: (element, key) => {
      const value = attribute(element, key)?.value;
      return value?.type === TYPE.reference ? referred(value).data : undefined;
    },
    files: counts,
    references: { asked, missing },
  };
  return resources;
}

function fileAt(byName: Map<string, Entry>, roots: string[], path: string): Entry | undefined {
  for (const root of roots) {
    const found = byName.get(root + path);
    if (found) return found;
  }
  return undefined;
}

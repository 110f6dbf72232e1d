import type { Oddity } from '../oddity.js';
import { readAnnotations } from './annotations.js';
import { readClassData } from './class-data.js';
import { readCodeItem } from './code-item.js';
import { checkHeader, HEADER } from './header.js';
import type { Lookups } from './lookups.js';
import { openHandles } from './method-handles.js';
import { readMutf8, readUleb } from './mutf8.js';
import { readSections, unclaimedBytes } from './sections.js';
import type { ClassDef, Dex, FieldRef, MethodRef, Prototype } from './types.js';

const MAGIC = /^dex\n\d{3}$/;
const REVERSE_ENDIAN = 0x78563412;
const MAX_FILES = 100;
const NO_INDEX = 0xffffffff;

/**
 * Opens the dex files of an entry: one, or several where version 041 puts them into one container. Empty when the bytes are
 * none; `refusalOf` says why. Checksums are not looked at: tool-chains leave them stale.
 * Source: "Dalvik Executable format", header_item; in a container all offsets count from its start
 */
export function decodeDexes(bytes: Buffer): Dex[] {
  const out: Dex[] = [];
  for (let at = 0; out.length < MAX_FILES && refusalAt(bytes, at) === undefined; ) {
    const dex = openDex(bytes, at);
    out.push(dex);
    if (dex.version < '041' || dex.fileSize < HEADER) break;
    at += dex.fileSize;
  }
  return out;
}

/** Why these bytes are not opened as a DEX file, in Chinese; undefined where they are. */
export function refusalOf(bytes: Buffer): string | undefined {
  return refusalAt(bytes, 0);
}

function refusalAt(bytes: Buffer, at: number): string | undefined {
  if (at + 8 > bytes.length || !MAGIC.test(bytes.toString('latin1', at, at + 7))) return '不是 DEX 文件';
  if (at + HEADER > bytes.length) return 'DEX 文件头不完整';
  const big = bytes.readUInt32LE(at + 40) === REVERSE_ENDIAN;
  return big ? 'DEX 文件头声明为大端字节序（78563412），Android 不装载这样的文件' : undefined;
}

interface Table {
  at: number;
  count: number;
}

interface Tables extends Record<'strings' | 'types' | 'prototypes' | 'fields' | 'methods', Table> {}

function openDex(bytes: Buffer, start: number): Dex {
  const version = bytes.toString('latin1', start + 4, start + 7);
  const oddities = checkHeader(bytes, start, version);
  const table = (field: number, width: number, name: string): Table => openTable(bytes, start + field, width, name, oddities);
  const tables: Tables = {
    strings: table(56, 4, '字符串'),
    types: table(64, 4, '类型'),
    prototypes: table(72, 12, '原型'),
    fields: table(80, 8, '字段'),
    methods: table(88, 8, '方法'),
  };
  const definitions = table(96, 32, '类');
  const clipped = oddities.some(({ trick }) => trick === 'dex-table-size');
  const sections = readSections(bytes, start, clipped ? [] : oddities);
  const lookups = openLookups(bytes, tables);
  const handles = openHandles(lookups, sections);
  lookups.methodHandle = handles.methodHandle;
  // A member takes two bytes or more that no other class may use, so that classes sharing one list cannot multiply it.
  const members = { left: bytes.length };
  const definitionAt = (definition: ClassDef): number => definitions.at + definition.index * 32;
  const count = ({ count: items }: Table): number => items;
  const dataEnd = bytes.readUInt32LE(start + 108) + bytes.readUInt32LE(start + 104);
  // In a container the sections of all its files lie mixed.
  const unclaimed = version < '041' ? unclaimedBytes(bytes, sections, dataEnd) : [];
  const tail = unclaimed.find(({ at, size }) => at + size >= bytes.length);
  if (tail) oddities.push({ trick: 'dex-trailing-data', detail: `末尾有 ${tail.size} 字节不属于任何节`, offset: tail.at });
  return {
    bytes,
    version,
    fileSize: bytes.readUInt32LE(start + 32),
    unclaimed,
    counts: {
      strings: count(tables.strings),
      types: count(tables.types),
      fields: count(tables.fields),
      methods: count(tables.methods),
      classes: count(definitions),
      ...handles.counts,
    },
    string: lookups.string,
    isChinese: chineseStrings(bytes, tables.strings),
    type: lookups.type,
    field: lookups.field,
    method: lookups.method,
    prototype: lookups.prototype,
    methodHandle: handles.methodHandle,
    callSite: handles.callSite,
    classes: readDefinitions(lookups, definitions),
    sourceFile: (definition) => {
      const index = bytes.readUInt32LE(definitionAt(definition) + 16);
      return index === NO_INDEX ? undefined : lookups.string(index);
    },
    classData: (definition) => {
      const at = definitionAt(definition);
      return readClassData(lookups, bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 28), members);
    },
    annotations: (definition) => readAnnotations(lookups, bytes.readUInt32LE(definitionAt(definition) + 20)),
    code: (offset) => readCodeItem(bytes, offset),
    oddities,
  };
}

/** Counts are believed as far as the file goes. @param field of the header that holds the count, the offset behind it */
function openTable(bytes: Buffer, field: number, width: number, name: string, oddities: Oddity[]): Table {
  const claimed = bytes.readUInt32LE(field);
  const at = bytes.readUInt32LE(field + 4);
  const count = Math.min(claimed, Math.max(0, Math.floor((bytes.length - at) / width)));
  if (count < claimed)
    oddities.push({
      trick: 'dex-table-size',
      detail: `${name}表自称 ${claimed} 项，文件只容得下 ${count} 项`,
      offset: field,
    });
  return { at, count };
}

function openLookups(bytes: Buffer, tables: Tables): Lookups {
  const { strings, types, prototypes, fields, methods } = tables;
  const u16 = (at: number): number => bytes.readUInt16LE(at);
  const u32 = (at: number): number => bytes.readUInt32LE(at);
  // Honest strings do not overlap: together they are no longer than the file.
  let stringBytes = bytes.length * 2;
  const string = remember(strings.count, (index) => {
    const at = u32(strings.at + index * 4);
    if (at >= bytes.length || stringBytes <= 0) return '';
    const text = readMutf8(bytes, readUleb(bytes, at)[1], bytes.length);
    stringBytes -= text.length;
    return text;
  });
  const text = (index: number): string => string(index) ?? '';
  const type = remember(types.count, (index) => text(u32(types.at + index * 4)));
  const typeName = (index: number): string => type(index) ?? '';
  const prototype = remember(prototypes.count, (index): Prototype => {
    const at = prototypes.at + index * 12;
    return { params: typeList(bytes, u32(at + 8), typeName), returns: typeName(u32(at + 4)) };
  });
  const field = remember(fields.count, (index): FieldRef => {
    const at = fields.at + index * 8;
    return { owner: typeName(u16(at)), name: text(u32(at + 4)), type: typeName(u16(at + 2)) };
  });
  const method = remember(methods.count, (index): MethodRef => {
    const at = methods.at + index * 8;
    const { params = [], returns = 'V' } = prototype(u16(at + 2)) ?? {};
    return { owner: typeName(u16(at)), name: text(u32(at + 4)), params, returns };
  });
  return {
    bytes,
    origin: 0,
    values: { left: bytes.length },
    string: text,
    type: typeName,
    field,
    method,
    prototype,
    fieldName: (index) => {
      const ref = field(index);
      return ref ? `${ref.owner}->${ref.name}:${ref.type}` : '';
    },
    methodName: (index) => {
      const ref = method(index);
      return ref ? `${ref.owner}->${ref.name}(${ref.params.join('')})${ref.returns}` : '';
    },
    methodHandle: () => '',
  };
}

/** Reads each index of a table once, when first asked for. */
function remember<T>(count: number, read: (index: number) => T): (index: number) => T | undefined {
  const known = new Array<T | undefined>(count);
  return (index) => {
    if (index < 0 || index >= count) return undefined;
    const found = known[index];
    if (found !== undefined) return found;
    const value = read(index);
    known[index] = value;
    return value;
  };
}

/** Longest part of a string that is looked at: words come early, and strings that share their bytes must not multiply. */
const LOOKED_AT = 1024;

/** In MUTF-8 the bytes e4 to e9 begin the characters U+4000 to U+9FFF, and are nothing else. */
function chineseStrings(bytes: Buffer, strings: Table): (index: number) => boolean {
  return (index) => {
    if (index >= strings.count) return false;
    const from = bytes.readUInt32LE(strings.at + index * 4);
    if (from >= bytes.length) return false;
    const start = readUleb(bytes, from)[1];
    const end = Math.min(bytes.length, start + LOOKED_AT);
    for (let at = start; at < end && bytes[at] !== 0; at++) if (bytes[at]! >= 0xe4 && bytes[at]! <= 0xe9) return true;
    return false;
  };
}

function typeList(bytes: Buffer, at: number, type: (index: number) => string): string[] {
  if (at === 0 || at + 4 > bytes.length) return [];
  const count = Math.min(bytes.readUInt32LE(at), 0xff, (bytes.length - at - 4) >> 1);
  return Array.from({ length: count }, (_, i) => type(bytes.readUInt16LE(at + 4 + i * 2)));
}

function readDefinitions({ bytes, type }: Lookups, table: Table): ClassDef[] {
  return Array.from({ length: table.count }, (_, index) => {
    const at = table.at + index * 32;
    const superclass = bytes.readUInt32LE(at + 8);
    return {
      name: type(bytes.readUInt32LE(at)),
      flags: bytes.readUInt32LE(at + 4),
      ...(superclass !== NO_INDEX && { superclass: type(superclass) }),
      interfaces: typeList(bytes, bytes.readUInt32LE(at + 12), type),
      index,
    };
  });
}

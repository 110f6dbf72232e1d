import { EMPTY_POOL, type ResourceValue, readStringPool, type StringPool, TYPE } from '../axml/index.js';
import type { Oddity } from '../oddity.js';
import { entryOffset, readTypeChunk, SPARSE, type TypeChunk } from './type-chunk.js';
import { EMPTY_TABLE, type ResourceEntry, type ResourceName, type ResourceTable } from './types.js';

const CHUNK = { pool: 0x0001, table: 0x0002, package: 0x0200, type: 0x0201, spec: 0x0202 };
/** Pools, types, type specs, shared libraries, overlayables with their policies, staged aliases. */
const PACKAGE_CHUNKS = new Set([0x0001, 0x0201, 0x0202, 0x0203, 0x0204, 0x0205, 0x0206]);
const COMPLEX = 0x0001;
const COMPACT = 0x0008;
const ITEMS = 10_000;
const TABLE_HEADER = 12;

interface Package {
  id: number;
  name: string;
  types: StringPool;
  keys: StringPool;
  /** Type id → chunks, best configuration first. */
  chunks: Map<number, TypeChunk[]>;
}

interface Reading {
  bytes: Buffer;
  strings: StringPool;
  packages: Map<number, Package>;
  oddities: Oddity[];
}

/**
 * Indexes a compiled resource table. Plain, sparse and 16-bit offset tables and compact entries are read. Never throws.
 * Source: AOSP libs/androidfw ResourceTypes.h, ResTable_package, ResTable_type, ResTable_entry; LoadedArsc.cpp
 */
export function decodeArsc(bytes: Buffer): ResourceTable {
  const reading: Reading = { bytes, strings: EMPTY_POOL, packages: new Map(), oddities: [] };
  if (bytes.length < 12) return EMPTY_TABLE;
  // The platform takes it for no table; what it would say is read nevertheless.
  if (bytes.readUInt16LE(0) !== CHUNK.table)
    reading.oddities.push({ trick: 'arsc-magic', detail: `文件头为 0x${bytes.readUInt16LE(0).toString(16)}`, offset: 0 });
  const headerSize = bytes.readUInt16LE(2);
  if (headerSize !== TABLE_HEADER)
    reading.oddities.push({ trick: 'arsc-header-size', detail: `文件头长 ${headerSize} 字节，应为 ${TABLE_HEADER}`, offset: 2 });
  eachChunk(reading, headerSize, bytes.length, (type, at, headerSize, end) => {
    if (type === CHUNK.pool && reading.strings === EMPTY_POOL) reading.strings = readStringPool(bytes, at, reading.oddities);
    if (type === CHUNK.package && headerSize >= 284) readPackage(reading, at, headerSize, end);
    else if (type !== CHUNK.pool)
      reading.oddities.push({ trick: 'arsc-junk-chunk', detail: `资源表中有未知块 0x${type.toString(16)}`, offset: at });
  });
  return tableOf(reading);
}

function eachChunk(
  { bytes, oddities }: Reading,
  first: number,
  limit: number,
  visit: (type: number, at: number, headerSize: number, end: number) => void,
): void {
  for (let at = first; at + 8 <= limit; ) {
    const headerSize = bytes.readUInt16LE(at + 2);
    const size = bytes.readUInt32LE(at + 4);
    if (size < 8 || headerSize < 8 || headerSize > size || at + size > limit) {
      oddities.push({ trick: 'arsc-chunk-size', detail: `资源表块长度 ${size} 不成立，其后不再可读`, offset: at });
      return;
    }
    visit(bytes.readUInt16LE(at), at, headerSize, at + size);
    at += size;
  }
}

function readPackage(reading: Reading, at: number, headerSize: number, end: number): void {
  const { bytes } = reading;
  const pool = (field: number): StringPool => {
    const offset = bytes.readUInt32LE(at + field);
    return offset === 0 || at + offset >= end ? EMPTY_POOL : readStringPool(bytes, at + offset, reading.oddities);
  };
  const id = bytes.readUInt32LE(at + 8);
  const name = bytes.toString('utf16le', at + 12, at + 268).replace(/\0.*$/s, '');
  const known = reading.packages.get(id);
  const pack: Package = known ?? { id, name, types: pool(268), keys: pool(276), chunks: new Map() };
  reading.packages.set(id, pack);
  const specs = new Set<number>();
  const pools = new Set([268, 276].map((field) => at + bytes.readUInt32LE(at + field)));
  eachChunk(reading, at + headerSize, end, (type, chunkAt, chunkHeader, chunkEnd) => {
    const isPool = type === CHUNK.pool && !pools.has(chunkAt);
    if (isPool || !PACKAGE_CHUNKS.has(type))
      reading.oddities.push({
        trick: 'arsc-junk-chunk',
        detail: `资源表中有未知块 0x${type.toString(16)}，平台会跳过`,
        offset: chunkAt,
      });
    if (type === CHUNK.spec) {
      const id = bytes[chunkAt + 8]!;
      if (specs.has(id))
        reading.oddities.push({ trick: 'arsc-junk-chunk', detail: `资源类型 ${id} 有两份说明`, offset: chunkAt });
      specs.add(id);
    }
    if (type !== CHUNK.type) return;
    if (chunkHeader < 24 || chunkHeader !== 20 + bytes.readUInt32LE(chunkAt + 20))
      reading.oddities.push({
        trick: 'arsc-type-header',
        detail: `资源类型块的头长 ${chunkHeader} 字节，与其配置的长度不符`,
        offset: chunkAt,
      });
    if (chunkHeader < 24) return;
    const list = pack.chunks.get(bytes[chunkAt + 8]!) ?? [];
    const chunk = readTypeChunk(bytes, chunkAt, chunkHeader, chunkEnd);
    const claimed = bytes.readUInt32LE(chunkAt + 12);
    if (chunk.count < claimed)
      reading.oddities.push({
        trick: 'arsc-entry-count',
        detail: `资源类型块自称有 ${claimed} 项，只容得下 ${chunk.count} 项`,
        offset: chunkAt + 12,
      });
    list.push(chunk);
    pack.chunks.set(bytes[chunkAt + 8]!, list);
  });
  for (const list of pack.chunks.values()) list.sort((a, b) => a.rank - b.rank || a.at - b.at);
}

function tableOf(reading: Reading): ResourceTable {
  const { packages, oddities } = reading;
  const locate = (id: number) => {
    const pack = packages.get(id >>> 24);
    const chunks = pack?.chunks.get((id >>> 16) & 0xff);
    return pack && chunks && { pack, chunks, index: id & 0xffff };
  };
  const found = (id: number) => {
    const where = locate(id);
    for (const chunk of where?.chunks ?? []) {
      const offset = entryOffset(reading.bytes, chunk, where!.index);
      if (offset !== undefined) return { pack: where!.pack, chunk, offset };
    }
    return undefined;
  };
  return {
    entry: (id) => {
      const place = found(id);
      return place && readEntry(reading, place.chunk, place.offset);
    },
    name: (id) => {
      const place = found(id);
      return place && nameOf(reading.bytes, place.pack, (id >>> 16) & 0xff, place.offset);
    },
    idsOfType: (type) => [...packages.values()].flatMap((pack) => idsOf(reading.bytes, pack, type)),
    types: () => [...new Set([...packages.values()].flatMap(typesOf))].sort(),
    packages: [...packages.values()].map((pack) => pack.name),
    oddities,
  };
}

function nameOf(bytes: Buffer, pack: Package, type: number, offset: number): ResourceName {
  const compact = (bytes.readUInt16LE(offset + 2) & COMPACT) !== 0;
  const key = compact ? bytes.readUInt16LE(offset) : bytes.readUInt32LE(offset + 4);
  return { package: pack.name, type: pack.types.at(type - 1) ?? `type${type}`, key: pack.keys.at(key) ?? '' };
}

function readEntry({ bytes, strings }: Reading, chunk: TypeChunk, offset: number): ResourceEntry {
  const { locale } = chunk;
  const flags = bytes.readUInt16LE(offset + 2);
  if (flags & COMPACT) return { value: resourceValue(strings, flags >> 8, bytes.readUInt32LE(offset + 4)), locale };
  const size = Math.max(8, bytes.readUInt16LE(offset));
  if (!(flags & COMPLEX)) {
    if (offset + size + 8 > chunk.end) return { locale };
    return { value: resourceValue(strings, bytes[offset + size + 3]!, bytes.readUInt32LE(offset + size + 4)), locale };
  }
  const items: ResourceValue[] = [];
  const count = offset + 16 <= chunk.end ? bytes.readUInt32LE(offset + 12) : 0;
  for (let i = 0; i < Math.min(count, ITEMS); i++) {
    const at = offset + size + i * 12;
    if (at + 12 > chunk.end) break;
    items.push(resourceValue(strings, bytes[at + 7]!, bytes.readUInt32LE(at + 8)));
  }
  return { items, locale };
}

function resourceValue(strings: StringPool, type: number, data: number): ResourceValue {
  return type === TYPE.string ? { type, data, text: strings.at(data) } : { type, data };
}

function typesOf(pack: Package): string[] {
  return [...pack.chunks.keys()].flatMap((id) => pack.types.at(id - 1) ?? []);
}

function idsOf(bytes: Buffer, pack: Package, type: string): number[] {
  const ids = new Set<number>();
  for (const [typeId, chunks] of pack.chunks) {
    if (pack.types.at(typeId - 1) !== type) continue;
    for (const chunk of chunks)
      for (let i = 0; i < chunk.count; i++) {
        const index = chunk.flags & SPARSE ? bytes.readUInt16LE(chunk.offsets + i * 4) : i;
        if (entryOffset(bytes, chunk, index) !== undefined) ids.add(((pack.id << 24) | (typeId << 16) | index) >>> 0);
      }
  }
  return [...ids].sort((a, b) => a - b);
}

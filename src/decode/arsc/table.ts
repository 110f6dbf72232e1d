import { EMPTY_POOL, readStringPool, type StringPool } from '../axml/index.js';
import type { Oddity } from '../oddity.js';
import { compareConfigs } from './choose.js';
import { entryOffset, indexesOf, keyOf, readEntry, readTypeChunk, type TypeChunk } from './entry.js';
import { readAliases, readLibraries, readOverlayable } from './links.js';
import { EMPTY_TABLE, type Overlayable, type ResourceEntry, type ResourceTable } from './types.js';

const CHUNK = {
  pool: 0x0001,
  table: 0x0002,
  package: 0x0200,
  type: 0x0201,
  spec: 0x0202,
  library: 0x0203,
  overlayable: 0x0204,
  aliases: 0x0206,
};
/** Pools, types, type specs, shared libraries, overlayables with their policies, staged aliases. */
const PACKAGE_CHUNKS = new Set([0x0001, 0x0201, 0x0202, 0x0203, 0x0204, 0x0205, 0x0206]);
const OVERLAYABLES = 1000;
const TABLE_HEADER = 12;

interface Package {
  id: number;
  name: string;
  types: StringPool;
  keys: StringPool;
  /** Added to the type ids of the chunks; feature splits of old bundles share one package. */
  typeOffset: number;
}

/** A type chunk and the package whose names it uses: several packages may have one id. */
interface Placed {
  pack: Package;
  type: number;
  chunk: TypeChunk;
}

interface Reading {
  bytes: Buffer;
  strings: StringPool;
  packages: Package[];
  /** Package and type id → chunks, best configuration first. */
  chunks: Map<number, Placed[]>;
  libraries: { id: number; name: string }[];
  overlayables: Overlayable[];
  aliases: Map<number, number>;
  oddities: Oddity[];
}

/**
 * Indexes a compiled resource table. Plain, sparse and 16-bit offset tables and compact entries are read. Never throws.
 * Source: AOSP libs/androidfw ResourceTypes.h, ResTable_package, ResTable_type; LoadedArsc.cpp, AssetManager2.cpp
 */
export function decodeArsc(bytes: Buffer): ResourceTable {
  if (bytes.length < 12) return EMPTY_TABLE;
  const reading: Reading = {
    bytes,
    strings: EMPTY_POOL,
    packages: [],
    chunks: new Map(),
    libraries: [],
    overlayables: [],
    aliases: new Map(),
    oddities: [],
  };
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
  for (const list of reading.chunks.values()) list.sort((a, b) => compareConfigs(a.chunk.config, b.chunk.config));
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
  const { bytes, oddities } = reading;
  const pool = (field: number): StringPool => {
    const offset = bytes.readUInt32LE(at + field);
    return offset === 0 || at + offset >= end ? EMPTY_POOL : readStringPool(bytes, at + offset, oddities);
  };
  const pack: Package = {
    id: bytes.readUInt32LE(at + 8),
    name: bytes.toString('utf16le', at + 12, at + 268).replace(/\0.*$/s, ''),
    types: pool(268),
    keys: pool(276),
    typeOffset: headerSize >= 288 ? bytes.readUInt32LE(at + 284) & 0xff : 0,
  };
  reading.packages.push(pack);
  const specs = new Set<number>();
  const pools = new Set([268, 276].map((field) => at + bytes.readUInt32LE(at + field)));
  eachChunk(reading, at + headerSize, end, (type, chunkAt, chunkHeader, chunkEnd) => {
    const chunk = { at: chunkAt, headerSize: chunkHeader, end: chunkEnd };
    const isPool = type === CHUNK.pool && !pools.has(chunkAt);
    if (isPool || !PACKAGE_CHUNKS.has(type))
      oddities.push({
        trick: 'arsc-junk-chunk',
        detail: `资源表中有未知块 0x${type.toString(16)}，平台会跳过`,
        offset: chunkAt,
      });
    if (type === CHUNK.spec) countSpec(reading, specs, chunkAt);
    else if (type === CHUNK.library) reading.libraries.push(...readLibraries(bytes, chunk));
    else if (type === CHUNK.aliases) readAliases(bytes, chunk, reading.aliases);
    else if (type === CHUNK.overlayable && reading.overlayables.length < OVERLAYABLES)
      reading.overlayables.push(readOverlayable(bytes, chunk));
    else if (type === CHUNK.type) placeType(reading, pack, chunk);
  });
}

function countSpec({ bytes, oddities }: Reading, specs: Set<number>, at: number): void {
  const id = bytes[at + 8]!;
  if (specs.has(id)) oddities.push({ trick: 'arsc-junk-chunk', detail: `资源类型 ${id} 有两份说明`, offset: at });
  specs.add(id);
}

function placeType(
  reading: Reading,
  pack: Package,
  { at, headerSize, end }: { at: number; headerSize: number; end: number },
): void {
  const { bytes, chunks } = reading;
  if (headerSize < 24 || headerSize !== 20 + bytes.readUInt32LE(at + 20))
    reading.oddities.push({
      trick: 'arsc-type-header',
      detail: `资源类型块的头长 ${headerSize} 字节，与其配置的长度不符`,
      offset: at,
    });
  if (headerSize < 24) return;
  const type = bytes[at + 8]!;
  const key = (pack.id << 8) | ((type + pack.typeOffset) & 0xff);
  const list = chunks.get(key) ?? [];
  const chunk = readTypeChunk(bytes, at, headerSize, end);
  const claimed = bytes.readUInt32LE(at + 12);
  if (chunk.count < claimed)
    reading.oddities.push({
      trick: 'arsc-entry-count',
      detail: `资源类型块自称有 ${claimed} 项，只容得下 ${chunk.count} 项`,
      offset: at + 12,
    });
  list.push({ pack, type, chunk });
  chunks.set(key, list);
}

function tableOf(reading: Reading): ResourceTable {
  const { bytes, strings, packages, chunks, libraries } = reading;
  const final = idResolver(reading);
  function* found(id: number): Generator<Placed & { offset: number }> {
    const known = final(id);
    for (const placed of chunks.get(known >>> 16) ?? []) {
      const offset = entryOffset(bytes, placed.chunk, known & 0xffff);
      if (offset !== undefined) yield { ...placed, offset };
    }
  }
  const read = ({ chunk, offset }: Placed & { offset: number }): ResourceEntry => readEntry(bytes, strings, chunk, offset);
  const typeName = ({ pack, type }: Placed): string => pack.types.at(type - 1) ?? `type${type}`;
  return {
    entry: (id) => {
      const [first] = found(id);
      return first && read(first);
    },
    entries: (id) => [...found(id)].map(read),
    name: (id) => {
      const [first] = found(id);
      if (!first) return undefined;
      const { pack, offset } = first;
      return { package: pack.name, type: typeName(first), key: pack.keys.at(keyOf(bytes, offset)) ?? '' };
    },
    idsOfType: (type) => {
      const ids = new Set<number>();
      for (const [key, list] of chunks)
        for (const placed of list)
          if (placed.pack.types.at(placed.type - 1) === type)
            for (const index of indexesOf(bytes, placed.chunk)) ids.add(((key << 16) | index) >>> 0);
      return [...ids].sort((a, b) => a - b);
    },
    types: () => [...new Set([...chunks.values()].flat().flatMap(({ pack, type }) => pack.types.at(type - 1) ?? []))].sort(),
    packages: [...new Set(packages.map((pack) => pack.name))],
    libraries,
    overlayables: reading.overlayables,
    oddities: reading.oddities,
  };
}

/** Ids as this table counts them: staged ones made final, those of a shared library that is in the table led to its package. */
function idResolver({ packages, libraries, aliases }: Reading): (id: number) => number {
  const present = new Map<number, number>();
  for (const { id, name } of libraries) {
    const own = packages.find((pack) => pack.name === name);
    if (own && !packages.some((pack) => pack.id === id)) present.set(id & 0xff, own.id & 0xff);
  }
  return (id) => {
    const known = aliases.get(id) ?? id;
    const own = present.get(known >>> 24);
    return own === undefined ? known : ((own << 24) | (known & 0xffffff)) >>> 0;
  };
}

import { type ResourceValue, type StringPool, TYPE } from '../axml/index.js';
import { type ResourceConfig, readConfig } from './config.js';
import type { ResourceEntry, ResourceItem } from './types.js';

/** The entries of one type in one configuration: a `ResTable_type` chunk. */
export interface TypeChunk {
  at: number;
  end: number;
  flags: number;
  count: number;
  /** Where the offsets stand. */
  offsets: number;
  /** What they count from. */
  entries: number;
  config: ResourceConfig;
}

const SPARSE = 0x01;
const OFFSET16 = 0x02;
const COMPLEX = 0x0001;
const COMPACT = 0x0008;
const ITEMS = 10_000;

/** @param end of the chunk: counts are believed as far as it goes */
export function readTypeChunk(bytes: Buffer, at: number, headerSize: number, end: number): TypeChunk {
  const flags = bytes[at + 9]!;
  const offsets = at + headerSize;
  const room = Math.max(0, Math.floor((end - offsets) / (flags & OFFSET16 ? 2 : 4)));
  return {
    at,
    end,
    flags,
    count: Math.min(bytes.readUInt32LE(at + 12), room),
    offsets,
    entries: at + bytes.readUInt32LE(at + 16),
    config: readConfig(bytes, at + 20, at + headerSize),
  };
}

/** Where an entry's bytes stand in a type chunk. */
export function entryOffset(bytes: Buffer, chunk: TypeChunk, index: number): number | undefined {
  if (chunk.flags & SPARSE) {
    let low = 0;
    let high = chunk.count - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = bytes.readUInt16LE(chunk.offsets + middle * 4);
      if (found === index) return checked(chunk, bytes.readUInt16LE(chunk.offsets + middle * 4 + 2) * 4);
      if (found < index) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }
  if (index >= chunk.count) return undefined;
  if (chunk.flags & OFFSET16) {
    const offset = bytes.readUInt16LE(chunk.offsets + index * 2);
    return offset === 0xffff ? undefined : checked(chunk, offset * 4);
  }
  const offset = bytes.readUInt32LE(chunk.offsets + index * 4);
  return offset === 0xffffffff ? undefined : checked(chunk, offset);
}

function checked(chunk: TypeChunk, offset: number): number | undefined {
  const place = chunk.entries + offset;
  return place + 8 <= chunk.end ? place : undefined;
}

/** Indexes of the entries a chunk holds. */
export function* indexesOf(bytes: Buffer, chunk: TypeChunk): Generator<number> {
  for (let i = 0; i < chunk.count; i++) {
    const index = chunk.flags & SPARSE ? bytes.readUInt16LE(chunk.offsets + i * 4) : i;
    if (entryOffset(bytes, chunk, index) !== undefined) yield index;
  }
}

/** Index of an entry's name in the key pool; a compact entry has it where others have their size. */
export function keyOf(bytes: Buffer, offset: number): number {
  const compact = (bytes.readUInt16LE(offset + 2) & COMPACT) !== 0;
  return compact ? bytes.readUInt16LE(offset) : bytes.readUInt32LE(offset + 4);
}

/** Source: AOSP libs/androidfw ResourceTypes.h, ResTable_entry, ResTable_map_entry, ResTable_map, Res_value */
export function readEntry(bytes: Buffer, strings: StringPool, chunk: TypeChunk, offset: number): ResourceEntry {
  const { config } = chunk;
  const flags = bytes.readUInt16LE(offset + 2);
  if (flags & COMPACT) return { value: resourceValue(strings, flags >> 8, bytes.readUInt32LE(offset + 4)), config };
  const size = Math.max(8, bytes.readUInt16LE(offset));
  if (!(flags & COMPLEX)) {
    if (offset + size + 8 > chunk.end) return { config };
    return { value: resourceValue(strings, bytes[offset + size + 3]!, bytes.readUInt32LE(offset + size + 4)), config };
  }
  const items: ResourceItem[] = [];
  const whole = offset + 16 <= chunk.end;
  const parent = whole ? bytes.readUInt32LE(offset + 8) : 0;
  const count = whole ? bytes.readUInt32LE(offset + 12) : 0;
  for (let i = 0; i < Math.min(count, ITEMS); i++) {
    const at = offset + size + i * 12;
    if (at + 12 > chunk.end) break;
    items.push({ name: bytes.readUInt32LE(at), value: resourceValue(strings, bytes[at + 7]!, bytes.readUInt32LE(at + 8)) });
  }
  return { items, config, ...(parent !== 0 && { parent }) };
}

function resourceValue(strings: StringPool, type: number, data: number): ResourceValue {
  if (type !== TYPE.string) return { type, data };
  const spans = strings.spans(data);
  return { type, data, text: strings.at(data), ...(spans.length > 0 && { spans }) };
}

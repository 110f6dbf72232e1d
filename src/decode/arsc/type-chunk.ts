import { configRank, readConfig } from './config.js';

export const SPARSE = 0x01;
const OFFSET16 = 0x02;

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
  rank: number;
  locale: string;
}

/** @param end of the chunk: counts are believed as far as it goes */
export function readTypeChunk(bytes: Buffer, at: number, headerSize: number, end: number): TypeChunk {
  const config = readConfig(bytes, at + 20, at + headerSize);
  const flags = bytes[at + 9]!;
  const width = flags & OFFSET16 ? 2 : 4;
  const offsets = at + headerSize;
  const count = Math.min(bytes.readUInt32LE(at + 12), Math.max(0, Math.floor((end - offsets) / width)));
  return {
    at,
    end,
    flags,
    count,
    offsets,
    entries: at + bytes.readUInt32LE(at + 16),
    rank: configRank(config),
    locale: config.locale,
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

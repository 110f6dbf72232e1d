import { decodeMutf8 } from '../mutf8.js';
import type { Oddity } from '../oddity.js';

/** Strings of a binary XML or resource table, decoded one by one when asked for. */
export interface StringPool {
  readonly count: number;
  /** The string at an index; undefined where the index or its bytes lie outside the pool. */
  at(index: number): string | undefined;
  /** How parts of a styled string are marked. */
  spans(index: number): Span[];
}

/** A part of a styled string, last character included: `b`, `a;href=https://example.cn`. */
export interface Span {
  tag: string;
  first: number;
  last: number;
}

export const EMPTY_POOL: StringPool = { count: 0, at: () => undefined, spans: () => [] };

const UTF8_FLAG = 0x100;
const HEADER = 28;
/** Strings looked at to tell whether a pool is read from the right place. */
const SAMPLE = 32;

/**
 * Reads the pool chunk at `start`. Counts and lengths are trusted only as far as the chunk has bytes.
 * Source: AOSP libs/androidfw ResourceTypes.h, `ResStringPool_header`; ResStringPool::string8At, stringAt
 */
export function readStringPool(bytes: Buffer, start: number, oddities: Oddity[]): StringPool {
  if (start + HEADER > bytes.length) return EMPTY_POOL;
  const headerSize = bytes.readUInt16LE(start + 2);
  const end = Math.min(bytes.length, start + bytes.readUInt32LE(start + 4));
  const claimed = bytes.readUInt32LE(start + 8);
  const utf8 = (bytes.readUInt32LE(start + 16) & UTF8_FLAG) !== 0;
  const strings = start + bytes.readUInt32LE(start + 20);
  const offsets = start + headerSize;
  const count = Math.min(claimed, Math.max(0, (end - offsets) >> 2));
  const table = headerSize + (claimed + bytes.readUInt32LE(start + 12)) * 4;
  const room = strings - start;
  if (count < claimed)
    oddities.push({ trick: 'axml-string-count', detail: `字符串池自称有 ${claimed} 项，实际最多 ${count} 项`, offset: start });
  else if (table > room && claimed > 0)
    oddities.push({ trick: 'string-pool-overlap', detail: `字符串池自称有 ${claimed} 项，其位置表与文字重叠`, offset: start });
  else if (table < room)
    oddities.push({
      trick: 'axml-string-count',
      detail: `字符串池自称只有 ${claimed} 项，其位置表与文字之间空出 ${room - table} 字节`,
      offset: start,
    });
  if (headerSize !== HEADER)
    oddities.push({ trick: 'string-pool-header', detail: `字符串池头长 ${headerSize} 字节，应为 ${HEADER}`, offset: start });
  const listed = Math.min(count, Math.max(0, (strings - offsets) >> 2));
  const misread =
    isMoved(bytes, offsets + listed * 4, offsets + count * 4, end - start) ||
    unterminated(bytes, { strings, offsets, count: listed, end, utf8 });
  if (misread)
    oddities.push({
      trick: 'string-pool-shifted',
      detail: '字符串池中多数字符串没有结束符，文字可能未能正确读出',
      offset: start,
    });
  const known = new Map<number, string | undefined>();
  // Equal strings may share their bytes; beyond that a pool cannot say more than it holds.
  let left = Math.max(0, end - start) * 4;
  const at = (index: number): string | undefined => {
    if (index < 0 || index >= count) return undefined;
    if (!known.has(index)) {
      const offset = strings + bytes.readUInt32LE(offsets + index * 4);
      const text = left <= 0 ? undefined : utf8 ? readUtf8(bytes, offset, end) : readUtf16(bytes, offset, end);
      left -= text?.length ?? 0;
      known.set(index, text);
    }
    return known.get(index);
  };
  return { count, at, spans: (index) => readSpans(bytes, { start, offsets, count, end }, index, at) };
}

const SPANS = 1000;
const NO_SPAN = 0xffffffff;

/**
 * The first strings of a pool may have styles; their offsets stand behind those of the strings.
 * Source: AOSP libs/androidfw ResourceTypes.h, ResStringPool_span; ResStringPool::styleAt
 */
function readSpans(
  bytes: Buffer,
  { start, offsets, count, end }: { start: number; offsets: number; count: number; end: number },
  index: number,
  at: (index: number) => string | undefined,
): Span[] {
  const styled = bytes.readUInt32LE(start + 12);
  const place = offsets + (count + index) * 4;
  if (index < 0 || index >= Math.min(styled, count) || place + 4 > end) return [];
  const spans: Span[] = [];
  let span = start + bytes.readUInt32LE(start + 24) + bytes.readUInt32LE(place);
  for (; span + 12 <= end && spans.length < SPANS; span += 12) {
    const name = bytes.readUInt32LE(span);
    const tag = name === NO_SPAN ? undefined : at(name);
    if (tag === undefined) break;
    spans.push({ tag, first: bytes.readUInt32LE(span + 4), last: bytes.readUInt32LE(span + 8) });
  }
  return spans;
}

/**
 * Whether offsets go on where the strings are said to begin: not the count lies then but the beginning, and other bytes are
 * taken for the strings. Bytes of text, taken for offsets, point far outside the pool.
 */
function isMoved(bytes: Buffer, from: number, to: number, size: number): boolean {
  let inside = 0;
  for (let at = from; at < to; at += 4) if (bytes.readUInt32LE(at) < size) inside++;
  return inside * 8 > to - from;
}

/** Whether most of a sample of the strings do not end in the NUL that every tool-chain writes: they are read from a wrong place. */
function unterminated(
  bytes: Buffer,
  { strings, offsets, count, end, utf8 }: { strings: number; offsets: number; count: number; end: number; utf8: boolean },
): boolean {
  const step = Math.max(1, Math.floor(count / SAMPLE));
  let seen = 0;
  let bad = 0;
  for (let index = 0; index < count; index += step, seen++) {
    const at = strings + bytes.readUInt32LE(offsets + index * 4);
    const stop = utf8 ? endOfUtf8(bytes, at, end) : endOfUtf16(bytes, at, end);
    if (stop === undefined || (utf8 ? bytes[stop] !== 0 : stop + 2 > end || bytes.readUInt16LE(stop) !== 0)) bad++;
  }
  return bad * 2 > seen;
}

function endOfUtf8(bytes: Buffer, at: number, end: number): number | undefined {
  if (at + 3 > end) return undefined;
  const from = at + (bytes[at]! & 0x80 ? 2 : 1);
  const wide = (bytes[from]! & 0x80) !== 0;
  const length = wide ? ((bytes[from]! & 0x7f) << 8) | (bytes[from + 1] ?? 0) : bytes[from]!;
  const stop = from + (wide ? 2 : 1) + length;
  return stop < end ? stop : undefined;
}

function endOfUtf16(bytes: Buffer, at: number, end: number): number | undefined {
  if (at + 4 > end) return undefined;
  const length = bytes.readUInt16LE(at);
  const wide = (length & 0x8000) !== 0;
  return wide ? at + 4 + (((length & 0x7fff) << 16) | bytes.readUInt16LE(at + 2)) * 2 : at + 2 + length * 2;
}

/** Two lengths (characters, bytes), each one or two bytes, then the bytes. */
function readUtf8(bytes: Buffer, offset: number, end: number): string | undefined {
  if (offset + 2 > end) return undefined;
  let cursor = offset + (bytes[offset]! & 0x80 ? 2 : 1);
  if (cursor >= end) return undefined;
  let length = bytes[cursor++]!;
  if (length & 0x80) length = ((length & 0x7f) << 8) | (bytes[cursor++] ?? 0);
  if (cursor > end) return undefined;
  return decodeMutf8(bytes, cursor, Math.min(end, cursor + length));
}

/** A length of one or two 16-bit units, then the units. */
function readUtf16(bytes: Buffer, offset: number, end: number): string | undefined {
  if (offset + 2 > end) return undefined;
  let length = bytes.readUInt16LE(offset);
  let cursor = offset + 2;
  if (length & 0x8000) {
    if (cursor + 2 > end) return undefined;
    length = ((length & 0x7fff) << 16) | bytes.readUInt16LE(cursor);
    cursor += 2;
  }
  return bytes.toString('utf16le', cursor, Math.min(end, cursor + length * 2));
}

import { decodeMutf8 } from '../mutf8.js';

/** Reads on from a place; what lies beyond the end of the file is zero, and says so. */
export interface Cursor {
  at: number;
  /** Something beyond the end of the file was asked for. */
  past: boolean;
}

export function cursor(at: number): Cursor {
  return { at, past: false };
}

export function u8(bytes: Buffer, from: Cursor): number {
  return take(bytes, from, 1) ? bytes[from.at - 1]! : 0;
}

export function u16(bytes: Buffer, from: Cursor): number {
  return take(bytes, from, 2) ? bytes.readUInt16LE(from.at - 2) : 0;
}

export function u32(bytes: Buffer, from: Cursor): number {
  return take(bytes, from, 4) ? bytes.readUInt32LE(from.at - 4) : 0;
}

export function f32(bytes: Buffer, from: Cursor): number {
  return take(bytes, from, 4) ? bytes.readFloatLE(from.at - 4) : 0;
}

export function f64(bytes: Buffer, from: Cursor): number {
  return take(bytes, from, 8) ? bytes.readDoubleLE(from.at - 8) : 0;
}

function take(bytes: Buffer, from: Cursor, size: number): boolean {
  if (from.at < 0 || from.at + size > bytes.length) {
    from.past = true;
    return false;
  }
  from.at += size;
  return true;
}

/** Unsigned LEB128 of at most five bytes; more bits than 32 are cut. */
export function uleb(bytes: Buffer, from: Cursor): number {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = u8(bytes, from);
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return value >>> 0;
}

export function sleb(bytes: Buffer, from: Cursor): number {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = u8(bytes, from);
    value |= (byte & 0x7f) << shift;
    if (byte >= 0x80) continue;
    return byte & 0x40 && shift < 25 ? value | (-1 << (shift + 7)) : value;
  }
  return value;
}

/** Longer strings are data. */
const MAX_STRING = 1_000_000;

/**
 * `utf16_length << 1 | is_ascii` and modified UTF-8 that ends with a zero byte.
 *
 * @returns undefined where the place is outside the file or the string has no end
 * Source: Ark bytecode file format, String
 */
export function readString(bytes: Buffer, from: Cursor): string | undefined {
  uleb(bytes, from);
  if (from.past) return undefined;
  const end = bytes.indexOf(0, from.at);
  if (end < 0 || end - from.at > MAX_STRING) {
    from.past = true;
    return undefined;
  }
  const text = decodeMutf8(bytes, from.at, end);
  from.at = end + 1;
  return text;
}

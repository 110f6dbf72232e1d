import { decodeMutf8 } from '../mutf8.js';

/**
 * Decodes modified UTF-8 as DEX strings use it: U+0000 in two bytes, characters beyond the BMP as two surrogates of three
 * bytes each, a zero byte at the end. Source: Android "Dalvik Executable format", MUTF-8 encoding.
 */
export function readMutf8(bytes: Buffer, start: number, limit: number): string {
  const end = bytes.indexOf(0, start);
  return decodeMutf8(bytes, start, end === -1 || end > limit ? limit : end);
}

/** An unsigned LEB128 number and where the next byte stands; at most five bytes are read. */
export function readUleb(bytes: Buffer, at: number): [value: number, next: number] {
  let value = 0;
  let cursor = at;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = bytes[cursor++] ?? 0;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return [value >>> 0, cursor];
}

/** A signed LEB128 number and where the next byte stands. */
export function readSleb(bytes: Buffer, at: number): [value: number, next: number] {
  const [raw, next] = readUleb(bytes, at);
  const unused = Math.max(0, 32 - (next - at) * 7);
  return [(raw << unused) >> unused, next];
}

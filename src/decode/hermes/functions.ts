import type { HermesHeader } from './header.js';

/** What a function header says. */
export interface HermesFunction {
  id: number;
  /** String id of its name; the name is often empty. */
  name: number;
  /** Parameters, `this` included. */
  params: number;
  /** Byte offset of its first instruction in the file. */
  start: number;
  /** End of its instructions, cut to the file. */
  end: number;
  /** Registers of its frame. */
  frameSize: number;
}

const OVERFLOWED = 0x20;

/**
 * Header of a function: three or four packed words, or a full one elsewhere that the small one points to.
 *
 * @returns undefined for an id, or an offset, outside the file
 * Source: facebook/hermes BytecodeFileFormat.h, FUNC_HEADER_FIELDS and SmallFuncHeader
 */
export function readFunction(bytes: Buffer, header: HermesHeader, id: number): HermesFunction | undefined {
  if (!Number.isInteger(id) || id < 0 || id >= header.functions) return undefined;
  const at = header.sections.functions.start + id * header.functionHeaderSize;
  const overflowed = (bytes[at + header.functionHeaderSize - 1]! & OVERFLOWED) !== 0;
  const found = overflowed
    ? readLarge(bytes, header.version, largeOffset(bytes, header.version, at))
    : readSmall(bytes, header, at);
  if (!found || found.start > bytes.length) return undefined;
  return { id, ...found, end: Math.min(found.start + found.size, bytes.length) };
}

interface Fields {
  start: number;
  size: number;
  name: number;
  params: number;
  frameSize: number;
}

function readSmall(bytes: Buffer, { version }: HermesHeader, at: number): Fields {
  const first = bytes.readUInt32LE(at);
  const second = bytes.readUInt32LE(at + 4);
  const start = first & 0x1ffffff;
  if (version >= 98)
    return {
      start,
      params: (first >>> 25) & 0x1f,
      size: second & 0x3fff,
      name: (second >>> 14) & 0xff,
      frameSize: bytes[at + 8]!,
    };
  const frameSize = version >= 97 ? bytes[at + 8]! : bytes.readUInt32LE(at + 8) >>> 25;
  return { start, params: first >>> 25, size: second & 0x7fff, name: second >>> 15, frameSize };
}

function largeOffset(bytes: Buffer, version: number, at: number): number {
  const first = bytes.readUInt32LE(at);
  const second = bytes.readUInt32LE(at + 4);
  if (version >= 98) return ((second >>> 14) & 0xff) * 0x1000000 + (first & 0xffffff);
  const high = version >= 97 ? second >>> 15 : bytes.readUInt32LE(at + 8) & 0x1ffffff;
  return (high & 0xffff) * 0x10000 + (first & 0xffff);
}

/** All fields at full width. From 98 on the depth of loops stands after the parameters, and two register counts before the frame size. */
function readLarge(bytes: Buffer, version: number, at: number): Fields | undefined {
  const word = (i: number): number => bytes.readUInt32LE(at + i * 4);
  const words = version >= 98 ? 8 : 7;
  if (at + words * 4 > bytes.length) return undefined;
  if (version >= 98) return { start: word(0), params: word(1), size: word(3), name: word(4), frameSize: word(7) };
  // Before 97 the offset of the function's other data stands before the frame size.
  return { start: word(0), params: word(1), size: word(2), name: word(3), frameSize: word(version >= 97 ? 4 : 5) };
}

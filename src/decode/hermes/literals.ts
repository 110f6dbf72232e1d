import type { HermesHeader, Section } from './header.js';

/** A value in a literal: a string by its id, or a plain value. */
export type Literal = { string: number } | number | boolean | null | undefined;

/** Array and object literals, read from the buffers that instructions point into. */
export interface HermesLiterals {
  /** Elements of an array literal. */
  array(offset: number, count: number): Literal[];
  /** Keys and values of an object literal whose instruction gives both offsets: until version 96. */
  object(keys: number, values: number, count: number): [Literal, Literal][];
  /** Keys and values of an object literal that has a shape: from version 97 on. */
  shaped(shape: number, values: number): [Literal, Literal][];
}

/** More members than any literal a person wrote: what claims more is read up to here. */
const MAX_COUNT = 0x10000;

export function readLiterals(bytes: Buffer, header: HermesHeader): HermesLiterals {
  const { arrayBuffer, objectKeys, objectValues, shapes } = header.sections;
  const read = (section: Section, offset: number, count: number): Literal[] =>
    readRuns(bytes, section, offset, Math.min(count, MAX_COUNT), header.version);
  const paired = (keys: Literal[], values: Literal[]): [Literal, Literal][] => keys.map((key, i) => [key, values[i]]);
  return {
    array: (offset, count) => read(arrayBuffer, offset, count),
    object: (keys, values, count) => paired(read(objectKeys, keys, count), read(objectValues, values, count)),
    shaped: (shape, values) => {
      const at = shapes.start + shape * 8;
      if (at + 8 > shapes.end) return [];
      const count = bytes.readUInt32LE(at + 4);
      return paired(read(objectKeys, bytes.readUInt32LE(at), count), read(arrayBuffer, values, count));
    },
  };
}

const TAG = { null: 0, true: 1, false: 2, double: 3, longString: 4, shortString: 5, byteString: 6, integer: 7 };

/**
 * Runs of values of one type: `0 ttt llll`, or `1 ttt llll llllllll` for more than 15; then the values, little-endian.
 * From 98 on tag 6 is undefined, which takes no bytes; before it was a string id of one byte.
 * Source: facebook/hermes SerializedLiteralGenerator.h, SerializedLiteralParser.h
 */
function readRuns(bytes: Buffer, section: Section, offset: number, count: number, version: number): Literal[] {
  const out: Literal[] = [];
  let at = section.start + offset;
  while (out.length < count && at < section.end) {
    const head = bytes[at++]!;
    let length = head & 0x0f;
    if (head & 0x80) {
      if (at >= section.end) break;
      length = (length << 8) | bytes[at++]!;
    }
    const tag = (head >> 4) & 7;
    const size = sizeOf(tag, version);
    for (let i = 0; i < length && out.length < count; i++, at += size) {
      if (at + size > section.end) return out;
      out.push(valueAt(bytes, at, tag, version));
    }
  }
  return out;
}

function sizeOf(tag: number, version: number): number {
  if (tag === TAG.double) return 8;
  if (tag === TAG.longString || tag === TAG.integer) return 4;
  if (tag === TAG.shortString) return 2;
  return tag === TAG.byteString && version < 98 ? 1 : 0;
}

function valueAt(bytes: Buffer, at: number, tag: number, version: number): Literal {
  switch (tag) {
    case TAG.true:
      return true;
    case TAG.false:
      return false;
    case TAG.double:
      return bytes.readDoubleLE(at);
    case TAG.longString:
      return { string: bytes.readUInt32LE(at) };
    case TAG.shortString:
      return { string: bytes.readUInt16LE(at) };
    case TAG.byteString:
      return version < 98 ? { string: bytes[at]! } : undefined;
    case TAG.integer:
      return bytes.readInt32LE(at);
    default:
      return null;
  }
}

import { type Cursor, cursor, f32, f64, readString, u8, u16, u32 } from './bytes.js';

/** A literal of an array or object: a plain value, a function by its offset, or another literal array by its offset. */
export type ArkLiteral = string | number | boolean | null | { method: number } | { array: number } | { affiliate: number };

const TAG = {
  boolean: 1,
  integer: 2,
  float: 3,
  double: 4,
  string: 5,
  method: 6,
  generator: 7,
  accessor: 8,
  affiliate: 9,
  strings: 0x15,
  asyncGenerator: 0x16,
  bufferIndex: 0x17,
  array: 0x18,
  builtinType: 0x19,
  getter: 0x1a,
  setter: 0x1b,
  null: 0xff,
} as const;

/** Bytes of one element of an array of one type, by its tag: numbers of 1 to 8 bytes. */
const ELEMENT_SIZES: Record<number, number> = { 10: 1, 11: 1, 12: 1, 13: 2, 14: 2, 15: 4, 16: 4, 17: 8, 18: 8, 19: 4, 20: 8 };

/** Larger tables are data. */
const MAX_LITERALS = 100_000;

/**
 * Reads a literal array: its length counts tags and values. What follows an unknown tag cannot be told and is left out.
 * Source: Ark bytecode file format, LiteralArray and its tags; openharmony/arkcompiler_runtime_core libpandafile, LiteralTag
 */
export function readLiterals(bytes: Buffer, offset: number): ArkLiteral[] {
  const from = cursor(offset);
  const count = Math.min(u32(bytes, from) >> 1, MAX_LITERALS);
  const out: ArkLiteral[] = [];
  for (let i = 0; i < count && !from.past; i++) {
    const tag = u8(bytes, from);
    if (tag === TAG.strings || ELEMENT_SIZES[tag] !== undefined) return typed(bytes, from, tag, count);
    const value = readLiteral(bytes, from, tag);
    if (value === undefined || from.past) break;
    out.push(value);
  }
  return out;
}

function readLiteral(bytes: Buffer, from: Cursor, tag: number): ArkLiteral | undefined {
  switch (tag) {
    case 0:
    case TAG.accessor:
    case TAG.builtinType:
      return u8(bytes, from);
    case TAG.boolean:
      return u8(bytes, from) !== 0;
    case TAG.integer:
    case TAG.bufferIndex:
      return u32(bytes, from) | 0;
    case TAG.float:
      return f32(bytes, from);
    case TAG.double:
      return f64(bytes, from);
    case TAG.string:
      return readString(bytes, cursor(u32(bytes, from)));
    case TAG.method:
    case TAG.generator:
    case TAG.asyncGenerator:
    case TAG.getter:
    case TAG.setter:
      return { method: u32(bytes, from) };
    case TAG.affiliate:
      return { affiliate: u16(bytes, from) };
    case TAG.array:
      return { array: u32(bytes, from) };
    case TAG.null:
      u8(bytes, from);
      return null;
    default:
      return undefined;
  }
}

/** An array whose elements share one tag. */
function typed(bytes: Buffer, from: Cursor, tag: number, count: number): ArkLiteral[] {
  const out: ArkLiteral[] = [];
  for (let i = 0; i < count && !from.past; i++) {
    if (tag === TAG.strings) out.push(readString(bytes, cursor(u32(bytes, from))) ?? '');
    else out.push(numberOf(bytes, from, tag));
  }
  return out;
}

function numberOf(bytes: Buffer, from: Cursor, tag: number): number {
  const size = ELEMENT_SIZES[tag]!;
  if (tag === 20) return f64(bytes, from);
  if (size === 8) return u32(bytes, from) + u32(bytes, from) * 2 ** 32;
  return size === 4 ? u32(bytes, from) : size === 2 ? u16(bytes, from) : u8(bytes, from);
}

import type { CodeItem } from './types.js';

/** A table among the code. Addresses are in units from the start of the method. */
export type Payload =
  | { kind: 'switch'; at: number; cases: { key: number; target: number }[] }
  | { kind: 'array'; at: number; width: number; values: bigint[]; count: number };

const ENTRIES = 65_535;

/**
 * The table that `packed-switch`, `sparse-switch` or `fill-array-data` at `address` refers to; undefined where none lies
 * there. Source: "Dalvik bytecode", packed-switch-payload, sparse-switch-payload, fill-array-data-payload
 */
export function readPayload(bytes: Buffer, code: CodeItem, address: number): Payload | undefined {
  const at = address + bytes.readInt32LE(code.start + address * 2 + 2);
  const end = code.start + code.size * 2;
  const place = code.start + at * 2;
  if (at < 0 || place + 8 > end) return undefined;
  const count = bytes.readUInt16LE(place + 2);
  switch (bytes.readUInt16LE(place)) {
    case 0x0100: {
      if (place + 8 + count * 4 > end) return undefined;
      const first = bytes.readInt32LE(place + 4);
      return { kind: 'switch', at, cases: cases(bytes, address, count, place + 8, (index) => first + index) };
    }
    case 0x0200: {
      if (place + 4 + count * 8 > end) return undefined;
      const key = (index: number): number => bytes.readInt32LE(place + 4 + index * 4);
      return { kind: 'switch', at, cases: cases(bytes, address, count, place + 4 + count * 4, key) };
    }
    case 0x0300:
      return array(bytes, at, place, end);
    default:
      return undefined;
  }
}

function cases(bytes: Buffer, address: number, count: number, targets: number, key: (index: number) => number) {
  return Array.from({ length: count }, (_, index) => ({
    key: key(index),
    target: address + bytes.readInt32LE(targets + index * 4),
  }));
}

function array(bytes: Buffer, at: number, place: number, end: number): Payload | undefined {
  const width = bytes.readUInt16LE(place + 2);
  const count = bytes.readUInt32LE(place + 4);
  if (![1, 2, 4, 8].includes(width) || place + 8 + count * width > end) return undefined;
  const value = (offset: number): bigint =>
    width === 8 ? bytes.readBigInt64LE(offset) : BigInt(bytes.readIntLE(offset, width as 1 | 2 | 4));
  const shown = Math.min(count, ENTRIES);
  return { kind: 'array', at, width, count, values: Array.from({ length: shown }, (_, i) => value(place + 8 + i * width)) };
}

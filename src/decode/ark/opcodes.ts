import { OPCODES } from './opcode-list.js';

export interface Opcode {
  name: string;
  /** One letter for each operand, as `opcode-list.ts` explains them. */
  operands: string;
  /** Bytes of the instruction, prefix and opcode included. */
  size: number;
}

/** Bits an operand of each letter takes. */
const BITS: Record<string, number> = {
  q: 4,
  n: 4,
  r: 8,
  b: 8,
  j: 8,
  R: 16,
  h: 16,
  J: 16,
  s: 16,
  m: 16,
  l: 16,
  w: 32,
  i: 32,
  K: 32,
  S: 32,
  d: 64,
};

function table(list: string, prefix: number): Opcode[] {
  return list
    .trim()
    .split(/\s+/)
    .map((item) => {
      const [name = '', operands = ''] = item.split(':');
      const bits = [...operands].reduce((sum, letter) => sum + BITS[letter]!, 0);
      return { name, operands, size: prefix + 1 + bits / 8 };
    });
}

const PLAIN = table(OPCODES.plain!, 0);
const PREFIXED = new Map([0xfb, 0xfc, 0xfd, 0xfe].map((prefix) => [prefix, table(OPCODES[prefix]!, 1)] as const));

/** The opcode that stands at a place; undefined for bytes that are none. */
export function opcodeAt(bytes: Buffer, at: number): Opcode | undefined {
  const first = bytes[at]!;
  const prefixed = PREFIXED.get(first);
  return prefixed ? prefixed[bytes[at + 1] ?? 0xff] : PLAIN[first];
}

export function isPrefix(byte: number): boolean {
  return byte >= 0xfb && byte <= 0xfe;
}

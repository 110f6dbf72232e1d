import { CHANGES, GENERATIONS } from './opcode-history.js';

/** Versions whose layout and instruction sets are known. Hermes before 59 was never released. */
export const FIRST_VERSION = 59;
export const LAST_VERSION = 99;

export interface Opcode {
  name: string;
  /** One letter for each operand, as `opcode-history.ts` lists them. */
  operands: string;
  /** Bytes of the instruction, its opcode included. */
  size: number;
}

const SIZES: Record<string, number> = {
  r: 1,
  b: 1,
  a: 1,
  s: 1,
  h: 2,
  t: 2,
  f: 2,
  n: 2,
  R: 4,
  w: 4,
  i: 4,
  A: 4,
  S: 4,
  F: 4,
  N: 4,
  d: 8,
};

/** Bytes an operand of this letter takes. */
export function operandSize(letter: string): number {
  return SIZES[letter]!;
}

const tables = new Map<number, readonly Opcode[]>();

/** The instruction set of a version, by opcode number; empty for versions that are not known. */
export function opcodeTable(version: number): readonly Opcode[] {
  const known = tables.get(version);
  if (known) return known;
  const generation = GENERATIONS.findLast((one) => one.version <= version);
  if (!generation || version > LAST_VERSION) return [];
  let list = generation.opcodes.trim().split(/\s+/);
  for (const change of CHANGES)
    if (change.version > generation.version && change.version <= version) list = changed(list, change);
  const table = list.map(read);
  tables.set(version, table);
  return table;
}

function changed(list: string[], { before, drop, add }: (typeof CHANGES)[number]): string[] {
  const end = before === undefined ? list.length : list.findIndex((item) => item.startsWith(`${before}:`));
  const dropped = drop?.split(' ').length ?? 0;
  return [...list.slice(0, end - dropped), ...(add?.split(' ') ?? []), ...list.slice(end)];
}

function read(text: string): Opcode {
  const [name = '', operands = ''] = text.split(':');
  return { name, operands, size: [...operands].reduce((sum, letter) => sum + operandSize(letter), 1) };
}

import { either, type Value } from './values.js';

/** Registers of a function while its instructions are walked in the order they stand. */
export interface Registers {
  registers: Value[];
  /** Registers as they are when a jump arrives. */
  arriving: Map<number, Value[]>;
  /** The same for places that were passed already. */
  back: Map<number, Value[]>;
}

/** Joins what jumps bring to an instruction with what comes from the one before it. @returns whether anything leads there */
export function arrive(machine: Registers, at: number, live: boolean): boolean {
  const brought = machine.arriving.get(at);
  if (!brought) return live;
  machine.arriving.delete(at);
  machine.registers = live ? joined(machine.registers, brought) : brought;
  return true;
}

/** Hands the registers to where a jump leads. Most jumps back are loops, and what they bring was met before. */
export function bring(machine: Registers, at: number, target: number): void {
  const into = target > at ? machine.arriving : machine.back;
  const known = into.get(target);
  into.set(target, known ? joined(known, machine.registers) : machine.registers.slice());
}

function joined(a: Value[], b: Value[]): Value[] {
  const out: Value[] = [];
  for (let i = 0; i < Math.max(a.length, b.length); i++) out[i] = either(a[i], b[i]);
  return out;
}

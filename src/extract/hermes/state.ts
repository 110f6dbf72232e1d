import type { HermesFile, HermesFunction } from '../../decode/hermes/index.js';
import { type CallSite, type Items, type LoadedText, type Members, type Scope, UNKNOWN, type Value } from './values.js';

/** A conditional jump. */
export interface Branch {
  at: number;
  target: number;
  /** What is tested; a comparison gives both sides. */
  tested: Value[];
  opcode: string;
}

/** What one function does, read from its own instructions. */
export interface UnitReading {
  id: number;
  calls: CallSite[];
  texts: LoadedText[];
  objects: Members[];
  arrays: Items[];
  /** Functions it creates, with the scope they see. */
  closures: { id: number; scope?: Scope }[];
  /** Members it sets on values that are not literals of its own. */
  stores: { object: Value; key: string; value: Value; at: number }[];
  returns: Value[];
  branches: Branch[];
  /** Offsets after which it does not go straight on: it returns, throws or jumps away. */
  exits: { at: number }[];
  /** Every instruction was read. */
  whole: boolean;
}

/** The state of the walk over one function. */
export interface Machine {
  file: HermesFile;
  unit: HermesFunction;
  scope?: Scope;
  registers: Value[];
  reading: UnitReading;
  /** Values of the parameters where the caller is known, as it is for the functions of Metro modules. */
  parameters?: Value[];
  /** Registers as they are when a jump arrives. */
  arriving: Map<number, Value[]>;
  /** The same for places that were passed already. */
  back: Map<number, Value[]>;
  budget: Budget;
  /** A variable was read before anything was kept in it, and then something was kept: see `readUnit`. */
  variables: { unmet: boolean; late: boolean };
}

/** Steps that may still be taken in the whole file: functions may be made to overlap without end. */
export interface Budget {
  left: number;
}

/** Registers a value is kept for: instructions name them with one byte, except for a move of many. */
const MAX_REGISTERS = 512;

export function get(machine: Machine, register: number): Value {
  return machine.registers[register] ?? UNKNOWN;
}

export function set(machine: Machine, register: number, value: Value): void {
  if (register < MAX_REGISTERS) machine.registers[register] = value;
}

import type { HermesFile, HermesFunction } from '../../decode/hermes/index.js';
import type { Registers } from '../bytecode/registers.js';
import type { Budget, UnitReading } from '../bytecode/units.js';
import { type Scope, UNKNOWN, type Value } from '../bytecode/values.js';

/** The state of the walk over one function. */
export interface Machine extends Registers {
  file: HermesFile;
  unit: HermesFunction;
  scope?: Scope;
  reading: UnitReading;
  /** Values of the parameters where the caller is known, as it is for the functions of Metro modules. */
  parameters?: Value[];
  budget: Budget;
  /** A variable was read before anything was kept in it, and then something was kept: see `readUnit`. */
  variables: { unmet: boolean; late: boolean };
}

/** Registers a value is kept for: instructions name them with one byte, except for a move of many. */
const MAX_REGISTERS = 512;

export function get(machine: Machine, register: number): Value {
  return machine.registers[register] ?? UNKNOWN;
}

export function set(machine: Machine, register: number, value: Value): void {
  if (register < MAX_REGISTERS) machine.registers[register] = value;
}

import {
  eachInstruction,
  type HermesFile,
  type HermesFunction,
  type HermesInstruction,
  switchTargets,
} from '../../decode/hermes/index.js';
import { arrive, bring } from '../bytecode/registers.js';
import type { Budget, UnitReading } from '../bytecode/units.js';
import type { Scope, Value } from '../bytecode/values.js';
import { get, type Machine } from './state.js';
import { STEPS } from './steps.js';

/**
 * Follows the values of one function: straight on, with both ways of a branch joined where they meet, each loop once. Code that
 * only jumps back lead to, and code that reads variables which later code fills, as generators are compiled to, is followed a
 * second time. What an instruction does not tell stays unknown.
 */
export function readUnit(
  file: HermesFile,
  unit: HermesFunction,
  budget: Budget,
  scope: Scope | undefined,
  parameters?: Value[],
): UnitReading {
  const given = { file, unit, budget, ...(scope && { scope }), ...(parameters && { parameters }) };
  const first = machineOf(given, new Map());
  const unmet = run(first);
  if (!(unmet && first.back.size > 0) && !first.variables.late) return first.reading;
  const second = machineOf(given, unmet ? first.back : new Map());
  run(second);
  return second.reading;
}

type Given = Pick<Machine, 'file' | 'unit' | 'budget' | 'scope' | 'parameters'>;

function machineOf(given: Given, arriving: Map<number, Value[]>): Machine {
  const variables = { unmet: false, late: false };
  return { ...given, registers: [], reading: emptyReading(given.unit.id), arriving, back: new Map(), variables };
}

function emptyReading(id: number): UnitReading {
  return {
    id,
    calls: [],
    texts: [],
    objects: [],
    arrays: [],
    closures: [],
    stores: [],
    returns: [],
    branches: [],
    exits: [],
    whole: true,
  };
}

/** @returns whether something was met that nothing before it leads to */
function run(machine: Machine): boolean {
  const { file, unit, budget } = machine;
  let live = true;
  let unmet = false;
  const whole = eachInstruction(file.bytes, file.version, unit, (instruction) => {
    live = arrive(machine, instruction.at, live);
    unmet ||= !live;
    STEPS.get(instruction.opcode.name)?.(machine, instruction);
    if (follow(machine, instruction)) live = false;
    budget.left -= 1;
    return budget.left > 0;
  });
  machine.reading.whole = whole && budget.left > 0;
  return unmet;
}

/** Hands the registers to where a jump leads. @returns whether the next instruction is not reached from this one */
function follow(machine: Machine, instruction: HermesInstruction): boolean {
  const { opcode, operands, at } = instruction;
  const { name } = opcode;
  if (name === 'Ret' || name === 'Throw' || name === 'Unreachable') {
    machine.reading.exits.push({ at });
    return true;
  }
  if (name.endsWith('SwitchImm')) {
    for (const target of new Set(switchTargets(machine.file.bytes, instruction))) jump(machine, at, target);
    return true;
  }
  if (name.charCodeAt(0) !== 0x4a) return false; // every jump begins with J, and nothing else does
  jump(machine, at, operands[0]!);
  if (name === 'Jmp' || name === 'JmpLong') {
    machine.reading.exits.push({ at });
    return true;
  }
  const tested = [...opcode.operands].flatMap((letter, i) => (letter === 'r' ? [get(machine, operands[i]!)] : []));
  machine.reading.branches.push({ at, target: operands[0]!, tested, opcode: name });
  return false;
}

function jump(machine: Machine, at: number, target: number): void {
  if (target >= machine.unit.start && target < machine.unit.end) bring(machine, at, target);
}

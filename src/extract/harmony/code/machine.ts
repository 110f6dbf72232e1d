import { type ArkInstruction, eachInstruction } from '../../../decode/ark/index.js';
import { arrive, bring } from '../../bytecode/registers.js';
import { type Scope, SELF, UNKNOWN, type Value } from '../../bytecode/values.js';
import { type ArkReading, accumulator, get, type Machine, set, setEnvironment } from './state.js';
import { step } from './steps.js';

type Given = Pick<Machine, 'file' | 'source' | 'method' | 'classes' | 'budget' | 'resources'> & { scope?: Scope; self?: Value };

/**
 * Follows the values of one function: straight on, with both ways of a branch joined where they meet, each loop once. Code that
 * only jumps back lead to, and code that reads variables which later code fills, is followed a second time. What an instruction
 * does not tell stays unknown.
 */
export function readUnit(given: Given): ArkReading {
  const first = machineOf(given, new Map());
  const unmet = run(first);
  if (!(unmet && first.back.size > 0) && !first.variables.late) return first.reading;
  const second = machineOf(given, unmet ? first.back : new Map());
  run(second);
  return second.reading;
}

/** The function itself, `new.target` and `this` come before what the source declares. */
const THIS = 2;

function machineOf({ scope, self = SELF, ...given }: Given, arriving: Map<number, Value[]>): Machine {
  const { method } = given;
  const machine: Machine = {
    ...given,
    self,
    registers: [],
    reading: emptyReading(method.id),
    arriving,
    back: new Map(),
    awaited: UNKNOWN,
    variables: { unmet: false, late: false },
  };
  setEnvironment(machine, scope);
  const first = method.code?.registers ?? 0;
  for (let i = 0; i < Math.min(method.code?.args ?? 0, MAX_PARAMETERS); i++)
    set(machine, first + i, i < THIS ? UNKNOWN : i === THIS ? self : { kind: 'parameter', unit: method.id, index: i - THIS });
  return machine;
}

const MAX_PARAMETERS = 64;

function emptyReading(id: number): ArkReading {
  return {
    id,
    calls: [],
    texts: [],
    objects: [],
    arrays: [],
    closures: [],
    imports: [],
    stores: [],
    returns: [],
    branches: [],
    exits: [],
    whole: true,
  };
}

/** @returns whether something was met that nothing before it leads to */
function run(machine: Machine): boolean {
  const { file, method, budget } = machine;
  if (!method.code) {
    machine.reading.whole = false;
    return false;
  }
  const handlers = new Set(method.code.handlers);
  let live = true;
  let unmet = false;
  const whole = eachInstruction(file.bytes, method.code, (instruction) => {
    live = arrive(machine, instruction.at, live) || handlers.has(instruction.at);
    unmet ||= !live;
    step(machine, instruction);
    if (follow(machine, instruction)) live = false;
    budget.left -= 1;
    return budget.left > 0;
  });
  machine.reading.whole = whole && budget.left > 0;
  return unmet;
}

const EXITS = /^(return|returnundefined|throw|throw\.notexists|throw\.patternnoncoercible|throw\.deletesuperproperty)$/;

/** Hands the registers to where a jump leads. @returns whether the next instruction is not reached from this one */
function follow(machine: Machine, { opcode, operands, at }: ArkInstruction): boolean {
  if (EXITS.test(opcode.name)) {
    machine.reading.exits.push({ at });
    return true;
  }
  if (opcode.name.charCodeAt(0) !== 0x6a) return false; // every jump begins with j, and nothing else does
  const target = operands.at(-1)!;
  jump(machine, at, target);
  if (opcode.name === 'jmp') {
    machine.reading.exits.push({ at });
    return true;
  }
  const other = opcode.operands.length > 1 ? [get(machine, operands[0]!)] : [];
  machine.reading.branches.push({ at, target, tested: [...other, accumulator(machine)], opcode: opcode.name });
  return false;
}

function jump(machine: Machine, at: number, target: number): void {
  const { code } = machine.method;
  if (!code || target < code.start || target >= code.end) return;
  // Many registers at many jumps are copied many times.
  machine.budget.left -= machine.registers.length >> 4;
  bring(machine, at, target);
}

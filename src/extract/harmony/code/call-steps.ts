import type { ArkInstruction } from '../../../decode/ark/index.js';
import { plainResult } from '../../bytecode/plain-calls.js';
import { type CallSite, optionsOf, UNDEFINED, UNKNOWN, type Value } from '../../bytecode/values.js';
import { accumulate, accumulator, get, type Machine } from './state.js';

type Step = (machine: Machine, instruction: ArkInstruction) => void;

/** Arguments beyond these are left out. */
const MAX_ARGUMENTS = 300;

/** Registers among the operands, in order. */
function registers({ opcode, operands }: ArkInstruction): number[] {
  return operands.filter((_, i) => 'rqR'.includes(opcode.operands[i]!));
}

/** Consecutive registers from the last operand on; their number is the last immediate. */
function range({ opcode, operands }: ArkInstruction, more = 0): number[] {
  const first = operands.at(-1)!;
  const count = operands[opcode.operands.search(/[bh](?=[sr]*r$)/)] ?? 0;
  return Array.from({ length: Math.min(count + more, MAX_ARGUMENTS) }, (_, i) => first + i);
}

const plainCall: Step = (machine, instruction) => {
  const args = registers(instruction).map((register) => get(machine, register));
  call(machine, instruction.at, { callee: accumulator(machine), self: UNDEFINED, args, isNew: false });
};
const methodCall: Step = (machine, instruction) => {
  const [self = UNDEFINED, ...args] = registers(instruction).map((register) => get(machine, register));
  call(machine, instruction.at, { callee: accumulator(machine), self, args, isNew: false });
};

/** Calls: the instructions and how each names its arguments. */
export const CALL_STEPS: [names: string, step: Step][] = [
  ['callarg0 callarg1 callargs2 callargs3', plainCall],
  ['callthis0 callthis1 callthis2 callthis3', methodCall],
  ['callthis0withname callthis1withname callthis2withname callthis3withname', methodCall],
  [
    'callrange',
    (machine, instruction) => {
      const args = range(instruction).map((register) => get(machine, register));
      call(machine, instruction.at, { callee: accumulator(machine), self: UNDEFINED, args, isNew: false });
    },
  ],
  [
    'callthisrange callthisrangewithname',
    (machine, instruction) => {
      const [self = UNDEFINED, ...args] = range(instruction, 1).map((register) => get(machine, register));
      call(machine, instruction.at, { callee: accumulator(machine), self, args, isNew: false });
    },
  ],
  [
    'newobjrange',
    (machine, instruction) => {
      const [callee = UNKNOWN, ...args] = range(instruction).map((register) => get(machine, register));
      call(machine, instruction.at, { callee, self: UNDEFINED, args, isNew: true });
    },
  ],
  [
    'apply',
    (machine, { at, operands }) => {
      const args = itemsOf(get(machine, operands[2]!));
      call(machine, at, { callee: accumulator(machine), self: get(machine, operands[1]!), args, isNew: false });
    },
  ],
  [
    'newobjapply',
    (machine, { at, operands }) => {
      const args = itemsOf(accumulator(machine));
      call(machine, at, { callee: get(machine, operands[1]!), self: UNDEFINED, args, isNew: true });
    },
  ],
  // The constructor of the class above gives the object itself.
  [
    'supercallthisrange supercallarrowrange supercallspread supercallforwardallargs',
    (machine) => accumulate(machine, machine.self),
  ],
];

function itemsOf(value: Value): Value[] {
  return value.kind === 'array' ? value.items.slice(0, MAX_ARGUMENTS) : [];
}

function call(machine: Machine, at: number, given: Omit<CallSite, 'unit' | 'at'>): void {
  const found = direct(given);
  const known = plainResult(machine.budget, found);
  if (known) {
    accumulate(machine, known);
    return;
  }
  const site: CallSite = { unit: machine.method.id, at, ...found };
  machine.reading.calls.push(site);
  accumulate(machine, { kind: 'call', site });
}

/** `show.call(this, 'x')` and `show.apply(this, ['x'])` call `show`. */
function direct(given: Omit<CallSite, 'unit' | 'at'>): Omit<CallSite, 'unit' | 'at'> {
  const { callee, args } = given;
  if (callee.kind !== 'member' || given.isNew) return given;
  const [self = UNDEFINED, ...rest] = args;
  if (callee.key === 'call') return { ...given, callee: callee.object, self, args: rest };
  if (callee.key !== 'apply') return given;
  const list = rest.flatMap((value) => optionsOf(value)).find((value) => value.kind === 'array');
  return { ...given, callee: callee.object, self, args: list ? itemsOf(list) : [] };
}

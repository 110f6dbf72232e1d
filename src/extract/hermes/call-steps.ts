import type { HermesInstruction } from '../../decode/hermes/index.js';
import { plainResult } from '../bytecode/plain-calls.js';
import { type CallSite, UNDEFINED, type Value } from '../bytecode/values.js';
import { get, type Machine, set } from './state.js';

type Step = (machine: Machine, instruction: HermesInstruction) => void;

/**
 * Arguments that a call takes from the end of the frame lie below the registers the callee's frame begins with, one more of them
 * since 97: `this` first and downwards from there.
 * Source: facebook/hermes StackFrameLayout.h; checked against what hermesc of each version writes
 */
function thisRegister({ file, unit }: Machine): number {
  return unit.frameSize - (file.version >= 97 ? 8 : 7);
}

const BUILTIN: Value = { kind: 'builtin' };

/** Calls: the instructions and how each names its arguments. */
export const CALL_STEPS: [names: string, step: Step][] = [
  ['Call Construct CallLong ConstructLong', (machine, i) => fromFrame(machine, i, get(machine, i.operands[1]!), i.operands[2]!)],
  ['CallWithNewTarget', (machine, i) => fromFrame(machine, i, get(machine, i.operands[1]!), i.operands[3]!)],
  [
    'CallWithNewTargetLong',
    (machine, i) => {
      const count = get(machine, i.operands[3]!);
      fromFrame(
        machine,
        i,
        get(machine, i.operands[1]!),
        count.kind === 'constant' && typeof count.value === 'number' ? count.value : 1,
      );
    },
  ],
  [
    'Call1 Call2 Call3 Call4',
    (machine, { at, operands }) => {
      const [self, ...args] = operands.slice(2).map((register) => get(machine, register));
      call(machine, at, operands[0]!, { callee: get(machine, operands[1]!), self: self ?? UNDEFINED, args, isNew: false });
    },
  ],
  [
    'CallDirect CallDirectLongIndex',
    (machine, i) => fromFrame(machine, i, { kind: 'function', id: i.operands[2]! }, i.operands[1]!),
  ],
  ['CallBuiltin CallBuiltinLong', (machine, i) => fromFrame(machine, i, BUILTIN, i.operands[2]!)],
  ['CallRequire', (machine, { operands }) => set(machine, operands[0]!, { kind: 'module', id: operands[2]! })],
];

/** Callees of a thousand arguments and more are spread tables of constants; what is beyond is left out. */
const MAX_ARGUMENTS = 1000;

function fromFrame(machine: Machine, { at, opcode, operands }: HermesInstruction, callee: Value, count: number): void {
  const first = thisRegister(machine);
  const values: Value[] = [];
  for (let i = 0; i < Math.min(count, MAX_ARGUMENTS) && first - i >= 0; i++) values.push(get(machine, first - i));
  const [self = UNDEFINED, ...args] = values;
  call(machine, at, operands[0]!, {
    callee,
    self,
    args,
    isNew: opcode.name.startsWith('Construct') || opcode.name.includes('NewTarget'),
  });
}

function call(machine: Machine, at: number, target: number, found: Omit<CallSite, 'unit' | 'at'>): void {
  const known = plainResult(machine.budget, found);
  if (known) {
    set(machine, target, known);
    return;
  }
  const site: CallSite = { unit: machine.unit.id, at, ...found };
  machine.reading.calls.push(site);
  set(machine, target, { kind: 'call', site });
}

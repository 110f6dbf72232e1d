import type { HermesInstruction } from '../../decode/hermes/index.js';
import {
  type CallSite,
  type Members,
  member,
  memberOf,
  optionsOf,
  stringOf,
  sum,
  UNDEFINED,
  UNKNOWN,
  type Value,
} from '../bytecode/values.js';
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
  const known = resultOf(machine, found);
  if (known) {
    set(machine, target, known);
    return;
  }
  const site: CallSite = { unit: machine.unit.id, at, ...found };
  machine.reading.calls.push(site);
  set(machine, target, { kind: 'call', site });
}

/** Calls whose result is plain: modules, texts put together, copies of objects, bound functions. */
function resultOf(machine: Machine, { callee, self, args }: Omit<CallSite, 'unit' | 'at'>): Value | undefined {
  const [first] = args;
  if (callee.kind === 'require') {
    if (first?.kind !== 'constant' || typeof first.value !== 'number') return UNKNOWN;
    const module: Value = { kind: 'module', id: first.value };
    return callee.key ? member(module, callee.key) : module;
  }
  // `_interopRequireDefault(require(3))`: the helper hands the module on.
  if (args.length <= 2 && first?.kind === 'module') return first;
  const key = callee.kind === 'member' ? callee.key : undefined;
  // Template literals are compiled to a call of the engine: `HermesInternal.concat` with the first text as `this`.
  if (key === 'concat' && (isText(self) || isText(first))) return sum(self, ...args);
  if (key === 'bind' && callee.kind === 'member') return callee.object;
  if (key === 'defineProperty') return defined(first, args[1], args[2]);
  if ((callee.kind === 'builtin' || key === 'assign') && first) return copied(machine, first, args.slice(1));
  return undefined;
}

/** `Object.defineProperty(exports, 'x', {get})`, as re-exports are compiled to. */
function defined(target: Value | undefined, key: Value | undefined, descriptor: Value | undefined): Value | undefined {
  const name = stringOf(key);
  if (name === undefined || target?.kind !== 'object') return undefined;
  const getter = memberOf(descriptor, 'get');
  const value = getter ? accessor(target.unit, target.at, getter) : memberOf(descriptor, 'value');
  if (value) target.members.set(name, value);
  return target;
}

function isText(value: Value | undefined): boolean {
  return value?.kind === 'sum' || stringOf(value) !== undefined;
}

/** `{...a, b}` and `Object.assign(x, a)`: what is known of the members comes over. */
function copied(machine: Machine, target: Value, sources: Value[]): Value | undefined {
  const into: Members | undefined = optionsOf(target).find((option) => option.kind === 'object');
  if (!into) return undefined;
  for (const source of sources)
    for (const option of optionsOf(source))
      if (option.kind === 'object' && option !== into) {
        for (const [name, value] of option.members) into.members.set(name, value);
        machine.budget.left -= option.members.size;
      }
  return into;
}

/** An accessor is a call without arguments. */
export function accessor(unit: number, at: number, getter: Value): Value {
  return { kind: 'call', site: { unit, at, callee: getter, self: UNDEFINED, args: [], isNew: false } };
}

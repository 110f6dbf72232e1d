import type { Dex, FieldRef, Instruction, InstructionKind } from '../../../decode/dex/index.js';
import { dotted } from '../names.js';
import { node } from './body.js';
import { isBuilderType } from './evaluate.js';
import { invoke, invokeCustom } from './invoke.js';
import { connect, literalAt, numberValue, type Reading } from './reading.js';
import { joinValues, pairValue, UNKNOWN, type Value } from './values.js';

/** Carries out one instruction on the registers and notes what the method does. */
export function step(reading: Reading, one: Instruction): void {
  STEPS[one.kind]?.(reading, one);
}

type Step = (reading: Reading, one: Instruction) => void;

const STEPS: Partial<Record<InstructionKind, Step>> = {
  const: (reading, one) => set(reading, one, numberValue(reading, one.at, one.literal)),
  'const-string': (reading, one) =>
    set(reading, one, { kind: 'text', literal: literalAt(reading, one.at, dexOf(reading).string(one.index), 'constant') }),
  'const-class': (reading, one) => {
    const name = dotted(dexOf(reading).type(one.index));
    reading.body.named.push({ at: one.at, name });
    set(reading, one, { kind: 'class', name });
  },
  move: (reading, one) => set(reading, one, get(reading, one, 1)),
  'move-result': (reading, one) => set(reading, one, reading.result),
  'new-instance': newInstance,
  'new-array': (reading, one) => set(reading, one, { kind: 'array', items: [] }),
  'filled-array': (reading, one) => {
    reading.result = { kind: 'array', items: one.registers.map((_, i) => get(reading, one, i)) };
  },
  aput: (reading, one) => {
    const array = get(reading, one, 1);
    const item = get(reading, one, 0);
    if (array.kind !== 'array' || array.items.length >= ARRAY_ITEMS) return;
    if (item.kind === 'array' && array.items.includes(item)) return;
    if (!isKnot(item, array)) array.items.push(item);
  },
  aget: (reading, one) => set(reading, one, element(get(reading, one, 1))),
  'array-length': (reading, one) => set(reading, one, { kind: 'length', of: get(reading, one, 1) }),
  compare: (reading, one) => set(reading, one, pairValue('compare', '', get(reading, one, 1), get(reading, one, 2))),
  arithmetic,
  iget: readField,
  sget: readField,
  iput: writeField,
  sput: writeField,
  invoke,
  if: (reading, one) => {
    const { at, op, next } = one;
    const right = op <= LAST_PAIR_TEST ? { right: get(reading, one, 1) } : {};
    reading.body.branches.push({ at, op, left: get(reading, one, 0), target: one.targets[0] ?? next, next, ...right });
  },
  'check-cast': (reading, one) => {
    const value = get(reading, one, 0);
    const type = dexOf(reading).type(one.index);
    if (value.kind === 'call' && type.startsWith('L')) set(reading, one, { ...value, cast: dotted(type) });
  },
  return: (reading, one) => {
    if (one.registers.length === 0) return;
    const value = get(reading, one, 0);
    reading.body.returns.push(value);
    connect(reading, value, node.result(reading.body.key), one.at);
  },
  'instance-of': (reading, one) => set(reading, one, UNKNOWN),
  other: (reading, one) => {
    if (one.op === 0xfc || one.op === 0xfd) return invokeCustom(reading, one);
    // monitor-enter and monitor-exit only read their register.
    if (one.registers.length > 0 && one.op !== 0x1d && one.op !== 0x1e) set(reading, one, UNKNOWN);
  },
};

const ARRAY_ITEMS = 256;
/** Arrays in arrays; deeper ones are not followed. */
const NESTING = 3;

/** Whether an array may not be put into another: it holds that one, which would be gone through for ever, or others too deep. */
function isKnot(value: Value, array: Value, depth = NESTING): boolean {
  if (value === array) return true;
  if (value.kind === 'either') return value.values.some((one) => isKnot(one, array, depth));
  if (value.kind !== 'array') return false;
  return depth === 0 || value.items.some((item) => isKnot(item, array, depth - 1));
}
/** From here on `if` tests one register against zero or null. */
const LAST_PAIR_TEST = 0x37;

function get({ registers }: Reading, one: Instruction, index: number): Value {
  return registers[one.registers[index] ?? -1] ?? UNKNOWN;
}

function set({ registers }: Reading, one: Instruction, value: Value): void {
  const register = one.registers[0] ?? 0;
  if (register < registers.length) registers[register] = value;
}

function dexOf({ body }: Reading): Dex {
  return body.owner.source.dex;
}

/** Any of a short array's items; of other arrays what they came from. */
function element(array: Value): Value {
  if (array.kind === 'array') return array.items.length > 0 && array.items.length <= 6 ? array.items.reduce(joinValues) : UNKNOWN;
  return array.kind === 'field' || array.kind === 'call' ? array : UNKNOWN;
}

function newInstance(reading: Reading, one: Instruction): void {
  const type = dexOf(reading).type(one.index);
  reading.body.created.push({ at: one.at, name: dotted(type) });
  set(reading, one, isBuilderType(type) ? { kind: 'builder', parts: [] } : { kind: 'new', name: dotted(type) });
}

function writeField(reading: Reading, one: Instruction): void {
  const ref = fieldOf(reading, one);
  if (!ref) return;
  const value = get(reading, one, 0);
  reading.body.writes.push({ at: one.at, ref, value });
  connect(reading, value, node.field(ref), one.at);
}

function readField(reading: Reading, one: Instruction): void {
  const ref = fieldOf(reading, one);
  set(reading, one, ref ? fieldValue(reading, one, ref) : UNKNOWN);
}

function fieldOf(reading: Reading, one: Instruction): FieldRef | undefined {
  const ref = dexOf(reading).field(one.index);
  return ref && reading.around.declared(ref);
}

/** Ids of `R` classes and constants stand for what they are; other fields for themselves. */
function fieldValue(reading: Reading, one: Instruction, ref: FieldRef): Value {
  const owner = dotted(ref.owner);
  const resourceType = one.kind === 'sget' ? /(?:^|\.)R\$(\w+)$/.exec(owner)?.[1] : undefined;
  const id = resourceType && resourceType !== 'styleable' ? reading.around.resourceId(resourceType, ref.name) : undefined;
  if (id !== undefined) return numberValue(reading, one.at, id);
  reading.body.reads.push({ at: one.at, ref });
  const constant = one.kind === 'sget' ? reading.around.constant(owner, ref.name) : undefined;
  if (typeof constant === 'string') return { kind: 'text', literal: literalAt(reading, one.at, constant, 'constant') };
  if (typeof constant === 'number') return numberValue(reading, one.at, constant);
  return { kind: 'field', ref, node: node.field(ref) };
}

const OPERATIONS: Record<number, string> = {
  144: 'add',
  145: 'sub',
  146: 'mul',
  147: 'div',
  155: 'add',
  156: 'sub',
  157: 'mul',
  158: 'div',
  166: 'add',
  167: 'sub',
  168: 'mul',
  169: 'div',
  171: 'add',
  172: 'sub',
  173: 'mul',
  174: 'div',
};
const WITH_LITERAL: Record<number, string> = { 208: 'add', 210: 'mul', 211: 'div', 216: 'add', 218: 'mul', 219: 'div' };

function arithmetic(reading: Reading, one: Instruction): void {
  const value = arithmeticValue(reading, one);
  reading.body.arithmetic.push({ at: one.at, value });
  set(reading, one, value);
}

/** Conversions and negations keep what the value says about its source. */
function arithmeticValue(reading: Reading, one: Instruction): Value {
  const [first, second, third] = [get(reading, one, 0), get(reading, one, 1), get(reading, one, 2)];
  if (one.op < 0x90) return second;
  if (one.op < 0xb0) return pairValue('arithmetic', OPERATIONS[one.op] ?? 'other', second, third);
  if (one.op < 0xd0) return pairValue('arithmetic', OPERATIONS[one.op - 0x20] ?? 'other', first, second);
  return pairValue('arithmetic', WITH_LITERAL[one.op] ?? 'other', second, { kind: 'number', number: one.literal });
}

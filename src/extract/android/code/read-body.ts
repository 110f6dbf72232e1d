import { type EncodedMethod, eachInstruction, type Instruction, type MethodRef } from '../../../decode/dex/index.js';
import type { AppClass } from '../classes.js';
import { type Body, methodKey, node } from './body.js';
import type { Reading, Surroundings } from './reading.js';
import { step } from './step.js';
import { joinValues, UNKNOWN, type Value } from './values.js';

/** What a boolean that two ways leave in a register is given to. */
const SWITCHES = /^set(Enabled|Clickable)$/;
const MAX_INSTRUCTIONS = 30_000;
/** Registers a compiler uses are far fewer; with more, paths are not joined but read one after another. */
const MAX_JOINED = 1024;

/** Reads one method: follows every register in order, joining the values of paths that meet. Undefined without code. */
export function readBody(owner: AppClass, method: EncodedMethod, around: Surroundings): Body | undefined {
  const { dex } = owner.source;
  const item = method.code ? dex.code(method.code) : undefined;
  if (!item) return undefined;
  const key = methodKey(method.ref, owner.name);
  const instructions = eachInstruction(dex.bytes, item, MAX_INSTRUCTIONS);
  const body = emptyBody(key, owner, method.ref, item.start, instructions);
  const reading: Reading = { body, around, registers: [], literals: new Map(), incoming: new Map(), result: UNKNOWN };
  const start = entryRegisters(method, key, item.registers, item.ins);
  const backward = instructions.some((one) => one.targets.some((target) => target <= one.at));
  reset(reading, start);
  walk(reading, instructions);
  // Code laid out after the place it joins is seen by a second walk, worth it where there are texts or switches to follow.
  if (backward && (reading.literals.size > 0 || body.calls.some(({ callee }) => SWITCHES.test(callee.name)))) {
    reset(reading, start);
    walk(reading, instructions);
  }
  body.literals = [...reading.literals.values()];
  return body;
}

function emptyBody(key: string, owner: AppClass, ref: MethodRef, start: number, instructions: Instruction[]): Body {
  return {
    key,
    owner,
    ref,
    start,
    instructions,
    literals: [],
    calls: [],
    created: [],
    named: [],
    resources: [],
    writes: [],
    reads: [],
    branches: [],
    arithmetic: [],
    returns: [],
    edges: [],
  };
}

function reset(reading: Reading, start: Value[]): void {
  const { body } = reading;
  reading.registers = [...start];
  reading.result = UNKNOWN;
  for (const list of [
    body.calls,
    body.created,
    body.named,
    body.resources,
    body.writes,
    body.reads,
    body.branches,
    body.arithmetic,
    body.returns,
    body.edges,
  ])
    list.length = 0;
}

function entryRegisters(method: EncodedMethod, key: string, count: number, ins: number): Value[] {
  const registers = new Array<Value>(count).fill(UNKNOWN);
  let at = Math.max(0, count - ins);
  if (!(method.flags & 0x8)) registers[at++] = { kind: 'this' };
  method.ref.params.forEach((type, index) => {
    registers[at] = { kind: 'parameter', index, node: node.parameter(key, index), type };
    at += type === 'J' || type === 'D' ? 2 : 1;
  });
  return registers.slice(0, Math.max(count, 0));
}

function walk(reading: Reading, instructions: readonly Instruction[]): void {
  let alive = true;
  for (const one of instructions) {
    const waiting = reading.incoming.get(one.at);
    if (waiting) reading.registers = alive ? joinStates(reading.registers, waiting) : [...waiting];
    step(reading, one);
    for (const target of one.targets) hand(reading, target);
    alive = one.kind !== 'goto' && one.kind !== 'return' && one.kind !== 'throw';
  }
}

function hand(reading: Reading, target: number): void {
  if (reading.registers.length > MAX_JOINED) return;
  const known = reading.incoming.get(target);
  reading.incoming.set(target, known ? joinStates(known, reading.registers) : [...reading.registers]);
}

function joinStates(a: Value[], b: Value[]): Value[] {
  let joined: Value[] | undefined;
  for (let i = 0; i < a.length; i++) {
    const value = joinValues(a[i]!, b[i] ?? UNKNOWN);
    if (value === a[i]) continue;
    joined ??= [...a];
    joined[i] = value;
  }
  return joined ?? a;
}

import type { FieldRef, MethodRef } from '../../../decode/dex/index.js';

/** A text in a method: a constant, a string resource, or constants joined with unknown parts as `{}`. */
export interface Literal {
  /** Address of the instruction, in 16-bit units. */
  at: number;
  text: string;
  origin: 'constant' | 'resource' | 'folded';
  /** Where it flows: nodes and sinks, see `flows.ts`. */
  targets: Set<string>;
  /** It became part of a folded text that stands for it. */
  folded: boolean;
  /** Other values are shown inside it, so that they go where it goes. */
  carries: boolean;
  /** Of a folded text: what it was made of. */
  parts?: readonly Value[];
}

/** What is known of a register at one place of a method. */
export type Value =
  | { kind: 'unknown' }
  | { kind: 'number'; number: number }
  | { kind: 'text'; literal: Literal }
  | { kind: 'builder'; parts: Value[] }
  | { kind: 'class'; name: string }
  | { kind: 'new'; name: string }
  | { kind: 'this' }
  | { kind: 'parameter'; index: number; node: string; type: string }
  | { kind: 'field'; ref: FieldRef; node: string }
  /** `cast`: the class it is taken for, where that is narrower than what the method says it answers. */
  | { kind: 'call'; callee: MethodRef; args: Value[]; node: string; depth: number; cast?: string }
  | { kind: 'array'; items: Value[] }
  | { kind: 'length'; of: Value }
  | { kind: 'compare'; left: Value; right: Value; depth: number }
  | { kind: 'arithmetic'; op: string; left: Value; right: Value; depth: number }
  | { kind: 'either'; values: Value[] };

export const UNKNOWN: Value = { kind: 'unknown' };
const DEPTH = 8;
const CHOICES = 6;

/** Nesting of a value, bounded so that expressions built in loops stay small. */
function depthOf(value: Value): number {
  return value.kind === 'call' || value.kind === 'compare' || value.kind === 'arithmetic' ? value.depth : 0;
}

export function callValue(callee: MethodRef, args: Value[], node: string): Value {
  let depth = 1;
  for (const arg of args) depth = Math.max(depth, 1 + depthOf(arg));
  return { kind: 'call', callee, args: depth > DEPTH ? args.map(() => UNKNOWN) : args, node, depth: Math.min(depth, DEPTH) };
}

export function pairValue(kind: 'compare', op: '', left: Value, right: Value): Value;
export function pairValue(kind: 'arithmetic', op: string, left: Value, right: Value): Value;
export function pairValue(kind: 'compare' | 'arithmetic', op: string, left: Value, right: Value): Value {
  const depth = 1 + Math.max(depthOf(left), depthOf(right));
  if (depth > DEPTH) return UNKNOWN;
  return kind === 'compare' ? { kind, left, right, depth } : { kind, op, left, right, depth };
}

/** A register that two paths reach with different values. */
export function joinValues(a: Value, b: Value): Value {
  if (a === b || sameConstant(a, b)) return a;
  const values = [...choices(a)];
  const before = values.length;
  for (const value of choices(b)) if (!includes(values, before, value)) values.push(value);
  return values.length > CHOICES ? UNKNOWN : { kind: 'either', values };
}

/** Whether a value is among the first `count` of some. */
function includes(values: readonly Value[], count: number, value: Value): boolean {
  for (let i = 0; i < count; i++) if (values[i] === value || sameConstant(values[i]!, value)) return true;
  return false;
}

export function choices(value: Value): Value[] {
  return value.kind === 'either' ? value.values : [value];
}

function sameConstant(a: Value, b: Value): boolean {
  if (a.kind === 'number' && b.kind === 'number') return a.number === b.number;
  if (a.kind === 'text' && b.kind === 'text') return a.literal === b.literal;
  return (a.kind === 'this' && b.kind === 'this') || (a.kind === 'unknown' && b.kind === 'unknown');
}

/** The text of a value where all of it is known or can stand as `{}`. */
export function textOf(value: Value): string | undefined {
  if (value.kind === 'text') return value.literal.text;
  if (value.kind === 'builder')
    return value.parts.map((part) => textOf(part) ?? (part.kind === 'number' ? String(part.number) : '{}')).join('');
  if (value.kind === 'either') return value.values.map(textOf).find((text) => text !== undefined);
  return undefined;
}

/** All simple values inside a value: choices, builder parts, array items. */
export function leaves(value: Value): Value[] {
  const out: Value[] = [];
  addLeaves(value, 0, out);
  return out;
}

function addLeaves(value: Value, depth: number, out: Value[]): void {
  if (depth > DEPTH) return;
  if (value.kind === 'either') for (const one of value.values) addLeaves(one, depth + 1, out);
  else if (value.kind === 'builder') for (const part of value.parts) addLeaves(part, depth + 1, out);
  else if (value.kind === 'array') for (const item of value.items) addLeaves(item, depth + 1, out);
  else out.push(value);
}

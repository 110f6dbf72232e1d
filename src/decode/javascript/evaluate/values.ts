import type { Function as FunctionNode } from '@babel/types';

/** A value the evaluator can hold. Objects are tables without prototypes; nothing of the host can be reached from one. */
export type Value = undefined | null | boolean | number | string | Value[] | Table | Closure | Native;

export interface Table {
  kind: 'table';
  members: Map<string, Value>;
}

export interface Closure {
  kind: 'closure';
  node: FunctionNode;
  scope: Scope;
  /** What the script keeps on the function. */
  members?: Map<string, Value>;
}

/** A function of the language itself, by its name: `String.fromCharCode`, or a method of `self`. */
export interface Native {
  kind: 'native';
  name: string;
  self?: Value;
}

/** Names of a block or function. */
export interface Scope {
  names: Map<string, Value>;
  outer?: Scope;
  /** A function's own scope: `var` belongs to it. */
  ofFunction?: boolean;
  /** The value of a name the scope declares and nothing has asked for yet; undefined where it declares none of that name. */
  resolve?: (name: string, machine: Machine) => { value: Value } | undefined;
  /** The value of a member of such a name, where it is cheaper had alone than with the whole of its object. */
  resolveMember?: (name: string, key: string, machine: Machine) => { value: Value } | undefined;
}

/** What one evaluation may still use. */
export interface Machine {
  steps: number;
  call(callee: Value, args: Value[], machine: Machine): Value;
}

/** Thrown where a value is only known when the script runs, or costs too much to work out. One object: it is thrown often. */
export const NOT_CONSTANT = new Error('not constant');
/** Longest text and list that are made. */
const MAX_LENGTH = 100_000;

export function spend(machine: Machine, steps = 1): void {
  machine.steps -= steps;
  if (machine.steps < 0) throw NOT_CONSTANT;
}

/** Keeps what a script builds within bounds. */
export function bounded<T extends string | Value[]>(value: T): T {
  if (value.length > MAX_LENGTH) throw NOT_CONSTANT;
  return value;
}

export function isTable(value: Value): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && value.kind === 'table';
}

export function isCallable(value: Value): value is Closure | Native {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && value.kind !== 'table';
}

/** A value as text, where the language would make one without running anything. */
export function asString(value: Value): string {
  if (Array.isArray(value)) return joined(value, ',');
  if (typeof value === 'object' && value !== null) throw NOT_CONSTANT;
  return String(value);
}

export function asNumber(value: Value): number {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) throw NOT_CONSTANT;
  return Number(Array.isArray(value) ? asString(value) : value);
}

/** A list of lists is left alone: it may be a thousand times longer as text. */
export function joined(list: readonly Value[], glue: string): string {
  if (list.some(Array.isArray)) throw NOT_CONSTANT;
  return bounded(list.map((item) => (item === undefined || item === null ? '' : asString(item))).join(glue));
}

export function get(scope: Scope, name: string, machine: Machine): Value {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    if (at.names.has(name)) return at.names.get(name);
    const found = at.resolve?.(name, machine);
    if (!found) continue;
    at.names.set(name, found.value);
    return found.value;
  }
  throw NOT_CONSTANT;
}

/** A member of an object that nothing has asked for yet. */
export function getMember(scope: Scope, name: string, key: string, machine: Machine): { value: Value } | undefined {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    if (at.names.has(name)) return undefined;
    const found = at.resolveMember?.(name, key, machine);
    if (found) return found;
  }
  return undefined;
}

/** Declares a name where `let` or `var` puts it. */
export function declare(scope: Scope, name: string, value: Value, kind: string): void {
  let at = scope;
  if (kind === 'var') while (!at.ofFunction && at.outer) at = at.outer;
  at.names.set(name, value);
}

export function set(scope: Scope, name: string, value: Value): void {
  let at = scope;
  while (!at.names.has(name) && at.outer) at = at.outer;
  if (!at.names.has(name)) throw NOT_CONSTANT;
  at.names.set(name, value);
}

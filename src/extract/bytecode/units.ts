import type { CallSite, Items, LoadedText, Members, Scope, Value } from './values.js';

/** A conditional jump. */
export interface Branch {
  at: number;
  target: number;
  /** What is tested; a comparison gives both sides. */
  tested: Value[];
  opcode: string;
}

/** What one function does, read from its own instructions. */
export interface UnitReading {
  id: number;
  calls: CallSite[];
  texts: LoadedText[];
  objects: Members[];
  arrays: Items[];
  /** Functions it creates, with the scope they see. */
  closures: { id: number; scope?: Scope }[];
  /** Members it sets on values that are not literals of its own. */
  stores: { object: Value; key: string; value: Value; at: number }[];
  returns: Value[];
  branches: Branch[];
  /** Offsets after which it does not go straight on: it returns, throws or jumps away. */
  exits: { at: number }[];
  /** Every instruction was read. */
  whole: boolean;
}

/** Steps that may still be taken in the whole file: functions may be made to overlap without end. */
export interface Budget {
  left: number;
}

/** All functions of a program in bytecode, each read once: what naming, requests and gates need of it, whatever the bytecode is. */
export interface Units {
  units: Map<number, UnitReading>;
  /** Functions created inside a function. */
  children(unit: number): number[];
  nameOf(unit: number): string;
  /** Follows exports of modules, accessors and fields to what is behind them. */
  resolve(value: Value): Value;
}

/** Values looked at for one answer: what is handed to what is handed to a call goes on without end. */
const MAX_SEEN = 200;

/** Ids of the functions a value may be: a function, a class with its methods, what wraps one, what a module exports. */
export function functionsOf(program: Units, value: Value): number[] {
  const out = new Set<number>();
  const seen = new Set<Value>();
  const waiting: Value[] = [value];
  for (let next = waiting.pop(); next && seen.size < MAX_SEEN; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const found = program.resolve(next);
    if (found !== next) waiting.push(found);
    if (next.kind === 'function') out.add(next.id);
    // What a call gives was made inside what it calls, or wraps what it is given; options are neither.
    else if (next.kind === 'call')
      waiting.push(next.site.callee, ...next.site.args.slice(0, MAX_ARGUMENTS).filter((part) => part.kind !== 'object'));
    else if (next.kind === 'choice') waiting.push(...next.options);
    else if (next.kind === 'object') {
      const inner = next.members.get('default') ?? next.members.get('render');
      if (inner) waiting.push(inner);
    }
  }
  return [...out];
}

const MAX_ARGUMENTS = 10;

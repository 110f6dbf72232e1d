/** What a register of a function may hold, as far as its own instructions tell. */

/** A text that a function loads, with what becomes of it. */
export interface LoadedText {
  text: string;
  /** Function that loads it. */
  unit: number;
  /** Byte offset of the instruction in the file. */
  at: number;
  /** Compared, logged or used as a key: nobody sees it. */
  dropped?: boolean;
  /** Already a fact of its own. */
  shown?: boolean;
}

export interface CallSite {
  unit: number;
  at: number;
  callee: Value;
  self: Value;
  args: Value[];
  isNew: boolean;
}

export interface Members {
  kind: 'object';
  members: Map<string, Value>;
  unit: number;
  at: number;
  /** The class whose methods it holds. */
  owner?: Value;
}

export interface Items {
  kind: 'array';
  items: Value[];
  unit: number;
  at: number;
}

export type Value =
  | { kind: 'constant'; value: string | number | boolean | null | undefined; loaded?: LoadedText }
  | { kind: 'sum'; parts: Value[] }
  | Members
  | Items
  | { kind: 'function'; id: number }
  | { kind: 'call'; site: CallSite }
  | { kind: 'member'; object: Value; key: string; depth: number }
  | { kind: 'choice'; options: Value[] }
  | { kind: 'scope'; scope: Scope }
  | { kind: 'global' }
  /** `this`; `owner` is the constructor of the class whose method it is in. */
  | { kind: 'self'; owner?: number }
  | { kind: 'parameter'; unit: number; index: number }
  /** What `require` gives for a Metro module, and the functions a module is handed to get it. */
  | { kind: 'module'; id: number }
  | { kind: 'require'; key?: string }
  /** What a source file imports by `name` (`*`: all of it); `local` is what it calls it. */
  | { kind: 'import'; from: string; name: string; local: string }
  /** A function of the engine that only compiled code calls: copies for spreads, templates and the like. */
  | { kind: 'builtin' }
  /** The outcome of a comparison or a negation. */
  | { kind: 'test'; operator: string; of: Value[] }
  | { kind: 'unknown' };

/** Variables of a function that functions inside it can read. */
export interface Scope {
  parent?: Scope;
  slots: Map<number, Value>;
}

export const UNKNOWN: Value = { kind: 'unknown' };
export const GLOBAL: Value = { kind: 'global' };
export const SELF: Value = { kind: 'self' };
export const UNDEFINED: Value = { kind: 'constant', value: undefined };

const MAX_OPTIONS = 8;
const MAX_PARTS = 40;
const MAX_CHAIN = 12;

export function constant(value: string | number | boolean | null | undefined, loaded?: LoadedText): Value {
  return loaded ? { kind: 'constant', value, loaded } : { kind: 'constant', value };
}

/** Either of two values; what is not known adds nothing. */
export function either(a: Value | undefined, b: Value | undefined): Value {
  if (a === b || !b || b.kind === 'unknown') return a ?? UNKNOWN;
  if (!a || a.kind === 'unknown') return b;
  const options = [...optionsOf(a)];
  for (const option of optionsOf(b))
    if (options.length < MAX_OPTIONS && !options.some((one) => same(one, option))) options.push(option);
  return options.length === 1 ? options[0]! : { kind: 'choice', options };
}

export function optionsOf(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.options : [value];
}

function same(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === 'constant' && b.kind === 'constant') return a.value === b.value && a.loaded?.at === b.loaded?.at;
  if (a.kind === 'scope' && b.kind === 'scope') return a.scope === b.scope;
  // Read a second time, a literal is the same one.
  if ((a.kind === 'object' && b.kind === 'object') || (a.kind === 'array' && b.kind === 'array')) return a.at === b.at;
  return (
    (a.kind === 'function' && b.kind === 'function' && a.id === b.id) ||
    (a.kind === 'module' && b.kind === 'module' && a.id === b.id) ||
    (a.kind === 'self' && b.kind === 'self' && a.owner === b.owner) ||
    (a.kind === 'import' && b.kind === 'import' && a.from === b.from && a.name === b.name)
  );
}

/** A property of a value: what was put there, or the way to it. */
export function member(object: Value, key: string): Value {
  if (object.kind === 'object') return object.members.get(key) ?? UNKNOWN;
  if (object.kind === 'array') return /^\d+$/.test(key) ? (object.items[Number(key)] ?? UNKNOWN) : chained(object, key);
  if (object.kind === 'choice') {
    let found: Value | undefined;
    for (const option of object.options) found = either(found, member(option, key));
    return found ?? UNKNOWN;
  }
  if (object.kind === 'global' && /^(globalThis|global|window|self)$/.test(key)) return object;
  return chained(object, key);
}

function chained(object: Value, key: string): Value {
  const depth = object.kind === 'member' ? object.depth + 1 : 1;
  return depth > MAX_CHAIN ? UNKNOWN : { kind: 'member', object, key, depth };
}

/** Two values added or texts put together. */
export function sum(...values: Value[]): Value {
  const parts: Value[] = [];
  for (const value of values) parts.push(...(value.kind === 'sum' ? value.parts : [value]));
  return parts.length > MAX_PARTS ? UNKNOWN : { kind: 'sum', parts };
}

/** The string a value is for certain. */
export function stringOf(value: Value | undefined): string | undefined {
  return value?.kind === 'constant' && typeof value.value === 'string' ? value.value : undefined;
}

/** A member of an object literal. */
export function memberOf(value: Value | undefined, key: string): Value | undefined {
  if (value?.kind === 'object') return value.members.get(key);
  return value?.kind === 'choice' ? value.options.map((option) => memberOf(option, key)).find(Boolean) : undefined;
}

/** More texts than this are no choice a person is shown. */
const MAX_TEXTS = 64;

/** All texts loaded for a value, those of both arms of a choice and of the parts of a sum included; not those of objects in it. */
export function textsIn(value: Value): LoadedText[] {
  if (value.kind === 'constant') return value.loaded ? [value.loaded] : [];
  const out: LoadedText[] = [];
  // Texts that are put together under conditions share their parts: each is met once.
  const seen = new Set<Value>();
  const waiting: Value[] = [value];
  for (let next = waiting.pop(); next && out.length < MAX_TEXTS && seen.size < MAX_TEXTS * 8; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.kind === 'constant' && next.loaded) out.push(next.loaded);
    else if (next.kind === 'choice') waiting.push(...next.options.toReversed());
    else if (next.kind === 'sum') waiting.push(...next.parts.toReversed());
  }
  return out;
}

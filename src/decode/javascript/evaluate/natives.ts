import {
  asNumber,
  asString,
  bounded,
  isCallable,
  isTable,
  joined,
  type Machine,
  type Native,
  NOT_CONSTANT,
  spend,
  type Value,
} from './values.js';

type Call = (args: Value[], machine: Machine) => Value;

/** Functions of the language that make texts out of values. What asks for anything outside (time, chance, network) is not here. */
const GLOBALS: Record<string, Call> = {
  'String.fromCharCode': (args) => String.fromCharCode(...args.slice(0, 5000).map(asNumber)),
  'String.fromCodePoint': (args) => codePoints(args.slice(0, 5000).map(asNumber)),
  String: ([value]) => asString(value),
  Number: ([value]) => asNumber(value),
  Boolean: ([value]) => Boolean(value),
  parseInt: ([text, radix]) => Number.parseInt(asString(text), radix === undefined ? 10 : asNumber(radix)),
  parseFloat: ([text]) => Number.parseFloat(asString(text)),
  atob: ([text]) => Buffer.from(asString(text), 'base64').toString('latin1'),
  btoa: ([text]) => Buffer.from(asString(text), 'latin1').toString('base64'),
  escape: ([text]) => escape(asString(text)),
  unescape: ([text]) => unescape(asString(text)),
  decodeURIComponent: ([text]) => decodeURIComponent(asString(text)),
  decodeURI: ([text]) => decodeURI(asString(text)),
  encodeURIComponent: ([text]) => encodeURIComponent(asString(text)),
  encodeURI: ([text]) => encodeURI(asString(text)),
  'JSON.parse': ([text]) => fromJson(JSON.parse(asString(text)) as unknown),
  'Buffer.from': ([text, encoding]) => ({ kind: 'native', name: 'buffer', self: bytesOf(asString(text), encoding) }),
  'Array.from': ([list, map], machine) => mapped(listOf(list), map, machine),
  Array: (args) => (args.length === 1 && typeof args[0] === 'number' ? blanks(args[0]) : [...args]),
  'Object.keys': ([table]) => [...membersOf(table).keys()],
  'Object.values': ([table]) => [...membersOf(table).values()],
  'Math.floor': ([value]) => Math.floor(asNumber(value)),
  'Math.ceil': ([value]) => Math.ceil(asNumber(value)),
  'Math.round': ([value]) => Math.round(asNumber(value)),
  'Math.abs': ([value]) => Math.abs(asNumber(value)),
  'Math.pow': ([a, b]) => asNumber(a) ** asNumber(b),
  'Math.min': (args) => Math.min(...args.slice(0, 1000).map(asNumber)),
  'Math.max': (args) => Math.max(...args.slice(0, 1000).map(asNumber)),
};

const OBJECTS = new Set(['String', 'JSON', 'Buffer', 'Array', 'Object', 'Math', 'globalThis', 'window', 'global', 'self']);

type Method<T> = (self: T, args: Value[], machine: Machine) => Value;

const OF_STRINGS: Record<string, Method<string>> = {
  charAt: (self, [at]) => self.charAt(asNumber(at ?? 0)),
  charCodeAt: (self, [at]) => self.charCodeAt(asNumber(at ?? 0)),
  codePointAt: (self, [at]) => self.codePointAt(asNumber(at ?? 0)),
  at: (self, [at]) => self.at(asNumber(at ?? 0)),
  slice: (self, [from, to]) => self.slice(optional(from), optional(to)),
  substring: (self, [from, to]) => self.substring(asNumber(from ?? 0), optional(to)),
  substr: (self, [from, count]) => self.substr(asNumber(from ?? 0), optional(count)),
  split: (self, [by]) => (by === undefined ? [self] : bounded(self.split(patternOf(by)) as Value[])),
  concat: (self, args) => bounded(self + args.map(asString).join('')),
  replace: (self, [from, to]) => bounded(self.replace(patternOf(from), () => asString(to))),
  replaceAll: (self, [from, to]) => bounded(self.replaceAll(patternOf(from), () => asString(to))),
  indexOf: (self, [part, from]) => self.indexOf(asString(part), asNumber(from ?? 0)),
  includes: (self, [part]) => self.includes(asString(part)),
  trim: (self: string) => self.trim(),
  toString: (self: string) => self,
  valueOf: (self: string) => self,
  toLowerCase: (self) => self.toLowerCase(),
  toUpperCase: (self) => self.toUpperCase(),
  padStart: (self, [width, fill]) => self.padStart(Math.min(asNumber(width), 100), fill === undefined ? ' ' : asString(fill)),
  repeat: (self, [times]) => {
    if (!(asNumber(times) * self.length <= 10_000)) throw NOT_CONSTANT;
    return self.repeat(asNumber(times));
  },
};

const OF_LISTS: Record<string, Method<Value[]>> = {
  join: (self, [glue]) => joined(self, glue === undefined ? ',' : asString(glue)),
  reverse: (self) => self.reverse(),
  concat: (self, args) => bounded(self.concat(...args.map((arg) => (Array.isArray(arg) ? arg : [arg])))),
  slice: (self, [from, to]) => self.slice(optional(from), optional(to)),
  splice: (self, [from, count, ...items]) =>
    self.splice(asNumber(from), count === undefined ? self.length : asNumber(count), ...items),
  push: (self, args) => bounded(self).push(...args),
  pop: (self) => self.pop(),
  shift: (self) => self.shift(),
  unshift: (self, args) => bounded(self).unshift(...args),
  at: (self, [at]) => self.at(asNumber(at ?? 0)),
  indexOf: (self, [item]) => self.indexOf(item),
  includes: (self, [item]) => self.includes(item),
  map: (self, [fn], machine) => mapped(self, fn, machine),
  forEach: (self, [fn], machine) => void mapped(self, fn, machine),
  filter: (self, [fn], machine) => self.filter((item, i) => machine.call(fn, [item, i], machine)),
  reduce: (self, [fn, ...rest], machine) => {
    const [first, items] = rest.length > 0 ? [rest[0], self] : [self[0], self.slice(1)];
    return items.reduce((sum, item, i) => machine.call(fn, [sum, item, i], machine), first);
  },
  toString: (self: Value[]) => asString(self),
};

/** A name that no script declares. */
export function globalNamed(name: string): Value {
  if (name === 'undefined') return undefined;
  if (name === 'NaN') return Number.NaN;
  if (name === 'Infinity') return Number.POSITIVE_INFINITY;
  if (OBJECTS.has(name) || Object.hasOwn(GLOBALS, name)) return { kind: 'native', name };
  throw NOT_CONSTANT;
}

export function memberOfValue(value: Value, key: string): Value {
  if (typeof value === 'string' || Array.isArray(value)) {
    if (key === 'length') return value.length;
    if (/^\d+$/.test(key)) return value[Number(key)];
    return Object.hasOwn(typeof value === 'string' ? OF_STRINGS : OF_LISTS, key)
      ? { kind: 'native', name: key, self: value }
      : undefined;
  }
  if (isTable(value)) return value.members.get(key);
  if (typeof value === 'number' && key === 'toString') return { kind: 'native', name: 'number.toString', self: value };
  if (!isCallable(value)) throw NOT_CONSTANT;
  if (key === 'call' || key === 'apply' || key === 'bind') return { kind: 'native', name: `function.${key}`, self: value };
  if (value.kind === 'closure') return value.members?.get(key);
  if (value.name === 'buffer' && key === 'toString') return { kind: 'native', name: 'buffer.toString', self: value.self };
  return globalNamed(/^(globalThis|window|global|self)$/.test(value.name) ? key : `${value.name}.${key}`);
}

export function callNative({ name, self }: Native, args: Value[], machine: Machine): Value {
  for (const value of [self, ...args.slice(0, 3)])
    if (typeof value === 'string' || Array.isArray(value)) spend(machine, value.length >> 3);
  if (name === 'function.call') return machine.call(self, args.slice(1), machine);
  if (name === 'function.apply') return machine.call(self, listOf(args[1]), machine);
  if (name === 'number.toString') return asNumber(self).toString(args[0] === undefined ? 10 : asNumber(args[0]));
  if (name === 'buffer.toString') return Buffer.from(asString(self), 'latin1').toString(args[0] === 'latin1' ? 'latin1' : 'utf8');
  if (typeof self === 'string' && Object.hasOwn(OF_STRINGS, name)) return OF_STRINGS[name]!(self, args, machine);
  if (Array.isArray(self) && Object.hasOwn(OF_LISTS, name)) return OF_LISTS[name]!(self, args, machine);
  if (self === undefined && Object.hasOwn(GLOBALS, name)) return GLOBALS[name]!(args, machine);
  throw NOT_CONSTANT;
}

/** A pattern that cannot run away: one character or one class of characters, once or several times. */
const HARMLESS = /^(\\?[^\\]|\[[^\]]*\])\+?\$?$/;

function patternOf(value: Value): string | RegExp {
  const isPattern = typeof value === 'object' && value !== null && !Array.isArray(value) && value.kind === 'native';
  if (!isPattern || !value.name.startsWith('/')) return asString(value);
  const source = asString(value.self);
  if (!HARMLESS.test(source)) throw NOT_CONSTANT;
  return new RegExp(source, value.name.slice(1));
}

function optional(value: Value): number | undefined {
  return value === undefined ? undefined : asNumber(value);
}

function codePoints(codes: number[]): string {
  if (codes.some((code) => !Number.isInteger(code) || code < 0 || code > 0x10ffff)) throw NOT_CONSTANT;
  return String.fromCodePoint(...codes);
}

function bytesOf(text: string, encoding: Value): string {
  return Buffer.from(text, encoding === 'base64' || encoding === 'hex' ? encoding : 'utf8').toString('latin1');
}

function blanks(length: number): Value[] {
  if (!Number.isInteger(length) || length < 0 || length > 10_000) throw NOT_CONSTANT;
  return Array<Value>(length).fill(undefined);
}

function listOf(value: Value): Value[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return [...value];
  if (value === undefined || value === null) return [];
  throw NOT_CONSTANT;
}

function membersOf(value: Value): Map<string, Value> {
  if (!isTable(value)) throw NOT_CONSTANT;
  return value.members;
}

function mapped(list: Value[], fn: Value, machine: Machine): Value[] {
  return fn === undefined ? [...list] : list.map((item, i) => machine.call(fn, [item, i], machine));
}

function fromJson(value: unknown, depth = 0): Value {
  if (depth > 20) throw NOT_CONSTANT;
  if (Array.isArray(value)) return value.map((item) => fromJson(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value as Value;
  return { kind: 'table', members: new Map(Object.entries(value).map(([key, item]) => [key, fromJson(item, depth + 1)])) };
}

import type { ArkInstruction, ArkLiteral } from '../../../decode/ark/index.js';
import { copied } from '../../bytecode/plain-calls.js';
import { constant, GLOBAL, type Items, type LoadedText, member, textsIn, UNKNOWN, type Value } from '../../bytecode/values.js';
import { accumulate, accumulator, environment, get, kept, type Machine, newObject } from './state.js';

type Step = (machine: Machine, instruction: ArkInstruction) => void;

/** Properties and literals. */
export const MEMBER_STEPS: [names: string, step: Step][] = [
  [
    'tryldglobalbyname ldglobalvar',
    (machine, { operands }) => accumulate(machine, member(GLOBAL, nameIn(machine, operands[1]!))),
  ],
  ['ldobjbyname', (machine, { operands }) => accumulate(machine, member(accumulator(machine), nameIn(machine, operands[1]!)))],
  ['ldthisbyname', (machine, { operands }) => accumulate(machine, member(machine.self, nameIn(machine, operands[1]!)))],
  ['ldobjbyvalue', (machine, { operands }) => accumulate(machine, byValue(get(machine, operands[1]!), accumulator(machine)))],
  ['ldthisbyvalue', (machine) => accumulate(machine, byValue(machine.self, accumulator(machine)))],
  ['ldobjbyindex', (machine, { operands }) => accumulate(machine, member(accumulator(machine), String(operands.at(-1)!)))],
  [
    'stobjbyname stownbyname stownbynamewithnameset definefieldbyname definepropertybyname',
    (machine, { at, operands }) =>
      store(machine, at, get(machine, operands[2]!), nameIn(machine, operands[1]!), accumulator(machine)),
  ],
  [
    'stthisbyname',
    (machine, { at, operands }) => store(machine, at, machine.self, nameIn(machine, operands[1]!), accumulator(machine)),
  ],
  [
    'stobjbyvalue stownbyvalue stownbyvaluewithnameset definefieldbyvalue',
    (machine, { at, operands }) => {
      const key = get(machine, operands[2]!);
      drop(key);
      if (key.kind === 'constant') store(machine, at, get(machine, operands[1]!), String(key.value), accumulator(machine));
    },
  ],
  [
    'stobjbyindex stownbyindex',
    (machine, { at, opcode, operands }) => {
      // The wide forms have no slot before the register.
      const [object, index] = opcode.name.startsWith('wide.') ? [operands[0]!, operands[1]!] : [operands[1]!, operands[2]!];
      store(machine, at, get(machine, object), String(index), accumulator(machine));
    },
  ],
  ['createemptyobject', (machine, { at }) => accumulate(machine, newObject(machine, at))],
  ['createemptyarray', (machine, { at }) => accumulate(machine, newArray(machine, at, []))],
  ['createobjectwithbuffer', (machine, { at, operands }) => accumulate(machine, objectOf(machine, at, operands[1]!))],
  [
    'createarraywithbuffer',
    (machine, { at, operands }) => {
      const values = literalsIn(machine, operands[1]!).map((literal) => literalValue(machine, at, literal));
      accumulate(machine, newArray(machine, at, values));
    },
  ],
  [
    'copydataproperties',
    (machine, { operands }) => {
      const target = get(machine, operands[0]!);
      accumulate(machine, copied(machine.budget, target, [accumulator(machine)]) ?? target);
    },
  ],
  [
    'starrayspread',
    (machine, { operands }) => {
      const target = get(machine, operands[0]!);
      const items = accumulator(machine);
      if (target.kind === 'array' && items.kind === 'array') target.items.push(...items.items.slice(0, MAX_SPREAD));
      accumulate(machine, UNKNOWN);
    },
  ],
];

const MAX_SPREAD = 1000;
const MAX_MEMBERS = 20_000;

export function nameIn(machine: Machine, index: number): string {
  const offset = machine.file.item(machine.method, index);
  return (offset === undefined ? undefined : machine.file.string(offset)) ?? '';
}

export function loadText(machine: Machine, at: number, index: number): Value {
  return textValue(machine, at, nameIn(machine, index));
}

function textValue(machine: Machine, at: number, text: string): Value {
  const loaded: LoadedText = { text, unit: machine.method.id, at };
  machine.reading.texts.push(loaded);
  return constant(text, loaded);
}

function drop(value: Value): void {
  for (const text of textsIn(value)) text.dropped = true;
}

function byValue(object: Value, key: Value): Value {
  drop(key);
  return key.kind === 'constant' ? member(object, String(key.value)) : UNKNOWN;
}

/** A literal of this function takes the member in, a class keeps it; of other values it is noted what is set. */
export function store(machine: Machine, at: number, object: Value, key: string, value: Value): void {
  if (key === 'params' && nameResource(machine, at, object, value)) return;
  if (object.kind === 'object') {
    if (object.members.size < MAX_MEMBERS) object.members.set(key, value);
  } else if (object.kind === 'array' && /^\d{1,5}$/.test(key) && Number(key) < MAX_MEMBERS) {
    while (object.items.length < Number(key)) object.items.push(UNKNOWN);
    object.items[Number(key)] = value;
  } else keepInClass(machine, object, key, value);
  machine.reading.stores.push({ object, key, value, at });
}

function keepInClass(machine: Machine, object: Value, key: string, value: Value): void {
  if (object.kind === 'self' && object.owner !== undefined) {
    const info = machine.classes.get(object.owner);
    if (!info || info.fields.size >= MAX_MEMBERS) return;
    info.fields.set(key, kept(info.fields.get(key), value));
    if (/^(unknown|parameter|sum|test|call|member)$/.test(value.kind)) info.open.add(key);
  } else if (object.kind === 'function') {
    machine.classes.get(object.id)?.statics.set(key, value);
  } else if (object.kind === 'member' && object.key === 'prototype' && object.object.kind === 'function') {
    const info = machine.classes.get(object.object.id);
    if (info && value.kind === 'function') info.methods.set(key, value.id);
  }
}

export function literalsIn(machine: Machine, index: number): ArkLiteral[] {
  const offset = machine.file.item(machine.method, index);
  const found = offset === undefined ? [] : machine.file.literals(offset);
  machine.budget.left -= found.length;
  return found;
}

/** Keys and values in turn; a method is followed by what says how many parameters it has. */
function objectOf(machine: Machine, at: number, index: number): Value {
  const literals = literalsIn(machine, index);
  const resource = resourceOf(machine, literals);
  if (resource !== undefined) return textValue(machine, at, resource);
  const object = newObject(machine, at);
  for (let i = 0; i + 1 < literals.length; i += 2) {
    const [key, literal] = [literals[i], literals[i + 1]!];
    if (typeof key === 'string' || typeof key === 'number') object.members.set(String(key), literalValue(machine, at, literal));
    if (typeof literals[i + 2] === 'object' && literals[i + 2] !== null && 'affiliate' in (literals[i + 2] as object)) i++;
  }
  return object;
}

/** Texts by the number that `$r('app.string.x')` is compiled to: `{ id: 0x1000003, type: 10003, params: […] }`. */
const TEXT_TYPES = new Set([10003, 10004, 10009]);

function resourceOf(machine: Machine, literals: readonly ArkLiteral[]): string | undefined {
  const value = (key: string): ArkLiteral | undefined => literals[literals.indexOf(key) + 1];
  if (!literals.includes('id') || !TEXT_TYPES.has(value('type') as number)) return undefined;
  const id = value('id');
  return typeof id === 'number' ? machine.resources(id) : undefined;
}

/** In a library the number is not known yet: `{ id: -1, params: ['app.string.x'] }`. The text takes the place of the object. */
function nameResource(machine: Machine, at: number, object: Value, params: Value): boolean {
  if (object.kind !== 'object' || !object.members.has('type')) return false;
  const id = object.members.get('id');
  const name = params.kind === 'array' ? params.items[0] : undefined;
  if (id?.kind !== 'constant' || id.value !== -1 || name?.kind !== 'constant') return false;
  drop(name);
  const found = machine.resources(String(name.value).replace(/^.*\.(string|plural|strarray)\./, ''));
  if (found === undefined) return false;
  const text = textValue(machine, at, found);
  machine.registers = machine.registers.map((value) => (value === object ? text : value));
  return true;
}

function newArray(machine: Machine, at: number, items: Value[]): Items {
  const array: Items = { kind: 'array', items, unit: machine.method.id, at };
  machine.reading.arrays.push(array);
  return array;
}

function literalValue(machine: Machine, at: number, literal: ArkLiteral): Value {
  if (typeof literal === 'string') return textValue(machine, at, literal);
  if (typeof literal !== 'object' || literal === null) return constant(literal);
  if (!('method' in literal)) return UNKNOWN;
  const method = machine.file.methodAt(literal.method);
  return method ? closure(machine, method.id) : UNKNOWN;
}

/** A function made here sees the variables in sight. */
export function closure(machine: Machine, id: number, self?: Value): Value {
  const scope = environment(machine);
  machine.reading.closures.push({ id, ...(scope && { scope }), ...(self && { self }) });
  return { kind: 'function', id };
}

import { type ArkFile, sourceName } from '../../../decode/ark/index.js';
import type { Budget, Units } from '../../bytecode/units.js';
import { either, member, optionsOf, type Scope, UNKNOWN, type Value } from '../../bytecode/values.js';
import { readUnit } from './machine.js';
import { type SourceNames, sourceNames } from './sources.js';
import type { ArkReading, ClassInfo, ResourceTexts, SourceFile } from './state.js';

/** All functions of an Ark file, each read once. */
export interface ArkProgram extends Units {
  file: ArkFile;
  units: Map<number, ArkReading>;
  classes: Map<number, ClassInfo>;
  sources: SourceFile[];
  names: SourceNames;
  sourceOf(unit: number): SourceFile;
  /** Functions whose instructions were not read to their end. */
  unread: number;
  /** Steps left for the answer being looked for: values may be made to lead to each other in ever more ways. */
  fuel: { left: number; asked: number };
}

/** Enough for every file whose functions do not overlap, and a bound for those that do. */
const STEPS_PER_BYTE = 1;
const LEAST_STEPS = 1_000_000;

interface Waiting {
  id: number;
  scope?: Scope;
  self?: Value;
}

export function readProgram(file: ArkFile, resources: ResourceTexts): ArkProgram {
  const budget: Budget = { left: Math.max(LEAST_STEPS, file.bytes.length * STEPS_PER_BYTE) };
  const units = new Map<number, ArkReading>();
  const classes = new Map<number, ClassInfo>();
  const bySource = new Map<number, SourceFile>();
  const sources = file.classes.map((owner): SourceFile => {
    const record = file.module(owner);
    return { owner, ...(record && { record }), variables: [] };
  });
  let unread = 0;
  const readTree = (source: SourceFile, root: Waiting): void => {
    const waiting = [root];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const method = file.methods[next.id];
      if (!method || units.has(next.id) || budget.left <= 0) continue;
      const { scope, self } = next;
      const reading = readUnit({
        file,
        source,
        method,
        classes,
        budget,
        resources,
        ...(scope && { scope }),
        ...(self && { self }),
      });
      units.set(next.id, reading);
      if (!reading.whole) unread++;
      waiting.push(...reading.closures.toReversed());
    }
  };
  for (const source of sources) {
    // What runs first makes the others.
    const methods = [...source.owner.methods].sort((a, b) => Number(b.name === MAIN) - Number(a.name === MAIN));
    for (const method of methods) {
      bySource.set(method.id, source);
      readTree(source, { id: method.id });
    }
  }
  unread += file.methods.length - units.size;
  const program: ArkProgram = {
    file,
    units,
    classes,
    sources,
    names: sourceNames(sources),
    sourceOf: (unit) => bySource.get(unit)!,
    children: (unit) => units.get(unit)?.closures.map(({ id }) => id) ?? [],
    nameOf: (unit) => sourceName(file.methods[unit]?.name ?? ''),
    resolve: (value) => {
      const { fuel } = program;
      if (fuel.asked++ === 0) fuel.left = MAX_FUEL;
      const found = resolve(program, value, 0);
      fuel.asked--;
      return found;
    },
    unread,
    fuel: { left: 0, asked: 0 },
  };
  addGiven(program);
  return program;
}

const MAIN = 'func_main_0';

/** Fields of a component hold what its makers give it: `new Child(this, { title: '签到' })`. */
function addGiven(program: ArkProgram): void {
  for (const unit of program.units.values())
    for (const { isNew, callee, args } of unit.calls) {
      const made = isNew ? program.resolve(callee) : UNKNOWN;
      const info = made.kind === 'function' ? program.classes.get(made.id) : undefined;
      const given = args[1];
      if (!info || given?.kind !== 'object' || !info.methods.has('initialRender')) continue;
      for (const [key, value] of given.members)
        if (value.kind !== 'constant' || value.value !== undefined) info.fields.set(key, either(info.fields.get(key), value));
    }
}

const MAX_STEPS = 24;
const MAX_FUEL = 2000;

function resolve(program: ArkProgram, value: Value, depth: number): Value {
  if (depth > MAX_STEPS || program.fuel.left-- <= 0) return UNKNOWN;
  if (value.kind === 'import') {
    const found = program.names.exported(value.from, value.name);
    return found ? resolve(program, found, depth + 1) : value;
  }
  if (value.kind === 'member') return resolveMember(program, value, depth);
  if (value.kind === 'call' && !value.site.isNew) {
    const callee = resolve(program, value.site.callee, depth + 1);
    const returns = callee.kind === 'function' ? (program.units.get(callee.id)?.returns ?? []) : [];
    const [first] = returns;
    return first && returns.length === 1 && isPlain(first) ? resolve(program, first, depth + 1) : value;
  }
  return value;
}

function isPlain(value: Value): boolean {
  return value.kind !== 'unknown' && value.kind !== 'parameter' && !(value.kind === 'constant' && value.value === undefined);
}

function resolveMember(program: ArkProgram, value: Extract<Value, { kind: 'member' }>, depth: number): Value {
  for (const object of optionsOf(resolve(program, value.object, depth + 1))) {
    const found = inClass(program, object, value.key) ?? (object === value.object ? UNKNOWN : member(object, value.key));
    if (found.kind !== 'unknown' && found !== value)
      return found.kind === 'member' && same(found, value) ? value : resolve(program, found, depth + 1);
  }
  return value;
}

function same(a: Extract<Value, { kind: 'member' }>, b: Extract<Value, { kind: 'member' }>): boolean {
  return a.key === b.key && a.object === b.object;
}

/** A member of an object of a class, or of the class itself. A text that is replaced later tells nothing. */
function inClass(program: ArkProgram, object: Value, key: string): Value | undefined {
  const info = classBehind(program, object);
  if (!info) return undefined;
  if (object.kind === 'function') return info.statics.get(key);
  const method = methodOf(program, info, key);
  if (method !== undefined) return { kind: 'function', id: method };
  const plain = info.fields.get(key);
  return plain && info.open.has(key) ? withoutConstants(plain) : plain;
}

function withoutConstants(value: Value): Value | undefined {
  const rest = optionsOf(value).filter(({ kind }) => kind !== 'constant');
  return rest.length > 1 ? { kind: 'choice', options: rest } : rest[0];
}

/** What a field or a state of a component is first: what is shown until something else is known. */
export function firstShown(program: ArkProgram, value: Value): Value {
  const resolved = program.resolve(value);
  if (resolved.kind !== 'member') return resolved;
  const info = classBehind(program, program.resolve(resolved.object));
  const state = info?.fields.get(`__${resolved.key}`);
  return (state && firstState(state)) ?? info?.fields.get(resolved.key) ?? resolved;
}

/** The class a value is an object of, or is. */
export function classBehind(program: ArkProgram, object: Value): ClassInfo | undefined {
  if (object.kind === 'self') return object.owner === undefined ? undefined : program.classes.get(object.owner);
  if (object.kind === 'function') return program.classes.get(object.id);
  if (object.kind !== 'call' || !object.site.isNew) return undefined;
  const callee = program.resolve(object.site.callee);
  return callee.kind === 'function' ? program.classes.get(callee.id) : undefined;
}

const MAX_PARENTS = 8;

/** A method of a class or of those above it. */
export function methodOf(program: ArkProgram, info: ClassInfo, key: string): number | undefined {
  let next: ClassInfo | undefined = info;
  for (let i = 0; i < MAX_PARENTS && next; i++) {
    const found = next.methods.get(key);
    if (found !== undefined) return found;
    const parent: Value = program.resolve(next.parent);
    next = parent.kind === 'function' ? program.classes.get(parent.id) : undefined;
  }
  return undefined;
}

/** `new ObservedPropertySimplePU('签到', this, 'title')` keeps what is shown first. */
function firstState(state: Value): Value | undefined {
  for (const option of optionsOf(state))
    if (option.kind === 'call' && option.site.isNew && option.site.args.length > 0) return option.site.args[0];
  return undefined;
}

import type { EncodedMethod, FieldRef, MethodRef } from '../../../decode/dex/index.js';
import type { AppClass, Classes } from '../classes.js';
import { dotted, outerClass } from '../names.js';
import type { Resources } from '../resources.js';
import { type Body, methodKey } from './body.js';
import { type Constants, constantsOf } from './constants.js';
import { readBody } from './read-body.js';
import type { Surroundings } from './reading.js';
import { type Ancestors, type Sink, sinkOf } from './sinks.js';

/** The app's code: bodies are read when first asked for. */
export interface Program {
  classes: Classes;
  /** Bodies of all methods of a class; empty for third-party classes. */
  bodiesOf(className: string): Body[];
  /** Keys of the methods of a class, without reading them. */
  keysOf(className: string): Iterable<string>;
  body(key: string): Body | undefined;
  resolve(ref: MethodRef): string[];
  /** Classes whose method a call may be: the one it names and, where the app does not define the method, those above it. */
  ownersOf(ref: MethodRef): string[];
  /** Classes of the app that extend or implement a class directly. */
  implementers(className: string): readonly string[];
  /** Outer class → the classes generated or written inside it, itself first. */
  family(outer: string): string[];
  /** Bodies read so far, in reading order. */
  read: Body[];
  /** Methods that could be read, and those over the budget. */
  skipped: number;
}

const METHODS = 60_000;
const IMPLEMENTERS = 8;
/** Classes below a class that are looked at for what one of its methods may be. */
const DESCENDANTS = 60;
const INTERFACE = 0x200;
/** Code units of a method that only answers a constant. */
const HOOK = 4;
/** Private, static, final. */
const NOT_OVERRIDDEN = 0x2 | 0x8 | 0x10;
const BRIDGE = 0x40;
/** Generated classes that only hold numbers. */
const GENERATED = /(^|\.)(R(\$\w+)?|BuildConfig|BR|DataBinderMapperImpl(\$\w+)?|DataBindingInfo)$/;

export function openProgram(classes: Classes, resources: Resources): Program {
  const families = groupFamilies(classes);
  const lineages = new Map<string, string[]>();
  const ancestors = (name: string): string[] => {
    const known = lineages.get(name) ?? classes.ancestors(name);
    lineages.set(name, known);
    return known;
  };
  const table = methodTable(classes, ancestors);
  const around = surroundings(classes, resources, table, ancestors);
  const bodies = new Map<string, Body | undefined>();
  let units = unitBudget(classes);
  const program: Program = {
    classes,
    resolve: table.resolve,
    ownersOf: (ref) => {
      const owner = dotted(ref.owner);
      // Who makes an object makes what it is derived from, whatever its constructor is.
      const inherited = classes.byName.has(owner) && (ref.name === '<init>' || table.resolve(ref).length === 0);
      return inherited ? [owner, ...ancestors(owner)] : [owner];
    },
    keysOf: table.keysOf,
    read: [],
    skipped: 0,
    implementers: table.implementers,
    family: (outer) => families.get(outer) ?? [outer],
    bodiesOf: (name) => [...table.keysOf(name)].flatMap((key) => program.body(key) ?? []),
    body: (key) => {
      const known = bodies.get(key);
      if (known) return known;
      const found = bodies.has(key) ? undefined : table.method(key);
      if (!found) return undefined;
      const over = program.read.length >= METHODS || units <= 0;
      const body = over ? undefined : readBody(found.owner, found.method, around);
      if (over) program.skipped++;
      bodies.set(key, body);
      if (body) {
        program.read.push(body);
        units -= body.instructions.at(-1)?.next ?? 0;
      }
      return body;
    },
  };
  return program;
}

/** Code units of all files: only forged methods that overlap can need more. */
function unitBudget(classes: Classes): number {
  const files = new Set([...classes.byName.values()].map((item) => item.source.dex.bytes));
  return [...files].reduce((sum, bytes) => sum + bytes.length / 2, 0);
}

interface MethodTable {
  keysOf(className: string): Set<string>;
  method(key: string): { owner: AppClass; method: EncodedMethod } | undefined;
  resolve(ref: MethodRef): string[];
  implementers(className: string): readonly string[];
}

/** Methods of the app's classes by key, and which of them a call may reach. */
function methodTable(classes: Classes, ancestors: Ancestors): MethodTable {
  const implementers = groupImplementers(classes);
  const methods = new Map<string, { owner: AppClass; method: EncodedMethod }>();
  const listed = new Map<string, Set<string>>();
  const resolved = new Map<MethodRef, string[]>();
  const readable = (name: string): AppClass | undefined => {
    const found = classes.byName.get(name);
    return found && found.owner !== 'third-party' && !GENERATED.test(name) ? found : undefined;
  };
  const keysOf = (name: string): Set<string> => {
    const known = listed.get(name);
    if (known) return known;
    const keys = new Set<string>();
    listed.set(name, keys);
    const owner = readable(name);
    for (const method of owner?.data().methods ?? []) {
      const key = methodKey(method.ref, name);
      // A bridge has the same name and parameters as the method it calls, which only answers with a narrower type.
      if (!keys.has(key) || !(method.flags & BRIDGE)) methods.set(key, { owner: owner!, method });
      keys.add(key);
    }
    return keys;
  };
  const defined = (name: string, ref: MethodRef): string[] => {
    const keys = keysOf(name);
    // Most classes on the way up are the platform's, which have none.
    const key = keys.size > 0 ? methodKey(ref, name) : '';
    return keys.has(key) ? [key] : [];
  };
  /** The method with code that a class has, its own or an inherited one. */
  const codeOf = (name: string, ref: MethodRef): string | undefined => {
    const definer = [name, ...ancestors(name)].find((one) => defined(one, ref).length > 0);
    const key = definer && methodKey(ref, definer);
    return key && methods.get(key)!.method.code ? key : undefined;
  };
  /** What an abstract method may be: in the classes below, what each has itself or from above, those below a class without it as well. */
  const below = (owner: string, ref: MethodRef): string[] => {
    const found = new Set<string>();
    const queue = [...(implementers.get(owner) ?? [])];
    for (let i = 0; i < queue.length && i < DESCENDANTS && found.size < IMPLEMENTERS; i++) {
      const key = codeOf(queue[i]!, ref);
      if (key) found.add(key);
      else queue.push(...(implementers.get(queue[i]!) ?? []));
    }
    // In a minified package stand the types of all callbacks; those who create one lead to it, not all who call one. A class that
    // leaves a method to those below it is no callback.
    const isInterface = ((classes.byName.get(owner)?.definition.flags ?? 0) & INTERFACE) !== 0;
    return found.size > 1 && isInterface && classes.isRenamed(owner) ? [] : [...found];
  };
  /** `protected String title() { return ""; }` is there for those below to say something else. */
  const isHook = (key: string): boolean => {
    const { owner, method } = methods.get(key)!;
    const size = owner.source.dex.code(method.code)?.size ?? 0;
    return size <= HOOK && !(method.flags & NOT_OVERRIDDEN) && !key.includes('-><');
  };
  const find = (owner: string, ref: MethodRef): string[] => {
    if (!readable(owner)) return [];
    const key = codeOf(owner, ref);
    if (!key) return below(owner, ref);
    return (implementers.get(owner)?.length ?? 0) > 0 && isHook(key) ? [key, ...below(owner, ref)] : [key];
  };
  const resolve = (ref: MethodRef): string[] => {
    const keys = resolved.get(ref) ?? find(dotted(ref.owner), ref);
    resolved.set(ref, keys);
    return keys;
  };
  return { keysOf, resolve, method: (key) => methods.get(key), implementers: (name) => implementers.get(name) ?? [] };
}

function surroundings(
  classes: Classes,
  resources: Resources,
  { resolve, keysOf }: MethodTable,
  ancestors: Ancestors,
): Surroundings {
  const constants = new Map<string, Constants>();
  const constant = (owner: string, name: string): string | number | undefined => {
    const read = constants.get(owner);
    if (read) return read.get(name);
    const found = classes.byName.get(owner);
    const fresh: Constants = new Map();
    constants.set(owner, fresh);
    if (found && found.owner !== 'third-party') constantsOf(found, constant, fresh);
    return fresh.get(name);
  };
  const known = new Map<number, { type: string; text?: string } | undefined>();
  const sinks = new Map<MethodRef, (Sink | undefined)[]>();
  return {
    resolve,
    callbacks: (name) => [...keysOf(name)].filter((key) => !/-><|\(\)$/.test(key)),
    sinks: (callee) => {
      const known = sinks.get(callee);
      if (known) return known;
      const found = callee.params.map((_, index) => sinkOf(callee, index, ancestors));
      sinks.set(callee, found);
      return found;
    },
    ancestors,
    declared: declaringFields(classes, ancestors),
    resource: (id) => {
      if (!known.has(id)) {
        const type = resources.typeOf(id);
        known.set(id, type === undefined ? undefined : { type, ...(type === 'string' && { text: resources.string(id) }) });
      }
      return known.get(id);
    },
    resourceId: (type, name) => resources.idOf(type, name),
    constant,
  };
}

/** Finds the class a field stands in, from the one the code names upwards. Source: JVM specification, 5.4.3.2 */
function declaringFields(classes: Classes, ancestors: Ancestors): (ref: FieldRef) => FieldRef {
  const known = new Map<string, Map<string, FieldRef>>();
  const fieldsOf = (owner: string): Map<string, FieldRef> | undefined => {
    const kept = known.get(owner);
    if (kept) return kept;
    const found = classes.byName.get(owner);
    if (!found || found.owner === 'third-party') return undefined;
    const fields = new Map(found.data().fields.map(({ ref }) => [ref.name, ref]));
    known.set(owner, fields);
    return fields;
  };
  return (ref) => {
    const owner = dotted(ref.owner);
    const fields = fieldsOf(owner);
    if (!fields) return ref;
    let found = fields.get(ref.name);
    if (!found) {
      for (const above of ancestors(owner)) {
        found = fieldsOf(above)?.get(ref.name);
        if (found) break;
      }
      fields.set(ref.name, found ?? ref);
    }
    return found ?? ref;
  };
}

function groupFamilies(classes: Classes): Map<string, string[]> {
  const families = new Map<string, string[]>();
  for (const item of classes.byName.values()) {
    if (item.owner === 'third-party') continue;
    const outer = outerClass(item.name);
    const list = families.get(outer);
    if (list) list.push(item.name);
    else families.set(outer, [item.name]);
  }
  for (const [outer, list] of families) list.sort((a, b) => (a === outer ? -1 : b === outer ? 1 : a < b ? -1 : 1));
  return families;
}

function groupImplementers(classes: Classes): Map<string, string[]> {
  const out = new Map<string, string[]>();
  for (const item of classes.byName.values()) {
    if (item.owner === 'third-party') continue;
    const above = [...item.definition.interfaces, ...(item.definition.superclass ? [item.definition.superclass] : [])];
    for (const name of above.map(dotted)) {
      if (name === 'java.lang.Object') continue;
      const list = out.get(name);
      if (list) list.push(item.name);
      else out.set(name, [item.name]);
    }
  }
  return out;
}

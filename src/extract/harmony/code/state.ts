import type { ArkClass, ArkFile, ArkMethod, ModuleRecord } from '../../../decode/ark/index.js';
import type { Registers } from '../../bytecode/registers.js';
import type { Budget, UnitReading } from '../../bytecode/units.js';
import { either, type Members, type Scope, UNKNOWN, type Value } from '../../bytecode/values.js';

/** A source file as compiled: what it imports, and what its own module variables hold. */
export interface SourceFile {
  owner: ArkClass;
  record?: ModuleRecord;
  /** Module variables by the number instructions give them: their place among the exports. */
  variables: Value[];
}

/** A class of the source, by its constructor. */
export interface ClassInfo {
  id: number;
  name: string;
  parent: Value;
  source: SourceFile;
  /** Function ids of methods and accessors, by name. */
  methods: Map<string, number>;
  getters: Map<string, number>;
  /** Members of the class itself. */
  statics: Map<string, Value>;
  /** What is kept in fields of its objects. */
  fields: Map<string, Value>;
  /** Fields that are also given what cannot be told. */
  open: Set<string>;
}

/** The text of a resource by its number or name. */
export type ResourceTexts = (id: number | string) => string | undefined;

/** The state of the walk over one function. Its registers stand from `FIRST_REGISTER` on, before them the accumulator and the variables in sight. */
export interface Machine extends Registers {
  file: ArkFile;
  source: SourceFile;
  method: ArkMethod;
  classes: Map<number, ClassInfo>;
  /** `this` of the function. */
  self: Value;
  reading: ArkReading;
  budget: Budget;
  resources: ResourceTexts;
  /** What the function waits for. */
  awaited: Value;
  /** A variable was read before anything was kept in it, and then something was kept. */
  variables: { unmet: boolean; late: boolean };
}

export interface ArkReading extends UnitReading {
  /** What it uses of other source files. */
  imports: Value[];
  closures: { id: number; scope?: Scope; self?: Value }[];
}

const ACCUMULATOR = 0;
const ENVIRONMENT = 1;
const FIRST_REGISTER = 2;

/** Registers a value is kept for. */
const MAX_REGISTERS = 4096;

export function get(machine: Machine, register: number): Value {
  return machine.registers[register + FIRST_REGISTER] ?? UNKNOWN;
}

export function set(machine: Machine, register: number, value: Value): void {
  if (register < MAX_REGISTERS) machine.registers[register + FIRST_REGISTER] = value;
}

export function accumulator(machine: Machine): Value {
  return machine.registers[ACCUMULATOR] ?? UNKNOWN;
}

export function accumulate(machine: Machine, value: Value): void {
  machine.registers[ACCUMULATOR] = value;
}

/** The innermost variables in sight; where branches disagree, those of the first. */
export function environment(machine: Machine): Scope | undefined {
  const value = machine.registers[ENVIRONMENT];
  const found = value?.kind === 'choice' ? value.options[0] : value;
  return found?.kind === 'scope' ? found.scope : undefined;
}

export function setEnvironment(machine: Machine, scope: Scope | undefined): void {
  machine.registers[ENVIRONMENT] = scope ? { kind: 'scope', scope } : UNKNOWN;
}

/** A variable that is given several values may hold any of them; what it is before its first is of no interest. */
export function kept(known: Value | undefined, value: Value): Value {
  return value.kind === 'constant' && value.value === undefined ? (known ?? UNKNOWN) : either(known, value);
}

/** The class that a value is, or whose prototype it is. */
export function classOf(machine: Machine, value: Value): { info: ClassInfo; isStatic: boolean } | undefined {
  if (value.kind === 'function') return withInfo(machine.classes.get(value.id), true);
  const isPrototype = value.kind === 'member' && value.key === 'prototype' && value.object.kind === 'function';
  return isPrototype ? withInfo(machine.classes.get((value.object as { id: number }).id), false) : undefined;
}

function withInfo(info: ClassInfo | undefined, isStatic: boolean): { info: ClassInfo; isStatic: boolean } | undefined {
  return info && { info, isStatic };
}

export function newObject(machine: Machine, at: number): Members {
  const object: Members = { kind: 'object', members: new Map(), unit: machine.method.id, at };
  machine.reading.objects.push(object);
  return object;
}

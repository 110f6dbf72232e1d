import type { HermesFile } from '../../decode/hermes/index.js';
import type { Budget, UnitReading, Units } from '../bytecode/units.js';
import { GLOBAL, type Members, member, type Scope, UNKNOWN, type Value } from '../bytecode/values.js';
import { readUnit } from './machine.js';

/** A module of a Metro bundle: `__d(factory, id, dependencies)`. */
export interface Module {
  id: number;
  factory: number;
  dependencies: number[];
  /** `{ exports: … }`, as the module is handed it. */
  object: Members;
}

/** A bundle with every function read once. */
export interface Program extends Units {
  file: HermesFile;
  modules: Map<number, Module>;
  /** Module a function belongs to; none for what stands outside all modules. */
  moduleOf(unit: number): number | undefined;
  /** Functions whose instructions were not read to their end. */
  unread: number;
}

/** Enough for every bundle whose functions do not overlap, and a bound for those that do. */
const STEPS_PER_BYTE = 1;
const LEAST_STEPS = 1_000_000;

export function readProgram(file: HermesFile): Program {
  const budget: Budget = { left: Math.max(LEAST_STEPS, file.bytes.length * STEPS_PER_BYTE) };
  const units = new Map<number, UnitReading>();
  const modules = new Map<number, Module>();
  const owners = new Map<number, number>();
  let unread = 0;
  const read = (id: number, scope: Scope | undefined, module?: Module): UnitReading | undefined => {
    const unit = units.has(id) || budget.left <= 0 ? undefined : file.function(id);
    if (!unit) return undefined;
    const reading = readUnit(file, unit, budget, scope, module && parametersOf(module));
    units.set(id, reading);
    if (module) owners.set(id, module.id);
    if (!reading.whole) unread++;
    return reading;
  };
  // Depth first, so that a function is read after what its scope holds.
  const readTree = (root: { id: number; scope?: Scope }, module?: Module): void => {
    const waiting: { id: number; scope?: Scope; module?: Module }[] = [{ ...root, ...(module && { module }) }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const reading = read(next.id, next.scope, next.module);
      if (!reading) continue;
      if (module) owners.set(next.id, module.id);
      waiting.push(...reading.closures.toReversed());
    }
  };
  const top = read(file.globalFunction, undefined);
  if (top) {
    const scopes = new Map(top.closures.map(({ id, scope }) => [id, scope]));
    for (const module of modulesOf(top)) {
      if (modules.has(module.id)) continue;
      modules.set(module.id, module);
      const scope = scopes.get(module.factory);
      readTree({ id: module.factory, ...(scope && { scope }) }, module);
    }
    for (const closure of top.closures) readTree(closure);
  }
  for (let id = 0; id < file.counts.functions && budget.left > 0; id++) readTree({ id });
  unread += file.counts.functions - units.size;
  const program: Program = {
    file,
    units,
    modules,
    moduleOf: (unit) => owners.get(unit),
    children: (unit) => units.get(unit)?.closures.map(({ id }) => id) ?? [],
    nameOf: (unit) => file.strings.text(file.function(unit)?.name ?? -1) ?? '',
    resolve: (value) => resolve(program, value, 0),
    unread,
  };
  return program;
}

function modulesOf(top: UnitReading): Module[] {
  return top.calls.flatMap(({ callee, args, at }) => {
    const [factory, id, dependencies] = args;
    if (callee.kind !== 'member' || callee.key !== '__d' || factory?.kind !== 'function') return [];
    if (id?.kind !== 'constant' || typeof id.value !== 'number') return [];
    const members = new Map<string, Value>();
    const object: Members = { kind: 'object', members, unit: factory.id, at };
    members.set('exports', { kind: 'object', members: new Map(), unit: factory.id, at });
    const items = dependencies?.kind === 'array' ? dependencies.items : [];
    const numbers = items.map((item) => (item.kind === 'constant' && typeof item.value === 'number' ? item.value : -1));
    return [{ id: id.value, factory: factory.id, dependencies: numbers, object }];
  });
}

/**
 * What Metro hands to a module: `this`, global, require, importDefault, importAll, module, exports, dependencyMap.
 * Source: facebook/metro packages/metro-runtime/src/polyfills/require.js
 */
function parametersOf(module: Module): Value[] {
  const { object, dependencies, factory } = module;
  const items = dependencies.map((value): Value => ({ kind: 'constant', value }));
  return [
    UNKNOWN,
    GLOBAL,
    { kind: 'require' },
    { kind: 'require', key: 'default' },
    { kind: 'require' },
    object,
    object.members.get('exports')!,
    { kind: 'array', items, unit: factory, at: object.at },
  ];
}

const MAX_STEPS = 24;

function resolve(program: Program, value: Value, depth: number): Value {
  if (depth > MAX_STEPS) return UNKNOWN;
  if (value.kind === 'member') {
    const base = resolve(program, value.object, depth + 1);
    if (base === value.object) return value;
    const found = fromModule(base, value.key) ?? member(base, value.key);
    return found.kind === 'unknown' ? value : resolve(program, found, depth + 1);
  }
  if (value.kind === 'module') return program.modules.get(value.id)?.object.members.get('exports') ?? value;
  if (value.kind === 'call' && value.site.args.length === 0 && !value.site.isNew) {
    const callee = resolve(program, value.site.callee, depth + 1);
    const returns = callee.kind === 'function' ? (program.units.get(callee.id)?.returns ?? []) : [];
    const [first] = returns;
    return first && returns.length === 1 && isPlain(first) ? resolve(program, first, depth + 1) : value;
  }
  return value;
}

/** `require(3).default` of a module that sets `module.exports` is all of it. */
function fromModule(base: Value, key: string): Value | undefined {
  if (key !== 'default' || (base.kind === 'object' && base.members.has('default'))) return undefined;
  return base.kind === 'module' ? undefined : base;
}

function isPlain(value: Value): boolean {
  return value.kind !== 'unknown' && value.kind !== 'parameter' && !(value.kind === 'constant' && value.value === undefined);
}

import { functionsOf } from '../../bytecode/units.js';
import type { Value } from '../../bytecode/values.js';
import { targetOf } from './navigation.js';
import type { ArkProgram } from './program.js';
import type { Screen } from './screens.js';

/** What screens lead to. */
export interface Reach {
  /** Ids of the screens that reach a function, sorted. */
  screensOf(unit: number): string[];
  /** The function runs when somebody touches something. */
  isHandled(unit: number): boolean;
  /** Screen id → screens (or `app`) that lead to it. */
  from: Map<string, Set<string>>;
  reachable: Set<string>;
}

export function readReach(
  program: ArkProgram,
  isOwn: (unit: number) => boolean,
  screens: readonly Screen[],
  handlers: readonly Value[],
): Reach {
  const edges = new Map<number, number[]>();
  const next = (unit: number): number[] => {
    const known = edges.get(unit);
    if (known) return known;
    const found = isOwn(unit) ? references(program, unit) : [];
    edges.set(unit, found);
    return found;
  };
  const byUnit = new Map<number, Set<string>>();
  for (const screen of screens) for (const unit of closed(screen.roots, next)) added(byUnit, unit, screen.id);
  addTables(program, byUnit);
  addSources(program, byUnit);
  const handled = closed(
    handlers.flatMap((handler) => functionsOf(program, handler)),
    next,
  );
  const from = edgesOf(program, screens, byUnit);
  return {
    screensOf: (unit) => [...(byUnit.get(unit) ?? [])].sort(),
    isHandled: (unit) => handled.has(unit),
    from,
    reachable: reachableFrom(from),
  };
}

function added<K>(map: Map<K, Set<string>>, key: K, value: string): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}

function closed(roots: readonly number[], next: (unit: number) => number[]): Set<number> {
  const seen = new Set<number>();
  const waiting = [...roots];
  for (let unit = waiting.pop(); unit !== undefined; unit = waiting.pop()) {
    if (seen.has(unit)) continue;
    seen.add(unit);
    waiting.push(...next(unit));
  }
  return seen;
}

const FEW = 3;

/** Tables that a source file exports, menus and the like, belong to the few screens whose functions use them. */
function addTables(program: ArkProgram, byUnit: Map<number, Set<string>>): void {
  const users = new Map<number, Set<string>>();
  for (const [unit, ids] of byUnit)
    for (const value of program.units.get(unit)?.imports ?? []) {
      const found = value.kind === 'import' ? program.resolve(value) : value;
      if (found.kind === 'array' || found.kind === 'object') for (const id of ids) added(users, found.unit, id);
    }
  for (const [unit, ids] of users) if (ids.size <= FEW && !byUnit.has(unit)) byUnit.set(unit, ids);
}

/** Tables of texts that a source file keeps outside its functions belong to the few screens that it serves. */
function addSources(program: ArkProgram, byUnit: Map<number, Set<string>>): void {
  for (const { owner } of program.sources) {
    const main = owner.methods.find(({ name }) => name === 'func_main_0');
    if (!main || byUnit.has(main.id)) continue;
    const ids = new Set(owner.methods.flatMap(({ id }) => [...(byUnit.get(id) ?? [])]));
    if (ids.size > 0 && ids.size <= FEW) byUnit.set(main.id, ids);
  }
}

/** Functions that a function makes, calls or hands over; the methods of a class it makes objects of. */
function references(program: ArkProgram, unit: number): number[] {
  const out = new Set(program.children(unit));
  const add = (value: Value): void => {
    for (const id of functionsOf(program, value)) {
      out.add(id);
      const info = program.classes.get(id);
      for (const method of [...(info?.methods.values() ?? []), ...(info?.getters.values() ?? [])]) out.add(method);
    }
  };
  for (const { callee, args } of program.units.get(unit)?.calls ?? []) {
    add(callee);
    for (const argument of args) {
      add(argument);
      if (argument.kind === 'object') for (const member of argument.members.values()) if (member.kind === 'function') add(member);
    }
  }
  return [...out];
}

function edgesOf(program: ArkProgram, screens: readonly Screen[], byUnit: Map<number, Set<string>>): Map<string, Set<string>> {
  const from = new Map(screens.map(({ id }) => [id, new Set<string>()]));
  for (const { id, first } of screens) if (first) from.get(id)!.add('app');
  for (const [unit, reading] of program.units)
    for (const site of reading.calls) {
      const target = targetOf(program, site);
      const known = target === undefined ? undefined : from.get(target);
      if (known) for (const source of byUnit.get(unit) ?? []) if (source !== target) known.add(source);
    }
  // Paths in tables: `{ title: '签到', url: 'pages/Sign' }`.
  for (const [unit, reading] of program.units)
    for (const { text } of reading.texts) {
      const known = from.get(text.replace(/^\//, ''));
      if (known) for (const source of byUnit.get(unit) ?? []) if (source !== text) known.add(source);
    }
  return from;
}

function reachableFrom(from: Map<string, Set<string>>): Set<string> {
  const seen = new Set(['app']);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [id, sources] of from)
      if (!seen.has(id) && [...sources].some((source) => seen.has(source))) {
        seen.add(id);
        grown = true;
      }
  }
  return seen;
}

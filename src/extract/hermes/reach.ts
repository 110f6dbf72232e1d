import { functionsOf } from '../bytecode/units.js';
import { type CallSite, memberOf, type Value } from '../bytecode/values.js';
import type { Element } from './elements.js';
import type { Program } from './program.js';
import { isScreenElement, type Screen, targetsOf } from './screens.js';

/** What screens lead to. */
export interface Reach {
  /** Ids of the screens that reach a function, sorted. */
  screensOf(unit: number): string[];
  /** The function runs when somebody touches an element. */
  isHandled(unit: number): boolean;
  /** Screen id → screens (or `app`) that lead to it. */
  from: Map<string, Set<string>>;
  reachable: Set<string>;
}

export function readReach(
  program: Program,
  isOwn: (unit: number) => boolean,
  screens: Screen[],
  elements: Map<CallSite, Element>,
  handlers: Value[],
): Reach {
  const edges = new Map<number, number[]>();
  const methods = methodsOf(program, isOwn);
  const next = (unit: number): number[] => {
    const known = edges.get(unit);
    if (known) return known;
    const found = isOwn(unit) ? [...references(program, unit, elements), ...(methods.get(unit) ?? [])] : [];
    edges.set(unit, found);
    return found;
  };
  const byUnit = new Map<number, Set<string>>();
  for (const screen of screens) for (const unit of closed(screen.roots, next)) added(byUnit, unit, screen.id);
  addModules(program, byUnit);
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

/** Tables of texts and menus that a module keeps outside its functions belong to the few screens that it shows. */
function addModules(program: Program, byUnit: Map<number, Set<string>>): void {
  const byModule = new Map<number, Set<string>>();
  for (const [unit, ids] of byUnit) {
    const module = program.moduleOf(unit);
    if (module !== undefined) for (const id of ids) added(byModule, module, id);
  }
  for (const [module, ids] of byModule) {
    const factory = program.modules.get(module)?.factory;
    if (factory !== undefined && ids.size <= FEW && !byUnit.has(factory)) byUnit.set(factory, ids);
  }
}

const FEW = 3;

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

/** Functions that a function creates, calls, shows as elements, or hands over; screens it registers are not its own. */
function references(program: Program, unit: number, elements: Map<CallSite, Element>): number[] {
  const out = new Set(program.children(unit));
  const reading = program.units.get(unit);
  for (const site of reading?.calls ?? []) {
    const element = elements.get(site);
    if (element && isScreenElement(element.name)) continue;
    for (const id of functionsOf(program, site.callee)) out.add(id);
    for (const argument of site.args) for (const id of functionsOf(program, argument)) out.add(id);
    if (element) for (const value of element.props.values()) for (const id of functionsOf(program, value)) out.add(id);
  }
  return [...out];
}

/**
 * Functions that are methods of a class, by its constructor: put on its prototype, or handed with it to the helper that compiled
 * classes use, `createClass(Foo, [{ key, value }])`.
 */
function methodsOf(program: Program, isOwn: (unit: number) => boolean): Map<number, number[]> {
  const out = new Map<number, number[]>();
  const add = (owner: Value, value: Value): void => {
    const known = owner.kind === 'function' ? (out.get(owner.id) ?? []) : undefined;
    if (known && owner.kind === 'function') out.set(owner.id, [...known, ...functionsOf(program, value)]);
  };
  for (const [id, unit] of program.units) {
    if (!isOwn(id)) continue;
    for (const { object, value } of unit.stores) {
      if (object.kind === 'object' && object.owner) add(object.owner, value);
      if (object.kind === 'member' && object.key === 'prototype') add(object.object, value);
    }
    for (const { args } of unit.calls)
      for (const table of args.slice(1))
        for (const item of table.kind === 'array' ? table.items.slice(0, MAX_METHODS) : []) {
          const value = memberOf(item, 'value');
          if (value && memberOf(item, 'key')) add(args[0]!, value);
        }
  }
  return out;
}

const MAX_METHODS = 500;

function edgesOf(program: Program, screens: Screen[], byUnit: Map<number, Set<string>>): Map<string, Set<string>> {
  const ids = new Set(screens.map(({ id }) => id));
  const from = new Map(screens.map(({ id }) => [id, new Set<string>()]));
  for (const screen of screens) {
    if (!screen.first) continue;
    const holders = [...(byUnit.get(screen.unit) ?? [])].filter((id) => id !== screen.id);
    for (const holder of holders.length > 0 ? holders : ['app']) from.get(screen.id)!.add(holder);
  }
  for (const [unit, reading] of program.units)
    for (const site of reading.calls)
      for (const target of targetsOf(program, site, ids))
        for (const source of byUnit.get(unit) ?? []) if (source !== target) from.get(target)!.add(source);
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

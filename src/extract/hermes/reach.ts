import { added, type ByUnit, FEW, followScreens, type Reach } from '../bytecode/reach.js';
import { functionsOf } from '../bytecode/units.js';
import { type CallSite, memberOf, type Value } from '../bytecode/values.js';
import type { Element } from './elements.js';
import type { Program } from './program.js';
import { isScreenElement, type Screen, targetsOf } from './screens.js';

export function readReach(
  program: Program,
  isOwn: (unit: number) => boolean,
  screens: Screen[],
  elements: Map<CallSite, Element>,
  handlers: Value[],
): Reach {
  const methods = methodsOf(program, isOwn);
  const touched = handlers.flatMap((handler) => functionsOf(program, handler));
  return followScreens(screens, touched, {
    references: (unit) => (isOwn(unit) ? [...references(program, unit, elements), ...(methods.get(unit) ?? [])] : []),
    complete: (byUnit) => addModules(program, byUnit),
    edges: (byUnit) => edgesOf(program, screens, byUnit),
  });
}

/** Tables of texts and menus that a module keeps outside its functions belong to the few screens that it shows. */
function addModules(program: Program, byUnit: ByUnit): void {
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

function edgesOf(program: Program, screens: Screen[], byUnit: ByUnit): Map<string, Set<string>> {
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

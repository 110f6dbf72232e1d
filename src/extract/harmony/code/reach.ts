import { added, type ByUnit, FEW, followScreens, type Reach } from '../../bytecode/reach.js';
import { functionsOf } from '../../bytecode/units.js';
import type { Value } from '../../bytecode/values.js';
import { targetOf } from './navigation.js';
import type { ArkProgram } from './program.js';
import type { Screen } from './screens.js';

export function readReach(
  program: ArkProgram,
  isOwn: (unit: number) => boolean,
  screens: readonly Screen[],
  handlers: readonly Value[],
): Reach {
  const touched = handlers.flatMap((handler) => functionsOf(program, handler));
  return followScreens(screens, touched, {
    references: (unit) => (isOwn(unit) ? references(program, unit) : []),
    complete: (byUnit) => {
      addTables(program, byUnit);
      addSources(program, byUnit);
    },
    edges: (byUnit) => edgesOf(program, screens, byUnit),
  });
}

/** Tables that a source file exports, menus and the like, belong to the few screens whose functions use them. */
function addTables(program: ArkProgram, byUnit: ByUnit): void {
  const users = new Map<number, Set<string>>();
  for (const [unit, ids] of byUnit)
    for (const value of program.units.get(unit)?.imports ?? []) {
      const found = value.kind === 'import' ? program.resolve(value) : value;
      if (found.kind === 'array' || found.kind === 'object') for (const id of ids) added(users, found.unit, id);
    }
  for (const [unit, ids] of users) if (ids.size <= FEW && !byUnit.has(unit)) byUnit.set(unit, ids);
}

/** Tables of texts that a source file keeps outside its functions belong to the few screens that it serves. */
function addSources(program: ArkProgram, byUnit: ByUnit): void {
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

function edgesOf(program: ArkProgram, screens: readonly Screen[], byUnit: ByUnit): Map<string, Set<string>> {
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

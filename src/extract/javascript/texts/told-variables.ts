import type { Node } from '@babel/types';
import { keyName } from '../../../decode/javascript/names.js';
import type { ScriptModule, Unit } from '../module/model.js';
import { ownerOf } from '../module/units.js';
import type { Place } from './places.js';

/** Where a call shows what it is given under a key; `go-on` where that does not tell. */
type Reader = (callee: string, key: string | undefined) => Place | undefined | 'go-on';

const TOLD: ReadonlySet<Place['position']> = new Set<Place['position']>(['page-title', 'toast', 'dialog']);

const toldBy = new WeakMap<ScriptModule, Map<Unit, Map<string, Place>>>();

/**
 * Where a variable is told to a person that a text is put into: `title = '我要投诉'` of `let title = ''; switch (kind) { … }
 * setNavigationBarTitle({ title })`. What is only set on the page may be anything.
 */
export function toldAs(name: string, unit: Unit, read: Reader): Place | undefined {
  const owner = ownerOf(name, unit);
  return owner && toldIn(unit.module, read).get(owner)?.get(name);
}

/** Variables by the function they belong to, and where the first call that is given them shows them. */
function toldIn(module: ScriptModule, read: Reader): Map<Unit, Map<string, Place>> {
  const known = toldBy.get(module);
  if (known) return known;
  const found = new Map<Unit, Map<string, Place>>();
  toldBy.set(module, found);
  for (const { callee, node, unit } of module.calls)
    for (const { name, key } of namesGiven(node.arguments as Node[])) {
      const place = read(callee, key);
      const owner = place && place !== 'go-on' && TOLD.has(place.position) ? ownerOf(name, unit) : undefined;
      if (!owner) continue;
      const names = found.get(owner) ?? new Map<string, Place>();
      found.set(owner, names);
      if (!names.has(name)) names.set(name, place as Place);
    }
  return found;
}

/** Names among the arguments of a call and in the objects it is given. */
function namesGiven(args: readonly Node[]): { name: string; key?: string }[] {
  return args.flatMap((arg): { name: string; key?: string }[] => {
    if (arg.type === 'Identifier') return [{ name: arg.name }];
    if (arg.type !== 'ObjectExpression') return [];
    return arg.properties.flatMap((item) =>
      item.type === 'ObjectProperty' && item.value.type === 'Identifier' ? [{ name: item.value.name, key: keyName(item) }] : [],
    );
  });
}

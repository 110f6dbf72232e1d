import type { Node } from '@babel/types';
import { pushTo } from '../../multimap.js';
import type { ImportBinding, ScriptModule, Unit } from './model.js';

/** Where the functions of a module are. Modules may hold thousands, and are asked about each of them: none of it may take a walk over all. */
interface UnitIndex {
  byNode: Map<Node, Unit>;
  inner: Map<Unit, Unit[]>;
  /** By start, an outer one before those inside it: a walk may meet the test of a loop before its body. */
  sorted: Unit[];
  /** For each of `sorted`, the place of the one around it in the text; -1 where there is none. */
  around: number[];
}

const indexes = new WeakMap<ScriptModule, UnitIndex>();

function indexOf(module: ScriptModule): UnitIndex {
  const known = indexes.get(module);
  if (known) return known;
  const sorted = [...module.units].sort((a, b) => a.start - b.start || b.end - a.end);
  const index: UnitIndex = { byNode: new Map(), inner: new Map(), sorted, around: aroundEach(sorted) };
  for (const unit of module.units) {
    index.byNode.set(unit.node, unit);
    if (unit.parent) pushTo(index.inner, unit.parent, unit);
  }
  indexes.set(module, index);
  return index;
}

function aroundEach(sorted: readonly Unit[]): number[] {
  const open: number[] = [];
  return sorted.map(({ end }, place) => {
    while (open.length > 0 && sorted[open.at(-1)!]!.end < end) open.pop();
    const around = open.at(-1) ?? -1;
    open.push(place);
    return around;
  });
}

/** The unit of a function. */
export function unitOfFunction(module: ScriptModule, node: Node): Unit | undefined {
  return indexOf(module).byNode.get(node);
}

/** The functions written directly in another. */
export function innerUnits(unit: Unit): readonly Unit[] {
  return indexOf(unit.module).inner.get(unit) ?? [];
}

/** The innermost unit a node stands in; the module's own where there is none. */
export function unitAt(module: ScriptModule, node: Node): Unit {
  const { sorted, around } = indexOf(module);
  const end = node.end ?? 0;
  let place = lastFrom(sorted, node.start ?? 0);
  while (place >= 0 && sorted[place]!.end < end) place = around[place]!;
  return sorted[place] ?? module.top;
}

/** The function that declares a name or takes it as its parameter, or the module's top. */
export function ownerOf(name: string, unit: Unit): Unit | undefined {
  for (let scope: Unit | undefined = unit; scope; scope = scope.parent)
    if (scope.locals.has(name) || scope.params.includes(name)) return scope;
  return undefined;
}

/** What people call `this` where a function inside needs it. */
const SELF = /^(this|that|self|vm|me|page|_self|_this\d*)$/;

/** Whether a name is `this` of the page or component: by what people call it, or as the variable it was put into. */
export function isSelf(unit: Unit, name: string): boolean {
  if (SELF.test(name)) return true;
  const [first] = ownerOf(name, unit)?.locals.get(name) ?? [];
  return first?.type === 'ThisExpression';
}

/** What a name is imported from where a unit uses it: a parameter or variable of the same name hides the module's import. */
export function importOf(unit: Unit, name: string): (ImportBinding & { from: ScriptModule }) | undefined {
  for (let scope: Unit | undefined = unit; scope?.parent; scope = scope.parent)
    if (scope.params.includes(name) || scope.locals.has(name)) return undefined;
  const { module } = unit;
  const binding = module.imports.get(name);
  if (binding) return { from: module, ...binding };
  // A component that is read by itself uses what the module around it imports.
  return module.outer && !module.top.locals.has(name) ? importOf(module.outer, name) : undefined;
}

/** Of things sorted by where they start, the last one that starts at or before an offset; -1 where there is none. */
export function lastFrom(sorted: readonly { start: number }[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

import type { Node } from '@babel/types';
import type { Subject } from '../../../facts/types.js';
import type { Application } from '../application/application.js';
import { stateValues } from '../module/hook-states.js';
import type { ScriptModule, Unit } from '../module/model.js';
import { refScope } from '../module/refs.js';
import { lastFrom, unitAt } from '../module/units.js';
import { type Control, controlsOf, isWithin } from './control.js';
import type { Tested, TestReader } from './gate.js';
import { subjectNamed } from './origin.js';
import { booleanOf } from './values.js';

/** Values given to one name that are looked at. */
export const MAX_VALUES = 12;

/**
 * What a flag was set by, where that is a bound: `if (distance > range) this.inRange = false`, `inRange: distance <= range`.
 * @param testsOf reads the test of the decision a flag was set in
 * @param wanted the value the flag must have to go on
 */
export function flagTests(
  testsOf: TestReader,
  app: Application,
  name: string,
  unit: Unit,
  wanted: boolean,
  depth: number,
): Tested[] {
  const flag = name.replace(/\.value$/, '');
  const key = flag.split('.').at(-1)!;
  // A ref is told by where it is declared, however short its name.
  const scope = flag === key ? refScope(key, unit) : undefined;
  if (depth > 3 || (!scope && key.length < 2)) return [];
  const tests = (values: readonly Node[]): Tested[] =>
    values.slice(0, MAX_VALUES).flatMap((value) => {
      const literal = booleanOf(value);
      return literal === undefined
        ? testsOf(app, value, unitAt(unit.module, value), !wanted, depth + 2)
        : settingTests(testsOf, app, value, literal === wanted, unit, depth);
    });
  const kept = scope
    ? (scope.locals.get(key) ?? []).slice(1)
    : [...(unit.module.members.get(key) ?? []), ...(flag === key ? stateValues(key, unit) : [])];
  const isBound = (test: Tested): boolean => test.shape === 'range';
  const found =
    tests(kept).find((test) => isBound(test) || isBrought(test, unit)) ??
    // What a local was set by is told where it was set.
    (flag === key && !scope ? tests(localValues(key, unit)).find(isBound) : undefined);
  return found ? [found] : [];
}

/** Things that a flag speaks for only where they are there: a list of photos, a recording. */
function isBrought(test: Tested, unit: Unit): boolean {
  const subject = test.subject ?? subjectNamed(test, unit);
  return subject !== undefined && BROUGHT.has(subject);
}

const BROUGHT: ReadonlySet<Subject> = new Set<Subject>(['photo', 'video', 'audio', 'face']);

export function localValues(name: string, unit: Unit): Node[] {
  for (let scope: Unit | undefined = unit; scope; scope = scope.parent) {
    const values = scope.locals.get(name);
    if (values) return values;
  }
  return [];
}

/** The tests of the decision that a value is set in; `good` values are those that let a person go on. */
export function settingTests(
  testsOf: TestReader,
  app: Application,
  value: Node,
  good: boolean,
  unit: Unit,
  depth: number,
): Tested[] {
  const around = innermost(unit.module, value);
  return around ? testsOf(app, around.control.test, around.control.unit, around.holds !== good, depth + 2) : [];
}

/** The decisions of a module by where they start, and how far the arms of each and of those before it reach. Arms need not nest. */
interface Reaching {
  controls: { start: number; control: Control }[];
  furthest: number[];
}

const reaching = new WeakMap<ScriptModule, Reaching>();

function reachingOf(module: ScriptModule): Reaching {
  const known = reaching.get(module);
  if (known) return known;
  const controls = controlsOf(module)
    .map((control) => ({ start: control.node.start ?? 0, control }))
    .sort((a, b) => a.start - b.start);
  let end = 0;
  const furthest = controls.map(({ control: { whenTrue, whenFalse } }) => {
    for (const arm of [whenTrue, whenFalse]) for (const node of arm?.nodes ?? []) end = Math.max(end, node.end ?? 0);
    return end;
  });
  const found = { controls, furthest };
  reaching.set(module, found);
  return found;
}

/** The last decision before a node that has it in one of its arms. */
function innermost(module: ScriptModule, node: Node): { control: Control; holds: boolean } | undefined {
  const { controls, furthest } = reachingOf(module);
  const end = node.end ?? 0;
  for (let place = lastFrom(controls, node.start ?? 0); place >= 0 && furthest[place]! >= end; place--) {
    const { control } = controls[place]!;
    if (isWithin(control.whenTrue, node)) return { control, holds: true };
    if (isWithin(control.whenFalse, node)) return { control, holds: false };
  }
  return undefined;
}

import type { CallExpression, Node } from '@babel/types';
import { dottedName, keyName, unwrap } from '../../../decode/javascript/names.js';
import { walk } from '../../../decode/javascript/walk.js';
import { type Application, calledUnits } from '../application.js';
import type { Unit } from '../model.js';
import { isFunction, unitAt } from '../nodes.js';
import { type Arm, type Control, controlsOf } from './control.js';
import type { Tested, TestReader } from './gate.js';
import { callsWithin } from './guards.js';
import { subjectNamed } from './origin.js';
import { booleanOf } from './values.js';

const MAX_VALUES = 12;

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
  const key = name.split('.').at(-1)!;
  if (depth > 3 || key.length < 2) return [];
  const values = [...(unit.module.members.get(key) ?? []), ...(name === key ? localValues(key, unit) : [])];
  const tests = values.slice(0, MAX_VALUES).flatMap((value) => {
    const literal = booleanOf(value);
    return literal === undefined
      ? testsOf(app, value, unitAt(unit.module, value), !wanted, depth + 2)
      : settingTests(testsOf, app, value, literal === wanted, unit, depth);
  });
  return tests.filter((test) => test.shape === 'range').slice(0, 1);
}

/**
 * What a member of an answer was set by: `const here = await locate(); if (!here.valid)`, where `locate` answers with
 * `{ valid: distance <= radius }` or with a literal in one way of such a test.
 */
export function memberOfAnswer(testsOf: TestReader, app: Application, name: string, unit: Unit, depth: number): Tested[] {
  const [root, member, ...rest] = name.split('.');
  if (depth > 3 || !root || !member || rest.length > 0) return [];
  const calls = localValues(root, unit)
    .map(unwrap)
    .filter((value) => value.type === 'CallExpression');
  const targets = calls.flatMap((node) => {
    const call = callsWithin(unit, [node]).find((item) => item.node === node);
    return call ? calledUnits(app, call).slice(0, 2) : [];
  });
  const tests = targets.flatMap((target) =>
    membersReturned(target, member).flatMap((value) => {
      const literal = booleanOf(value);
      return literal === undefined
        ? testsOf(app, value, target, false, depth + 2)
        : settingTests(testsOf, app, value, literal, target, depth);
    }),
  );
  return tests.filter((test) => test.shape === 'range').slice(0, 1);
}

/** Values that a function's answers, written as objects, give to a member. */
function membersReturned(target: Unit, member: string): Node[] {
  const values: Node[] = [];
  walk(target.node, (node) => {
    if (node !== target.node && isFunction(node)) return false;
    if (node.type === 'ReturnStatement' && node.argument?.type === 'ObjectExpression')
      for (const part of node.argument.properties)
        if (part.type === 'ObjectProperty' && keyName(part) === member) values.push(part.value);
    return undefined;
  });
  return values.slice(0, MAX_VALUES);
}

function localValues(name: string, unit: Unit): Node[] {
  for (let scope: Unit | undefined = unit; scope; scope = scope.parent) {
    const values = scope.locals.get(name);
    if (values) return values;
  }
  return [];
}

/** The tests of the decision that a value is set in; `good` values are those that let a person go on. */
function settingTests(testsOf: TestReader, app: Application, value: Node, good: boolean, unit: Unit, depth: number): Tested[] {
  const around = innermost(controlsOf(unit.module), value);
  return around ? testsOf(app, around.control.test, around.control.unit, around.holds !== good, depth + 2) : [];
}

function innermost(controls: Control[], node: Node): { control: Control; holds: boolean } | undefined {
  let best: { control: Control; holds: boolean } | undefined;
  for (const control of controls) {
    if ((control.node.start ?? 0) > (node.start ?? 0)) break;
    if (isWithin(control.whenTrue, node)) best = { control, holds: true };
    else if (isWithin(control.whenFalse, node)) best = { control, holds: false };
  }
  return best;
}

function isWithin(arm: Arm | undefined, node: Node): boolean {
  return arm?.nodes.some((part) => (part.start ?? 0) <= (node.start ?? 0) && (part.end ?? 0) >= (node.end ?? 0)) === true;
}

/** What a function of the app tests to give its answer: `if (!this.hasPhotos())`, `if (!this.isInRange(here))`. */
export function callTests(
  testsOf: TestReader,
  app: Application,
  node: CallExpression,
  unit: Unit,
  holds: boolean,
  depth: number,
): Tested[] {
  const name = node.callee.type === 'V8IntrinsicIdentifier' ? '' : (dottedName(node.callee) ?? '');
  const call = depth > 3 ? undefined : callsWithin(unit, [node]).find((item) => item.node === node);
  const targets = call ? calledUnits(app, call) : [];
  const tests = targets.slice(0, 2).flatMap((target) => answerTests(testsOf, app, target, holds, depth));
  if (tests.length > 0) return tests;
  return !holds && subjectNamed({ name }, unit) === 'distance' ? [{ name, shape: 'range', subject: 'distance' }] : [];
}

/** Tests behind the values a function returns, as long as they name what they test. */
function answerTests(testsOf: TestReader, app: Application, target: Unit, holds: boolean, depth: number): Tested[] {
  const values: Node[] = [];
  walk(target.node, (node) => {
    if (node !== target.node && isFunction(node)) return false;
    if (node.type === 'ReturnStatement' && node.argument) values.push(node.argument);
    return undefined;
  });
  return values
    .slice(0, MAX_VALUES)
    .flatMap((value) => {
      const literal = booleanOf(value);
      return literal === undefined
        ? testsOf(app, value, target, holds, depth + 2)
        : settingTests(testsOf, app, value, literal !== holds, target, depth);
    })
    .flatMap((test) => {
      const subject = test.subject ?? subjectNamed(test, target);
      return subject && subject !== 'login' && subject !== 'permission' ? [{ ...test, subject }] : [];
    });
}

import type { CallExpression, Node } from '@babel/types';
import { dottedName, isFunction, keyName, unwrap } from '../../../decode/javascript/names.js';
import { walk } from '../../../decode/javascript/walk.js';
import type { Application } from '../application/application.js';
import { calledUnits } from '../application/call-graph.js';
import type { Unit } from '../module/model.js';
import { isSelf, unitOfFunction } from '../module/units.js';
import { localValues, MAX_VALUES, settingTests } from './flags.js';
import type { Tested, TestReader } from './gate.js';
import { callsWithin } from './guards.js';
import { isOneKind, subjectNamed } from './origin.js';
import { booleanOf, isConstant } from './values.js';

/** Functions of one name that are asked for their answers. */
const MAX_TARGETS = 2;

/** Functions of the app that a call runs; names in it mean what they mean in `unit`. */
function targetsOf(app: Application, node: Node, unit: Unit): Unit[] {
  const call = callsWithin(unit, [node]).find((item) => item.node === node);
  return call ? calledUnits(app, { ...call, unit }).slice(0, MAX_TARGETS) : [];
}

/** Values that a function answers with. */
function answersOf({ node }: Unit): Node[] {
  const values: Node[] =
    node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement' ? [unwrap(node.body)] : [];
  walk(node, (inner) => {
    if (inner !== node && isFunction(inner)) return false;
    if (inner.type === 'ReturnStatement' && inner.argument) values.push(unwrap(inner.argument));
    return undefined;
  });
  return values;
}

/** A value, or both of those that it chooses between. */
function eitherOf(value: Node): Node[] {
  const inner = unwrap(value);
  return inner.type === 'ConditionalExpression' ? [...eitherOf(inner.consequent), ...eitherOf(inner.alternate)] : [inner];
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
  const tests = calls
    .flatMap((node) => targetsOf(app, node, unit))
    .flatMap((target) =>
      membersAnswered(target, member).flatMap((value) => {
        const literal = booleanOf(value);
        return literal === undefined
          ? testsOf(app, value, target, false, depth + 2)
          : settingTests(testsOf, app, value, literal, target, depth);
      }),
    );
  return tests.filter((test) => test.shape === 'range').slice(0, 1);
}

/** Values that a function's answers, written as objects, give to a member. */
function membersAnswered(target: Unit, member: string): Node[] {
  return answersOf(target)
    .flatMap(eitherOf)
    .flatMap((answer) => (answer.type === 'ObjectExpression' ? answer.properties : []))
    .flatMap((part) => (part.type === 'ObjectProperty' && keyName(part) === member ? [part.value] : []))
    .slice(0, MAX_VALUES);
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
  const tests = depth > 3 ? [] : targetsOf(app, node, unit).flatMap((target) => answerTests(testsOf, app, target, holds, depth));
  if (tests.length > 0) return tests;
  const name = node.callee.type === 'V8IntrinsicIdentifier' ? '' : (dottedName(node.callee) ?? '');
  return !holds && subjectNamed({ name }, unit) === 'distance' ? [{ name, shape: 'range', subject: 'distance' }] : [];
}

/**
 * What a computed value is made of: `this.complete`, or `complete` in a template, of `computed: { complete() { return
 * this.photos.length > 0 } }` or of a getter of a store that a page takes over; `complete.value` of `computed(() => …)`.
 */
export function computedTests(
  testsOf: TestReader,
  app: Application,
  name: string,
  unit: Unit,
  holds: boolean,
  depth: number,
): Tested[] {
  const parts = name.split('.');
  const self = parts.length > 1 && isSelf(unit, parts[0]!);
  const [key, ...rest] = self ? parts.slice(1) : parts;
  if (!key || rest.length > 1 || (rest.length === 1 && rest[0] !== 'value') || depth > 3) return [];
  const made = self ? [] : localValues(key, unit).flatMap((value) => computedUnit(value, unit) ?? []);
  const inTemplate = unit === unit.module.top && !unit.locals.has(key);
  const targets = made.length > 0 ? made : self || inTemplate ? (unit.module.unitsByName.get(key) ?? []) : [];
  return targets.slice(0, MAX_TARGETS).flatMap((target) => answerTests(testsOf, app, target, holds, depth));
}

/** The function behind `computed(() => …)`, `useMemo(() => …, [photos])`. */
function computedUnit(value: Node, { module }: Unit): Unit | undefined {
  const call = unwrap(value);
  if (call.type !== 'CallExpression' || !/(^|\.)(computed|useMemo|useComputed)$/.test(dottedName(call.callee as Node) ?? ''))
    return undefined;
  const [made] = call.arguments;
  return made && isFunction(made as Node) ? unitOfFunction(module, made as Node) : undefined;
}

/**
 * Tests behind the values a function returns, as long as they name what they test. Of several ways to be let on, `if (text)
 * return true; if (photos.length) return true; return false`, any one will do, so none of them is demanded.
 */
function answerTests(testsOf: TestReader, app: Application, target: Unit, holds: boolean, depth: number): Tested[] {
  const ways: Tested[][] = [];
  const found = answersOf(target)
    .slice(0, MAX_VALUES)
    .flatMap((value) => {
      const literal = booleanOf(value);
      if (literal === undefined) return testsOf(app, value, target, holds, depth + 2);
      const tests = settingTests(testsOf, app, value, literal !== holds, target, depth);
      if (literal !== holds && tests.length > 0) ways.push(tests);
      return tests;
    });
  const alternatives = ways.some(([test]) => !isOneKind(ways[0]![0]!, test!)) ? ways.flat() : [];
  return found.filter(({ name }) => !alternatives.some((way) => way.name === name)).flatMap((test) => demanded(test, target));
}

/**
 * What a function tests before it answers with a number or a word of its own: `if (this.check() === 2)`,
 * `const code = check(form); switch (code) { case 'photo': … }`.
 */
export function codeTests(testsOf: TestReader, app: Application, value: Node, code: Node, unit: Unit, depth: number): Tested[] {
  if (depth > 3 || !isConstant(code)) return [];
  const calls = value.type === 'Identifier' ? localValues(value.name, unit).slice(0, 1).map(unwrap) : [value];
  return calls
    .filter((node) => node.type === 'CallExpression')
    .flatMap((node) => targetsOf(app, node, unit))
    .flatMap((target) =>
      answersOf(target)
        .flatMap(eitherOf)
        .filter((answer) => isSameConstant(answer, code))
        .slice(0, MAX_VALUES)
        .flatMap((answer) => settingTests(testsOf, app, answer, false, target, depth))
        .flatMap((test) => demanded(test, target)),
    );
}

function isSameConstant(one: Node, two: Node): boolean {
  if (one.type === 'StringLiteral' || one.type === 'NumericLiteral') return one.type === two.type && one.value === two.value;
  return booleanOf(one) !== undefined && booleanOf(one) === booleanOf(two);
}

/** A test in a function that is only asked counts where it names what a person has to bring. */
function demanded(test: Tested, target: Unit): Tested[] {
  const subject = test.subject ?? subjectNamed(test, target);
  return subject && subject !== 'login' && subject !== 'permission' ? [{ ...test, subject }] : [];
}

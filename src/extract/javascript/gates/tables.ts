import type { CallExpression, Node } from '@babel/types';
import { dottedName, isFunction, keyName, unwrap, valueOfKey } from '../../../decode/javascript/names.js';
import type { Application, Located } from '../application/application.js';
import { follow } from '../application/follow.js';
import type { Unit } from '../module/model.js';
import { unitOfFunction } from '../module/units.js';
import type { Control } from './control.js';
import { localValues } from './flags.js';
import type { Tested, TestReader } from './gate.js';
import { iterationOf } from './guards.js';
import { isMachine } from './machine.js';
import { machineLoop } from './machine-loops.js';
import { arrayNode, keysOf, numberNode, parts, rowsOf } from './table-rows.js';
import { booleanOf } from './values.js';

const SEARCHES = /^(find|findIndex|findLast|some|every|filter)$/;

/** A loop over a table that the code holds: which names stand for the row, and in what way. */
interface Loop {
  table: Located;
  bind: (row: Node, index: number) => [string, Node][];
}

/** The row that the names of a unit made by `rowUnits` stand for. */
const rowOf = new WeakMap<Unit, Node>();

/**
 * The unit of a decision once for each row of the table it is asked for: within it, the names of a loop stand for what that
 * row holds. `for (const f of FIELDS) if (!form[f.key]) return toast(f.text)`, `const bad = FIELDS.find((f) => !form[f.key]);
 * if (bad) toast(bad.text)`. Undefined where no table is looped over; rows that the decision itself leaves out
 * (`f.required && !form[f.key]` of an optional one) are left out.
 */
export function rowUnits(app: Application, control: Control): Unit[] | undefined {
  const loop = loopAround(control) ?? loopOfMachine(control) ?? loopTested(control);
  const rows = loop ? rowsOf(app, loop.table) : [];
  if (!loop || rows.length === 0) return undefined;
  const units = rows.map((row, index) => rowUnit(control.unit, row, loop.bind(row, index)));
  return units.filter((unit) => {
    const search = searchIn(control.test, unit);
    const asked = search && askedBy(search, unit);
    return !isLeftOut(app, control.test, unit) && !(asked && isLeftOut(app, asked.answer, asked.unit));
  });
}

function rowUnit(unit: Unit, row: Node, names: [string, Node][]): Unit {
  const bound = new Map(names.map(([name, value]) => [name, [value]]));
  const own: Unit = { ...unit, params: [], locals: bound, parent: unit };
  rowOf.set(own, row);
  return own;
}

/** The loop a decision stands in. */
function loopAround({ ancestors, unit }: Control): Loop | undefined {
  for (let i = ancestors.length - 1; i >= 0; i--) {
    const outer = ancestors[i]!;
    if (outer.type === 'ForOfStatement' || outer.type === 'ForInStatement') {
      const target = outer.left.type === 'VariableDeclaration' ? outer.left.declarations[0]!.id : outer.left;
      const keys = outer.type === 'ForInStatement';
      return { table: { node: keys ? keysOf(outer.right) : outer.right, unit }, bind: (row) => parts(target, row) };
    }
    if (outer.type === 'ForStatement') return countedLoop(outer.test ?? undefined, unit);
  }
  const call = iterationOf(unit);
  const object = call?.node.callee.type === 'MemberExpression' ? call.node.callee.object : undefined;
  const param = isFunction(unit.node) ? unit.node.params[0] : undefined;
  return object && param ? { table: { node: object, unit: call!.unit }, bind: (row) => parts(param, row) } : undefined;
}

function loopOfMachine({ ancestors, test, unit }: Control): Loop | undefined {
  const loop = ancestors.some(isMachine) ? machineLoop(unit, test) : undefined;
  return loop && { table: { node: keysOf(loop.object), unit }, bind: (row) => [[loop.key, row]] };
}

/** `for (i = 0; i < FIELDS.length; i++) { const f = FIELDS[i]; … }` */
function countedLoop(test: Node | undefined, unit: Unit): Loop | undefined {
  if (test?.type !== 'BinaryExpression' || test.left.type !== 'Identifier') return undefined;
  const size = unwrap(test.right);
  if (size.type !== 'MemberExpression' || keyName(size) !== 'length') return undefined;
  const table = size.object;
  const counter = test.left.name;
  const rows = [...unit.locals].filter(([, [value]]) => value && isElement(value, dottedName(table), counter));
  return {
    table: { node: table, unit },
    bind: (row, index) => [[counter, numberNode(index, row)], ...rows.map(([name]) => [name, row] as [string, Node])],
  };
}

function isElement(value: Node, table: string | undefined, counter: string): boolean {
  const inner = unwrap(value);
  return (
    inner.type === 'MemberExpression' &&
    inner.property.type === 'Identifier' &&
    inner.property.name === counter &&
    dottedName(inner.object) === table
  );
}

/** The search whose result a decision tests. */
function loopTested({ test, unit }: Control): Loop | undefined {
  const found = searchIn(test, unit);
  if (!found) return undefined;
  const { name, call, callback } = found;
  const table = { node: (call.callee as Extract<Node, { type: 'MemberExpression' }>).object, unit };
  const how = methodOf(call);
  return {
    table,
    bind: (row, index) => {
      if (!name) return parts(callback.params[0]!, row);
      const value = how === 'filter' ? arrayNode(row) : how === 'findIndex' ? numberNode(index, row) : row;
      return [[name, value]];
    },
  };
}

interface Search {
  /** The local its result is kept in. */
  name?: string;
  call: CallExpression;
  callback: Extract<Node, { type: 'ArrowFunctionExpression' | 'FunctionExpression' }>;
}

/** The search that a test asks for what it found: `bad`, `bad.length > 0`, `index !== -1`, `!FIELDS.every(…)`. */
function searchIn(test: Node, unit: Unit): Search | undefined {
  const node = unwrap(test);
  if (node.type === 'UnaryExpression') return searchIn(node.argument, unit);
  if (node.type === 'BinaryExpression') return searchIn(node.left as Node, unit);
  if (node.type === 'MemberExpression' && keyName(node) === 'length') return searchIn(node.object, unit);
  if (node.type === 'Identifier') {
    const value = localValues(node.name, originalOf(unit))[0];
    const search = value && searchOf(unwrap(value));
    return search && { name: node.name, ...search };
  }
  return searchOf(node);
}

function originalOf(unit: Unit): Unit {
  return rowOf.has(unit) ? unit.parent! : unit;
}

function searchOf(call: Node): Search | undefined {
  if (call.type !== 'CallExpression' || !SEARCHES.test(methodOf(call))) return undefined;
  const [callback] = call.arguments;
  if (callback?.type !== 'ArrowFunctionExpression' && callback?.type !== 'FunctionExpression') return undefined;
  return callback.params[0] ? { call, callback } : undefined;
}

function methodOf({ callee }: CallExpression): string {
  return callee.type === 'MemberExpression' ? (keyName(callee) ?? '') : '';
}

/**
 * What is demanded where a search of a table ends with the row that `unit` stands for.
 * @param holds whether the tested expression is true; `undefined` is answered where it is no such search
 */
export function searchTests(
  testsOf: TestReader,
  app: Application,
  test: Node,
  unit: Unit,
  holds: boolean,
  depth: number,
): Tested[] | undefined {
  const search = rowOf.has(unit) ? searchIn(test, unit) : undefined;
  if (!search) return undefined;
  const asked = askedBy(search, unit);
  if (!asked) return [];
  const found = foundWhen(unwrap(test), holds);
  const every = methodOf(search.call) === 'every';
  // A search that found nothing, or a list of which all passed, stops nobody.
  if (found === every) return [];
  return testsOf(app, asked.answer, asked.unit, !every, depth + 1);
}

/** What a search asks of the row that `unit` stands for; undefined where it does more than answer. */
function askedBy({ callback }: Search, unit: Unit): { answer: Node; unit: Unit } | undefined {
  const row = rowOf.get(unit)!;
  const inside = unitOfFunction(unit.module, callback);
  const answer = callback.body.type === 'BlockStatement' ? returned(callback.body.body) : callback.body;
  return inside && answer && { answer, unit: rowUnit(inside, row, parts(callback.params[0]!, row)) };
}

function returned(statements: Node[]): Node | undefined {
  const [only] = statements;
  return statements.length === 1 && only?.type === 'ReturnStatement' ? (only.argument ?? undefined) : undefined;
}

/** Whether a test of a search's result says that something was found. */
function foundWhen(test: Node, holds: boolean): boolean {
  return test.type === 'BinaryExpression' && /^(===?|<|<=)$/.test(test.operator) ? !holds : holds;
}

/** Whether a row says of itself that the decision is not for it: `f.required && …` where it holds no such member, or `false`. */
function isLeftOut(app: Application, test: Node, unit: Unit): boolean {
  const node = unwrap(test);
  if (node.type === 'LogicalExpression' && node.operator === '&&')
    return isLeftOut(app, node.left, unit) || isLeftOut(app, node.right, unit);
  const negated = node.type === 'UnaryExpression' && node.operator === '!';
  const asked = unwrap(negated ? node.argument : node);
  if (asked.type === 'Identifier') {
    const flag = unit.locals.has(asked.name) ? booleanOf(unit.locals.get(asked.name)![0]!) : undefined;
    return flag !== undefined && flag === negated;
  }
  if (asked.type !== 'MemberExpression' || asked.object.type !== 'Identifier') return false;
  const row = unit.locals.get(asked.object.name)?.[0];
  const key = keyName(asked);
  if (row?.type !== 'ObjectExpression' || key === undefined) return false;
  const value = valueOfKey(row, key);
  const flag = value ? booleanOf(follow(app, { node: value, unit }).node) : false;
  return flag !== undefined && flag === negated;
}

import type { MemberExpression, Node } from '@babel/types';
import { dottedName, isFunction, keyName, unwrap } from '../../../decode/javascript/names.js';
import type { Application } from '../application/application.js';
import { functionsOf } from '../application/call-graph.js';
import type { Call, Unit } from '../module/model.js';
import { controlsOf } from './control.js';

/** The two ways on from a call that may fail. */
export interface Outcomes {
  failed: readonly Node[];
  /** Where the failure is told. */
  unit: Unit;
  done: readonly Node[];
}

/** `fail` beside `success`, what a promise is caught with beside what it goes on to, `catch` around an `await`. */
export function outcomesOf(app: Application, call: Call): Outcomes[] {
  const { chain, handlers } = chainOf(app, call);
  const done = nodesOf(handed(app, call, 'success'), handlers('then', 0));
  const failures = [...handed(app, call, 'fail'), ...handlers('catch', 0), ...handlers('then', 1)];
  const ways: Outcomes[] = failures.map((unit) => ({ failed: [unit.node], unit, done }));
  ways.push(...pairWays(call, handlers('then', 0)));
  const around = [...call.ancestors].reverse().find((node) => node.type === 'TryStatement' || isFunction(node));
  if (around?.type !== 'TryStatement' || !around.handler || chain) return ways;
  return [...ways, { failed: [around.handler.body], unit: call.unit, done: [around.block] }];
}

/** What runs after a call that came off. */
export function doneAfter(app: Application, call: Call): Node[] {
  return nodesOf(handed(app, call, 'success'), chainOf(app, call).handlers('then', 0));
}

function nodesOf(...units: Unit[][]): Node[] {
  return units.flat().map(({ node }) => node);
}

/**
 * Where a promise answers with its failure before its result: `const [err, here] = await uni.getLocation(); if (err) …`,
 * `.then(([err, here]) => …)`, `.then((pair) => { const [err, here] = pair; … })`.
 * Source: uni-app, promises of its API in Vue 2
 */
function pairWays(call: Call, handlers: readonly Unit[]): Outcomes[] {
  const declared = call.ancestors.findLast((node) => node.type !== 'AwaitExpression');
  const units = declared?.type === 'VariableDeclarator' ? [call.unit, ...handlers] : handlers;
  return units.flatMap((unit) => {
    const error = unit === call.unit ? firstOf(declared && 'id' in declared ? declared.id : undefined) : errorTaken(unit);
    return error ? waysAfter(unit, error) : [];
  });
}

function firstOf(pattern: Node | null | undefined): string | undefined {
  const first = pattern?.type === 'ArrayPattern' ? pattern.elements[0] : undefined;
  return first?.type === 'Identifier' ? first.name : undefined;
}

/** The name that a handler gives to the first of the pair it is handed. */
function errorTaken({ node, params, locals }: Unit): string | undefined {
  if (!isFunction(node)) return undefined;
  const taken = firstOf(node.params[0]);
  if (taken || !params[0]) return taken;
  for (const [name, [value]] of locals)
    if (value?.type === 'MemberExpression' && value.computed && value.property.type === 'NumericLiteral')
      if (value.property.value === 0 && value.object.type === 'Identifier' && value.object.name === params[0]) return name;
  return undefined;
}

/** The ways on from the first test of a failure by its name. */
function waysAfter(unit: Unit, error: string): Outcomes[] {
  const control = controlsOf(unit.module).find(
    (item) => item.unit === unit && dottedName(unwrap(item.test)) === error && item.whenTrue,
  );
  if (!control?.whenTrue) return [];
  const after = control.whenFalse?.nodes ?? [];
  return [{ failed: control.whenTrue.nodes, unit, done: after }];
}

/** The functions that `then` and `catch` after a call are handed. */
function chainOf(app: Application, { node, unit }: Call) {
  const later = unit.module.calls.filter((call) => call.node !== node && startOfChain(call.node) === node);
  const handlers = (method: string, place: number): Unit[] =>
    later.flatMap((call) => {
      const handler = call.node.arguments[place] as Node | undefined;
      return handler && methodOf(call.node) === method ? functionsOf(app, handler, unit) : [];
    });
  return { chain: later.length > 0, handlers };
}

function methodOf({ callee }: Call['node']): string {
  return callee.type === 'MemberExpression' ? (keyName(callee) ?? '') : '';
}

function startOfChain(node: Node): Node {
  let at = unwrap(node);
  while (at.type === 'CallExpression' && /^(then|catch|finally)$/.test(methodOf(at)))
    at = unwrap((at.callee as MemberExpression).object);
  return at;
}

function handed(app: Application, { node, unit }: Call, name: string): Unit[] {
  return node.arguments.flatMap((argument) => {
    if (argument.type !== 'ObjectExpression') return [];
    return argument.properties.flatMap((member) => {
      if (member.type === 'SpreadElement' || keyName(member) !== name) return [];
      return functionsOf(app, member.type === 'ObjectMethod' ? member : member.value, unit);
    });
  });
}

import type { Function as FunctionNode, Node } from '@babel/types';
import { isFunction, keyName, unwrap } from '../../../decode/javascript/names.js';
import { some } from '../../../decode/javascript/walk.js';
import { pushTo } from '../../multimap.js';
import type { Application } from '../application/application.js';
import { calledUnits } from '../application/call-graph.js';
import type { Call, ScriptModule, Unit } from '../module/model.js';
import { isSending } from './sending.js';

/**
 * Whether a function carries the requests of others: what it sends goes where its caller says, as `request({ url, data })`.
 * What else it asks a server, a new token or to log out, belongs to sending and to none of the pages that send.
 */
export function isTransport(app: Application, unit: Unit): boolean {
  const known = answers.get(unit);
  if (known !== undefined) return known;
  answers.set(unit, false);
  const answer =
    forwarding(unit.module)
      .get(unit)
      ?.some((call) => isSending(app, call) || calledUnits(app, call).some((next) => isTransport(app, next))) ?? false;
  answers.set(unit, answer);
  return answer;
}

/** Whether a call sends where a caller says. */
export function isForwarding(call: Call): boolean {
  return giverOfCall(call) !== undefined;
}

const answers = new WeakMap<Unit, boolean>();
const indexes = new WeakMap<ScriptModule, Map<Unit, Call[]>>();

/** Calls whose address comes from a parameter, by the function that has the parameter. */
function forwarding(module: ScriptModule): Map<Unit, Call[]> {
  let index = indexes.get(module);
  if (!index) {
    index = new Map();
    for (const call of module.calls) {
      const giver = giverOfCall(call);
      if (giver) pushTo(index, giver, call);
    }
    indexes.set(module, index);
  }
  return index;
}

/** The function with the parameter that says where a call sends to. */
function giverOfCall(call: Call): Unit | undefined {
  const address = addressOf(call);
  return address && giverOf(address, call.unit);
}

const ADDRESS = /^(url|path|api|uri|apiUrl|name)$/;
const OPENS = /(^|\.)open$/;

/** Where a call says to send to, or all it is given. */
function addressOf({ node, callee }: Call): Node | undefined {
  const [first, second] = node.arguments as Node[];
  const given = OPENS.test(callee) ? second : first;
  if (given?.type !== 'ObjectExpression') return given;
  for (const member of given.properties)
    if (member.type === 'ObjectProperty' && ADDRESS.test(keyName(member) ?? '')) return member.value;
  const spread = given.properties.find((member) => member.type === 'SpreadElement');
  return spread && (spread.argument as Node);
}

/** Steps from a name to what it was given. */
const MOST_STEPS = 4;
const PATH_OF_ITS_OWN = /[a-z]\w*\/\w/i;

/** The function whose parameter decides an address, if one does; `'/api/user/' + id` is an address of its own. */
function giverOf(address: Node, unit: Unit, steps = MOST_STEPS): Unit | undefined {
  const node = unwrap(address);
  switch (node.type) {
    case 'Identifier':
      return giverOfName(node.name, unit, steps);
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return node.computed ? undefined : giverOf(node.object, unit, steps);
    case 'BinaryExpression':
      return hasPath(node) ? undefined : giverOf(node.right, unit, steps);
    case 'TemplateLiteral':
      return hasPath(node) || node.expressions.length === 0 ? undefined : giverOf(node.expressions.at(-1) as Node, unit, steps);
    case 'LogicalExpression':
      return giverOf(node.left, unit, steps);
    case 'ConditionalExpression':
      return giverOf(node.consequent, unit, steps) ?? giverOf(node.alternate, unit, steps);
    case 'CallExpression':
      return node.arguments.length > 0 ? giverOf(node.arguments.at(-1) as Node, unit, steps) : undefined;
    default:
      return undefined;
  }
}

function giverOfName(name: string, unit: Unit, steps: number): Unit | undefined {
  for (let scope: Unit | undefined = unit; scope; scope = scope.parent) {
    if (isParameter(name, scope)) return scope;
    const values = scope.locals.get(name);
    if (!values) continue;
    if (steps === 0) return undefined;
    for (const value of values) {
      const giver = giverOf(value, scope, steps - 1);
      if (giver) return giver;
    }
    return undefined;
  }
  return undefined;
}

/** Also a part of a parameter that is taken to pieces: `function request({ url, data })`. */
function isParameter(name: string, { params, node }: Unit): boolean {
  if (params.includes(name)) return true;
  if (!isFunction(node)) return false;
  return (node as FunctionNode).params.some(
    (param) => param.type !== 'Identifier' && some(param as Node, (part) => part.type === 'Identifier' && part.name === name),
  );
}

function hasPath(node: Node): boolean {
  return some(
    node,
    (part) =>
      (part.type === 'StringLiteral' && isPath(part.value)) || (part.type === 'TemplateElement' && isPath(part.value.raw)),
  );
}

/** `/api/user/`, and no `https://host/api/` that stands before all paths. */
function isPath(text: string): boolean {
  return !/^https?:/.test(text) && PATH_OF_ITS_OWN.test(text);
}

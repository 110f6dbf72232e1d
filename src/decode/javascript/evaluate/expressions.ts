import type { CallExpression, Function as FunctionNode, Node, ObjectExpression } from '@babel/types';
import { keyName, unwrap } from '../names.js';
import { memberOfValue } from './natives.js';
import {
  asNumber,
  asString,
  bounded,
  get,
  getMember,
  isCallable,
  isTable,
  type Machine,
  NOT_CONSTANT,
  type Scope,
  set,
  spend,
  type Value,
} from './values.js';

/** The value of an expression. @throws NOT_CONSTANT where it has none before the script runs */
export function evaluateNode(written: Node, scope: Scope, machine: Machine): Value {
  spend(machine);
  const node = unwrap(written);
  switch (node.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return node.value;
    case 'NullLiteral':
      return null;
    case 'Identifier':
      return get(scope, node.name, machine);
    case 'TemplateLiteral':
      return bounded(
        node.quasis
          .map(
            (part, i) =>
              (part.value.cooked ?? '') +
              (node.expressions[i] ? asString(evaluateNode(node.expressions[i] as Node, scope, machine)) : ''),
          )
          .join(''),
      );
    case 'RegExpLiteral':
      return { kind: 'native', name: `/${node.flags}`, self: node.pattern };
    case 'ArrayExpression':
      return listed(node.elements as (Node | null)[], scope, machine);
    case 'ObjectExpression':
      return tableOf(node, scope, machine);
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return { kind: 'closure', node, scope };
    case 'UnaryExpression':
      return unary(node.operator, evaluateNode(node.argument, scope, machine));
    case 'BinaryExpression':
      return sum(node, scope, machine);
    case 'LogicalExpression': {
      const left = evaluateNode(node.left, scope, machine);
      const goesOn = node.operator === '&&' ? left : node.operator === '||' ? !left : left === null || left === undefined;
      return goesOn ? evaluateNode(node.right, scope, machine) : left;
    }
    case 'ConditionalExpression':
      return evaluateNode(evaluateNode(node.test, scope, machine) ? node.consequent : node.alternate, scope, machine);
    case 'SequenceExpression':
      return node.expressions.map((item) => evaluateNode(item, scope, machine)).at(-1);
    case 'MemberExpression':
      return member(node, scope, machine);
    case 'CallExpression':
      return called(node, scope, machine);
    case 'AssignmentExpression':
      return assigned(node, scope, machine);
    case 'UpdateExpression': {
      const before = asNumber(evaluateNode(node.argument, scope, machine));
      const after = node.operator === '++' ? before + 1 : before - 1;
      write(node.argument, after, scope, machine);
      return node.prefix ? after : before;
    }
    default:
      throw NOT_CONSTANT;
  }
}

function listed(nodes: (Node | null)[], scope: Scope, machine: Machine): Value[] {
  const out: Value[] = [];
  for (const node of nodes) {
    if (node?.type !== 'SpreadElement') out.push(node ? evaluateNode(node, scope, machine) : undefined);
    else {
      const list = evaluateNode(node.argument, scope, machine);
      if (!Array.isArray(list) && typeof list !== 'string') throw NOT_CONSTANT;
      out.push(...list);
    }
  }
  return bounded(out);
}

function tableOf(node: ObjectExpression, scope: Scope, machine: Machine): Value {
  const members = new Map<string, Value>();
  for (const property of node.properties) {
    const key = property.type === 'SpreadElement' ? undefined : keyName(property);
    if (key === undefined) throw NOT_CONSTANT;
    if (property.type === 'ObjectProperty') members.set(key, evaluateNode(property.value, scope, machine));
    else members.set(key, { kind: 'closure', node: property as FunctionNode, scope });
  }
  return { kind: 'table', members };
}

function member(node: Extract<Node, { type: 'MemberExpression' }>, scope: Scope, machine: Machine): Value {
  const key = keyOf(node, scope, machine);
  const name = node.object.type === 'ThisExpression' ? 'this' : node.object.type === 'Identifier' ? node.object.name : undefined;
  const alone = name === undefined ? undefined : getMember(scope, name, key, machine);
  return alone ? alone.value : memberOfValue(evaluateNode(node.object, scope, machine), key);
}

function keyOf(node: Extract<Node, { type: 'MemberExpression' }>, scope: Scope, machine: Machine): string {
  return keyName(node) ?? asString(evaluateNode(node.property, scope, machine));
}

function called(node: CallExpression, scope: Scope, machine: Machine): Value {
  const callee = evaluateNode(node.callee as Node, scope, machine);
  return machine.call(callee, listed(node.arguments as Node[], scope, machine), machine);
}

function assigned(node: Extract<Node, { type: 'AssignmentExpression' }>, scope: Scope, machine: Machine): Value {
  const right = evaluateNode(node.right, scope, machine);
  const operator = node.operator.slice(0, -1);
  const value = operator === '' ? right : binary(operator, evaluateNode(node.left as Node, scope, machine), right);
  write(node.left as Node, value, scope, machine);
  return value;
}

/** Gives a name, a member of a table or an item of a list its value. */
function write(target: Node, value: Value, scope: Scope, machine: Machine): void {
  if (target.type === 'Identifier') {
    set(scope, target.name, value);
    return;
  }
  if (target.type !== 'MemberExpression') throw NOT_CONSTANT;
  const object = evaluateNode(target.object, scope, machine);
  const key = keyOf(target, scope, machine);
  if (isTable(object)) object.members.set(key, value);
  else if (isCallable(object) && object.kind === 'closure') object.members = new Map(object.members).set(key, value);
  // What is kept on a list by another key is a cache: it is worked out again.
  else if (Array.isArray(object) && /^\d{1,5}$/.test(key)) object[Number(key)] = value;
  else if (!Array.isArray(object) || key === 'length') throw NOT_CONSTANT;
}

/** Long sums lean to the left: they are walked, not recursed into. */
function sum(node: Extract<Node, { type: 'BinaryExpression' }>, scope: Scope, machine: Machine): Value {
  const rest: { operator: string; right: Node }[] = [];
  let left: Node = node;
  while (left.type === 'BinaryExpression') {
    rest.push({ operator: left.operator, right: left.right });
    left = unwrap(left.left as Node);
  }
  let value = evaluateNode(left, scope, machine);
  for (const { operator, right } of rest.reverse()) value = binary(operator, value, evaluateNode(right, scope, machine));
  return value;
}

function unary(operator: string, value: Value): Value {
  switch (operator) {
    case '-':
      return -asNumber(value);
    case '+':
      return asNumber(value);
    case '!':
      return !value;
    case '~':
      return ~asNumber(value);
    case 'void':
      return undefined;
    default:
      throw NOT_CONSTANT;
  }
}

const ARITHMETIC: Record<string, (a: number, b: number) => number> = {
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '^': (a, b) => a ^ b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '>>>': (a, b) => a >>> b,
};

function binary(operator: string, left: Value, right: Value): Value {
  const arithmetic = ARITHMETIC[operator];
  if (arithmetic) return arithmetic(asNumber(left), asNumber(right));
  switch (operator) {
    case '+':
      return typeof left === 'number' && typeof right === 'number' ? left + right : bounded(asString(left) + asString(right));
    case '===':
      return left === right;
    case '!==':
      return left !== right;
    case '==':
      return isSame(left, right);
    case '!=':
      return !isSame(left, right);
    case '<':
      return asNumber(left) < asNumber(right);
    case '>':
      return asNumber(left) > asNumber(right);
    case '<=':
      return asNumber(left) <= asNumber(right);
    case '>=':
      return asNumber(left) >= asNumber(right);
    default:
      throw NOT_CONSTANT;
  }
}

function isSame(left: Value, right: Value): boolean {
  if (left === right) return true;
  const nothing = (value: Value): boolean => value === undefined || value === null;
  if (nothing(left) || nothing(right)) return nothing(left) && nothing(right);
  return asString(left) === asString(right);
}

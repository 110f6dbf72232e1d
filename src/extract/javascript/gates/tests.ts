import type { Node } from '@babel/types';
import { dottedName, unwrap } from '../../../decode/javascript/names.js';
import type { Subject } from '../../../facts/types.js';
import { type Application, follow } from '../application.js';
import { fold } from '../fold.js';
import type { Unit } from '../model.js';
import { subjectOfName } from '../../subjects.js';
import { originOf, RESPONSE_NAME } from './origin.js';

/** A value that a test demands, and how. */
export interface Tested {
  name: string;
  shape: 'empty' | 'min-count' | 'range' | 'flag';
  /** Origin or member the name leads to, where the name itself tells nothing. */
  subject?: Subject;
}

/**
 * What a test asks for. `holds` true: the branch is taken when the test is true, so `!x`, `x.length === 0`, `n < 3` demand x;
 * false: the other arm stops, so `x`, `x.length > 0`, `distance <= radius` demand x.
 */
export function testsOf(app: Application, test: Node, unit: Unit, holds: boolean, depth = 0): Tested[] {
  if (depth > 6) return [];
  const node = unwrap(test);
  switch (node.type) {
    case 'LogicalExpression': {
      const left = testsOf(app, node.left, unit, holds, depth + 1);
      const right = testsOf(app, node.right, unit, holds, depth + 1);
      // `!text && !photos.length`: either one will do, so neither is demanded.
      const eitherWillDo = (node.operator === '&&') === holds && left.length > 0 && right.length > 0;
      return eitherWillDo && left[0]!.name !== right[0]!.name ? [] : [...left, ...right];
    }
    case 'UnaryExpression':
      return node.operator === '!' ? testsOf(app, node.argument, unit, !holds, depth + 1) : [];
    case 'BinaryExpression':
      return testOfComparison(app, node, unit, holds);
    case 'Identifier':
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return holds ? flagOf(node) : presenceOf(app, node, unit, depth);
    case 'CallExpression':
    case 'OptionalCallExpression':
      return testOfCall(app, node as Extract<Node, { type: 'CallExpression' }>, unit, holds, depth);
    default:
      return [];
  }
}

function flagOf(node: Node): Tested[] {
  // `if (tooFar) …`, `if (noPhoto) …`: a flag whose name tells what is missing.
  const name = dottedName(node) ?? '';
  return /(no|not|un|lack|missing|empty|without|too|out)[A-Z_]/.test(name.split('.').at(-1)!) ? [{ name, shape: 'flag' }] : [];
}

function presenceOf(app: Application, node: Node, unit: Unit, depth: number): Tested[] {
  const name = (dottedName(node) ?? '').replace(/\.length$/, '');
  if (!name || RESPONSE_NAME.test(name.split('.').at(-1)!)) return [];
  if (/scope\.userLocation/.test(name)) return [{ name, shape: 'flag', subject: 'permission' }];
  // A flag such as canSubmit is followed to what it was computed from.
  if (/^(can|is|all|has|valid|check|ready|enable)/i.test(name.split('.').at(-1)!) && depth < 4) {
    const target = follow(app, { node, unit });
    const inner =
      target.node !== node ? testsOf(app, target.node, target.unit, false, depth + 1) : memberTests(app, name, unit, depth);
    if (inner.length > 0) return inner;
  }
  return [{ name, shape: 'empty' }];
}

function memberTests(app: Application, name: string, unit: Unit, depth: number): Tested[] {
  const values = unit.module.members.get(name.split('.').at(-1)!) ?? [];
  return values
    .slice(0, 8)
    .flatMap((value) => (value.type === 'BooleanLiteral' ? [] : testsOf(app, value, unit, false, depth + 1)));
}

function testOfCall(
  app: Application,
  node: Extract<Node, { type: 'CallExpression' }>,
  unit: Unit,
  holds: boolean,
  depth: number,
): Tested[] {
  const callee = node.callee.type === 'V8IntrinsicIdentifier' ? '' : (dottedName(node.callee) ?? '');
  const arg = node.arguments[0] as Node | undefined;
  const name = callee.split('.').at(-1)!;
  if (/^(isEmpty|isNull|isNil|isBlank|empty|isUndefined)\w*$/i.test(name)) {
    const value = arg ?? (node.callee.type === 'MemberExpression' ? node.callee.object : undefined);
    return holds && value ? [{ name: dottedName(value) ?? '', shape: 'empty' }] : [];
  }
  if (/^(isNotEmpty|notEmpty|isNotNull|Boolean|isArray)$/i.test(name))
    return !holds && arg ? [{ name: dottedName(arg) ?? '', shape: 'empty' }] : [];
  if (/^(some|every|find|includes|indexOf|trim|test)$/.test(name) && node.callee.type === 'MemberExpression') {
    if (name === 'trim') return testsOf(app, node.callee.object, unit, holds, depth + 1);
    if (name === 'some' && holds) return [{ name: dottedName(node.callee.object) ?? '', shape: 'empty' }];
    if (name === 'every' && !holds) return [{ name: dottedName(node.callee.object) ?? '', shape: 'empty' }];
  }
  return [];
}

type Comparison = Extract<Node, { type: 'BinaryExpression' }>;

function testOfComparison(app: Application, node: Comparison, unit: Unit, holds: boolean): Tested[] {
  let left = unwrap(node.left as Node);
  let right = unwrap(node.right);
  let operator: string = node.operator;
  if (isConstant(left) && !isConstant(right)) {
    [left, right] = [right, left];
    operator = operator.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));
  }
  if (!holds) operator = NEGATED[operator] ?? operator;
  const name = dottedName(left.type === 'UnaryExpression' && left.operator === 'typeof' ? left.argument : left) ?? '';
  if (!name) return [];
  const count = /\.(length|size)$/.test(name);
  const bare = name.replace(/\.(length|size)$/, '');
  const last = bare.split('.').at(-1)!;
  if (RESPONSE_NAME.test(last) && !count) return [];
  const limit = numberOf(app, right, unit);
  if (operator === '==' || operator === '===') {
    if (isEmptyValue(right) || (limit === 0 && (count || subjectOfName(last) !== undefined)))
      return [{ name: bare, shape: 'empty' }];
    if (right.type === 'BooleanLiteral' && !right.value) return [{ name: bare, shape: 'flag' }];
    return [];
  }
  if (operator === '<' || operator === '<=') {
    if (count)
      return limit !== undefined && limit > (operator === '<' ? 1 : 0)
        ? [{ name: bare, shape: 'min-count' }]
        : limit === undefined || limit >= 0
          ? [{ name: bare, shape: 'empty' }]
          : [];
    if (limit === 0 || limit === 1) return [{ name: bare, shape: 'empty' }];
    const subject = subjectOfName(last);
    return subject === 'duration' ? [{ name: bare, shape: 'range', subject }] : [];
  }
  if (operator === '>' || operator === '>=') {
    const subject =
      subjectOfName(last) ??
      (right.type !== 'NumericLiteral' ? subjectOfName((dottedName(right) ?? '').split('.').at(-1)!) : undefined);
    return subject === 'distance' ? [{ name: bare, shape: 'range', subject }] : [];
  }
  return [];
}

const NEGATED: Record<string, string> = {
  '==': '!=',
  '===': '!==',
  '!=': '==',
  '!==': '===',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

function isConstant(node: Node): boolean {
  return (
    node.type === 'NumericLiteral' ||
    node.type === 'StringLiteral' ||
    node.type === 'NullLiteral' ||
    node.type === 'BooleanLiteral' ||
    (node.type === 'Identifier' && node.name === 'undefined')
  );
}

function isEmptyValue(node: Node): boolean {
  return (
    node.type === 'NullLiteral' ||
    (node.type === 'StringLiteral' && /^(undefined|null)?$/.test(node.value.trim())) ||
    (node.type === 'Identifier' && node.name === 'undefined') ||
    (node.type === 'UnaryExpression' && node.operator === 'void') ||
    (node.type === 'ArrayExpression' && node.elements.length === 0)
  );
}

function numberOf(app: Application, node: Node, unit: Unit): number | undefined {
  if (node.type === 'NumericLiteral') return node.value;
  const text = node.type === 'Identifier' || node.type === 'MemberExpression' ? fold(app, node, unit) : undefined;
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** What a button's `disabled` expression demands before it lets a person press. */
export function disabledTests(app: Application, expression: Node, unit: Unit): { subject: Subject }[] {
  const subjects = testsOf(app, expression, unit, true).map(
    (test) => test.subject ?? subjectOfName(test.name) ?? originOf(test.name, unit),
  );
  return [...new Set(subjects)].flatMap((subject) => (subject ? [{ subject }] : []));
}

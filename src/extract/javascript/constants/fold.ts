import type { Node } from '@babel/types';
import { dottedName, keyName, unwrap } from '../../../decode/javascript/names.js';
import type { Application, Located } from '../application/application.js';
import { follow } from '../application/follow.js';
import type { Unit } from '../module/model.js';
import { evaluated } from './evaluated.js';
import { translated } from './translations.js';

const MAX_DEPTH = 10;
const MAX_LENGTH = 2000;

/**
 * The constant text of an expression; parts that are only known when it runs stand as `{}`. Undefined where nothing is
 * constant. Folds literals, concatenation, templates, joined arrays, character codes, and names followed across modules.
 */
export function fold(app: Application, node: Node, unit: Unit, depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const inner = unwrap(node);
  switch (inner.type) {
    case 'StringLiteral':
      return inner.value.slice(0, MAX_LENGTH);
    case 'NumericLiteral':
      return String(inner.value);
    case 'TemplateLiteral':
      return inner.quasis
        .map(
          (part, i) =>
            (part.value.cooked ?? part.value.raw) +
            (i < inner.expressions.length ? (fold(app, inner.expressions[i]!, unit, depth + 1) ?? '{}') : ''),
        )
        .join('')
        .slice(0, MAX_LENGTH);
    case 'BinaryExpression':
      return inner.operator === '+' ? foldSum(app, inner, unit, depth) : undefined;
    case 'LogicalExpression':
      return fold(app, inner.right, unit, depth + 1) ?? fold(app, inner.left as Node, unit, depth + 1);
    case 'ConditionalExpression':
      return fold(app, inner.consequent, unit, depth + 1) ?? fold(app, inner.alternate, unit, depth + 1);
    case 'CallExpression':
      return foldCall(app, inner, unit, depth) ?? evaluated(app, inner, unit);
    case 'Identifier':
    case 'MemberExpression': {
      const target: Located = follow(app, { node: inner, unit }, depth);
      if (target.node !== inner) return fold(app, target.node, target.unit, depth + 1);
      return inner.type === 'MemberExpression' && inner.computed ? evaluated(app, inner, unit) : undefined;
    }
    default:
      return undefined;
  }
}

function foldSum(
  app: Application,
  node: Extract<Node, { type: 'BinaryExpression' }>,
  unit: Unit,
  depth: number,
): string | undefined {
  const parts: (string | undefined)[] = [];
  let left: Node = node;
  while (left.type === 'BinaryExpression' && left.operator === '+') {
    parts.push(fold(app, left.right, unit, depth + 1));
    left = unwrap(left.left as Node);
  }
  parts.push(fold(app, left, unit, depth + 1));
  if (parts.every((part) => part === undefined)) return undefined;
  return parts
    .reverse()
    .map((part) => part ?? '{}')
    .join('')
    .slice(0, MAX_LENGTH);
}

function foldCall(
  app: Application,
  node: Extract<Node, { type: 'CallExpression' }>,
  unit: Unit,
  depth: number,
): string | undefined {
  const callee = node.callee.type === 'V8IntrinsicIdentifier' ? '' : (dottedName(node.callee) ?? '');
  if (node.callee.type === 'MemberExpression') {
    const method = keyName(node.callee);
    const object = unwrap(node.callee.object);
    if (method === 'join' && object.type === 'ArrayExpression') {
      const glue = node.arguments[0] ? (fold(app, node.arguments[0] as Node, unit, depth + 1) ?? '') : ',';
      const parts = object.elements.map((item) => item && fold(app, item as Node, unit, depth + 1));
      return parts.every((part) => part === undefined) ? undefined : parts.map((part) => part ?? '{}').join(glue);
    }
    if (
      method === 'concat' &&
      (object.type === 'StringLiteral' ||
        object.type === 'CallExpression' ||
        object.type === 'Identifier' ||
        object.type === 'MemberExpression')
    ) {
      const first = fold(app, object, unit, depth + 1);
      const rest = node.arguments.map((arg) => fold(app, arg as Node, unit, depth + 1));
      if (first === undefined && rest.every((part) => part === undefined)) return undefined;
      return [first, ...rest].map((part) => part ?? '{}').join('');
    }
    if (method === 'toString' || method === 'trim') return fold(app, object, unit, depth + 1);
  }
  if (!node.arguments[0] || !/(^|\.)(\$?t|i18n\.t|encodeURI|encodeURIComponent|String)$/.test(callee)) return undefined;
  const text = fold(app, node.arguments[0] as Node, unit, depth + 1);
  if (text === undefined || !/(^|[.$])t$/.test(callee)) return text;
  return translated(app, text) ?? evaluated(app, node, unit) ?? text;
}

/** The object literal an expression stands for, followed through names. */
export function foldObject(
  app: Application,
  node: Node,
  unit: Unit,
): { node: Extract<Node, { type: 'ObjectExpression' }>; unit: Unit } | undefined {
  const target = follow(app, { node, unit });
  if (target.node.type === 'ObjectExpression') return { node: target.node, unit: target.unit };
  if (
    target.node.type === 'CallExpression' &&
    target.node.callee.type !== 'V8IntrinsicIdentifier' &&
    /(^|\.)assign$/.test(dottedName(target.node.callee) ?? '')
  ) {
    for (const arg of [...target.node.arguments].reverse())
      if (arg.type === 'ObjectExpression' && arg.properties.length > 0) return { node: arg, unit: target.unit };
  }
  return undefined;
}

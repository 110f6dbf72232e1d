import type { Function as FunctionNode } from '@babel/types';
import { keyName } from '../javascript/names.js';
import { some } from '../javascript/walk.js';
import type { Helper } from './vue-helpers.js';

/** What the other helpers do, each told by names of members that no minifier shortens. */
export const HELPERS: [Helper, (node: FunctionNode) => boolean][] = [
  ['static', (node) => node.params.length === 2 && sets(node, ['staticCount'])],
  ['through', (node) => node.params.length === 3 && sets(node, ['_n', '_c', '_d'])],
  ['through', (node) => node.params.length === 2 && sets(node, ['dirs']) && !sets(node, ['type'])],
  ['list', (node) => node.params.length === 4 && names(node, 'iterator') && calls(node, 'from')],
  ['display', (node) => node.params.length === 1 && node.type !== 'FunctionDeclaration' && isDisplay(node)],
];

/** Whether a function gives members of these names a value, itself and not by one inside it. */
function sets(node: FunctionNode, members: readonly string[]): boolean {
  return members.every((member) =>
    some(
      node.body,
      (inner) =>
        inner.type === 'AssignmentExpression' && inner.left.type === 'MemberExpression' && keyName(inner.left) === member,
    ),
  );
}

function names(node: FunctionNode, member: string): boolean {
  return some(node.body, (inner) => inner.type === 'MemberExpression' && keyName(inner) === member);
}

function calls(node: FunctionNode, method: string): boolean {
  return some(
    node.body,
    (inner) => inner.type === 'CallExpression' && inner.callee.type === 'MemberExpression' && keyName(inner.callee) === method,
  );
}

/** `String(e)`, or `JSON.stringify(e, replacer, 2)` for what is no text. */
function isDisplay({ body }: FunctionNode): boolean {
  const prints = some(
    body,
    (inner) =>
      inner.type === 'CallExpression' &&
      inner.callee.type === 'MemberExpression' &&
      keyName(inner.callee) === 'stringify' &&
      inner.arguments[2]?.type === 'NumericLiteral',
  );
  return (
    prints &&
    some(body, (inner) => inner.type === 'CallExpression' && inner.callee.type === 'Identifier' && inner.callee.name === 'String')
  );
}

import type { Node } from '@babel/types';

/** Whether a value is written where it stands. */
export function isConstant(node: Node): boolean {
  return (
    node.type === 'NumericLiteral' ||
    node.type === 'StringLiteral' ||
    node.type === 'NullLiteral' ||
    node.type === 'BooleanLiteral' ||
    (node.type === 'Identifier' && node.name === 'undefined') ||
    (node.type === 'UnaryExpression' && node.operator === 'void') ||
    booleanOf(node) !== undefined
  );
}

/** `true`, and `!0` as minifiers write it. */
export function booleanOf(node: Node): boolean | undefined {
  if (node.type === 'BooleanLiteral') return node.value;
  return node.type === 'UnaryExpression' && node.operator === '!' && node.argument.type === 'NumericLiteral'
    ? node.argument.value === 0
    : undefined;
}

/** `null`, `undefined`, `''`, `[]`, `void 0`: what a presence test compares with. */
export function isEmptyValue(node: Node): boolean {
  return (
    node.type === 'NullLiteral' ||
    (node.type === 'StringLiteral' && /^(undefined|null)?$/.test(node.value.trim())) ||
    (node.type === 'Identifier' && node.name === 'undefined') ||
    (node.type === 'UnaryExpression' && node.operator === 'void') ||
    (node.type === 'ArrayExpression' && node.elements.length === 0)
  );
}

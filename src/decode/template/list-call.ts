import type { Node } from '@babel/types';

/** `items.map(item => …)` repeats what is inside: `item in items`; undefined for other calls. */
export function loopOfCall(node: Node, source: string): string | undefined {
  if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return undefined;
  const { callee } = node;
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return undefined;
  if (callee.property.type !== 'Identifier' || !/^(map|flatMap)$/.test(callee.property.name)) return undefined;
  const text = (part: Node): string => source.slice(part.start ?? 0, part.end ?? 0);
  const [body] = node.arguments;
  const [row] = body?.type === 'ArrowFunctionExpression' || body?.type === 'FunctionExpression' ? body.params : [];
  return row ? `${text(row)} in ${text(callee.object)}` : `item in ${text(callee.object)}`;
}

import type { Node } from '@babel/types';

/** `items.map(item => …)` repeats what is inside: `item in items`, `(item, i) in items`; undefined for other calls. */
export function loopOfCall(node: Node, source: string): string | undefined {
  if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return undefined;
  const { callee } = node;
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return undefined;
  if (callee.property.type !== 'Identifier' || !/^(map|flatMap)$/.test(callee.property.name)) return undefined;
  const text = (part: Node): string => source.slice(part.start ?? 0, part.end ?? 0);
  const [body] = node.arguments;
  const [row, index] = body?.type === 'ArrowFunctionExpression' || body?.type === 'FunctionExpression' ? body.params : [];
  const list = text(callee.object);
  if (!row) return `item in ${list}`;
  return index?.type === 'Identifier'
    ? `(${untyped(row, source)}, ${index.name}) in ${list}`
    : `${untyped(row, source)} in ${list}`;
}

/** A parameter without its type: `row` of `row: Row`. */
function untyped(param: Node, source: string): string {
  if (param.type === 'Identifier') return param.name;
  const typed = param.type === 'ObjectPattern' ? param.typeAnnotation?.start : undefined;
  return source.slice(param.start ?? 0, typed ?? param.end ?? 0);
}

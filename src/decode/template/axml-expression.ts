import type { Node } from '@babel/types';
import { printExpression } from './expression.js';

const MAX_DEPTH = 40;

/**
 * An expression of a compiled AXML template as the template had it: `(0, loose.default)([data.row, 'name'])` is `row.name`.
 * @param data the parameter whose members are the page's data
 */
export function dataExpression(node: Node, data: string): string {
  return printExpression(plain(node, data, 0));
}

function plain(node: Node, data: string, depth: number): Node {
  const next = (child: Node): Node => plain(child, data, depth + 1);
  if (depth > MAX_DEPTH) return node;
  switch (node.type) {
    case 'MemberExpression':
      if (node.object.type === 'Identifier' && node.object.name === data) return node.property as Node;
      return { ...node, object: next(node.object), ...(node.computed && { property: next(node.property) }) } as Node;
    case 'CallExpression': {
      const [path] = node.arguments;
      if (path?.type === 'ArrayExpression' && path.elements.length > 1 && path.elements.every((item) => item !== null))
        return (path.elements as Node[]).map(next).reduce(memberOf);
      return { ...node, arguments: node.arguments.map((item) => next(item as Node)) } as Node;
    }
    case 'ConditionalExpression':
      return { ...node, test: next(node.test), consequent: next(node.consequent), alternate: next(node.alternate) } as Node;
    case 'BinaryExpression':
    case 'LogicalExpression':
      return { ...node, left: next(node.left as Node), right: next(node.right) } as Node;
    case 'UnaryExpression':
      return { ...node, argument: next(node.argument) } as Node;
    default:
      return node;
  }
}

function memberOf(object: Node, key: Node): Node {
  const named = key.type === 'StringLiteral' && /^[A-Za-z_$][\w$]*$/.test(key.value);
  return {
    type: 'MemberExpression',
    object,
    property: named ? { type: 'Identifier', name: key.value } : key,
    computed: !named,
  } as Node;
}

import type { CallExpression, Node } from '@babel/types';
import { dottedName } from '../../../decode/javascript/names.js';
import { PLATFORM_OBJECTS } from '../apis/platform-apis.js';
import { calleeOf } from './nodes.js';

const RECEIVERS = new Set(['undefined', 'that', 'self', '_this', 'vm', 'me']);

/** `f.call(wx, o)`, `f.apply(wx, [o])` and `Reflect.apply(f, wx, [o])` are `f(o)`; other calls are what they are. */
export function directCall(node: CallExpression): CallExpression {
  const callee = node.callee;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return node;
  const { name } = callee.property;
  if (name !== 'call' && name !== 'apply') return node;
  const [first, second, third] = node.arguments as Node[];
  if (calleeOf(node) === 'Reflect.apply') return first && isReceiver(second) ? directed(node, first, listed(third)) : node;
  if (!isReceiver(first)) return node;
  return directed(node, callee.object, name === 'call' ? (node.arguments.slice(1) as Node[]) : listed(second));
}

function isReceiver(node: Node | undefined): boolean {
  if (!node || node.type === 'ThisExpression' || node.type === 'NullLiteral' || node.type === 'UnaryExpression') return true;
  return node.type === 'Identifier' && (PLATFORM_OBJECTS.has(node.name) || RECEIVERS.has(node.name));
}

function listed(node: Node | undefined): Node[] {
  return node?.type === 'ArrayExpression' ? node.elements.flatMap((item) => (item ? [item as Node] : [])) : [];
}

function directed(node: CallExpression, callee: Node, args: Node[]): CallExpression {
  if (dottedName(callee) === undefined) return node;
  return { ...node, callee: callee as CallExpression['callee'], arguments: args as CallExpression['arguments'] };
}

import type { CallExpression, Node, ObjectExpression } from '@babel/types';
import { dottedName, keyName, unwrap, valueOfKey } from '../javascript/names.js';
import { walk } from '../javascript/walk.js';
import { loopOfCall } from './list-call.js';
import { MAX_DEPTH, type MarkupAttribute, type MarkupElement, type MarkupNode } from './markup.js';

const CALL = /(^|[.?])_?(createElement|jsx|jsxs|jsxDEV)$/;

/** JSX as compilers leave it: `React.createElement(Text, {style}, '签到')`, `(0, r.jsx)(Text, {children: '签到'})`. */
export function isJsxCall(node: Node): node is CallExpression {
  if (node.type !== 'CallExpression' || node.callee.type === 'V8IntrinsicIdentifier') return false;
  const name = dottedName(lastOf(node.callee)) ?? '';
  const [type, props] = node.arguments;
  if (!CALL.test(name) || !type || !props || /(^|\.)document\.createElement$/.test(name)) return false;
  return /^(StringLiteral|Identifier|MemberExpression|CallExpression|SequenceExpression)$/.test(type.type);
}

/**
 * The outermost JSX calls in a node, as markup; expressions stand as `{{source}}`. `taken` are the literals that were read.
 * @param nameOf what an element is called, for those who can follow the name a minifier left; undefined leaves it as it is
 */
export function decodeJsxCalls(
  root: Node,
  source: string,
  nameOf: (type: Node) => string | undefined = () => undefined,
): { nodes: MarkupNode[]; taken: Set<Node> } {
  const context: Context = { source, taken: new Set(), nameOf };
  return { nodes: elementsIn(root, context, 0), taken: context.taken };
}

interface Context {
  source: string;
  taken: Set<Node>;
  nameOf: (type: Node) => string | undefined;
}

function lastOf(node: Node): Node {
  const inner = unwrap(node);
  return inner.type === 'SequenceExpression' ? lastOf(inner.expressions.at(-1)!) : inner;
}

function elementsIn(root: Node, context: Context, depth: number): MarkupNode[] {
  const out: MarkupNode[] = [];
  if (depth > MAX_DEPTH) return out;
  walk(root, (node) => {
    if (!isJsxCall(node)) return undefined;
    out.push(...element(node, context, depth + 1));
    return false;
  });
  return out;
}

function element(call: CallExpression, context: Context, depth: number): MarkupNode[] {
  const [type, second, ...rest] = call.arguments as Node[];
  const name = (dottedName(lastOf(call.callee as Node)) ?? '').split('.').at(-1)!;
  const props = second && propsOf(second);
  const inProps = props && valueOfKey(props, 'children');
  const content = name.endsWith('createElement') ? rest : inProps ? [inProps] : [];
  const out: MarkupElement = {
    type: 'element',
    name: context.nameOf(type!) ?? tagOf(type!),
    offset: call.start ?? 0,
    attributes: props ? attributesOf(props, context) : [],
    children: content.flatMap((child) => childNodes(child, context, depth)),
  };
  // Elements handed over as properties: `ListHeaderComponent={<Title/>}`.
  const others = (props?.properties ?? []).flatMap((member) =>
    member.type === 'ObjectProperty' && member.value !== inProps ? elementsIn(member.value, context, depth) : [],
  );
  return [out, ...others];
}

/** `{…}`, or the last object literal of `extends({}, a, {…})`. */
function propsOf(node: Node): ObjectExpression | undefined {
  const inner = unwrap(node);
  if (inner.type === 'ObjectExpression') return inner;
  if (inner.type !== 'CallExpression') return undefined;
  return inner.arguments.findLast((arg): arg is ObjectExpression => arg.type === 'ObjectExpression');
}

/** The component's name as far as it is left: `o.Text` is `Text`, `u.default` stays what it is imported by. */
function tagOf(type: Node): string {
  const inner = lastOf(type);
  if (inner.type === 'StringLiteral') return inner.value;
  const name = dottedName(inner) ?? '';
  const last = name.split('.').at(-1)!;
  return /^[A-Z]\w/.test(last) ? last : name;
}

function attributesOf(props: ObjectExpression, context: Context): MarkupAttribute[] {
  return props.properties.flatMap((member): MarkupAttribute[] => {
    const name = member.type === 'SpreadElement' ? undefined : keyName(member);
    if (!name || name === 'children' || /^(style|className|key|ref)$/.test(name)) return [];
    const value = member.type === 'ObjectProperty' ? unwrap(member.value) : member;
    const offset = value.start ?? 0;
    if (value.type === 'StringLiteral') {
      context.taken.add(value);
      return [{ name, value: value.value, offset }];
    }
    return [{ name, value: `{{${context.source.slice(offset, value.end ?? offset)}}}`, offset }];
  });
}

function childNodes(child: Node, context: Context, depth: number): MarkupNode[] {
  const inner = lastOf(child);
  const offset = inner.start ?? 0;
  if (inner.type === 'ArrayExpression')
    return inner.elements.flatMap((item) => (item ? childNodes(item as Node, context, depth) : []));
  if (inner.type === 'StringLiteral') {
    context.taken.add(inner);
    return inner.value.trim() ? [{ type: 'text', value: inner.value, offset }] : [];
  }
  if (inner.type === 'NumericLiteral') return [{ type: 'text', value: String(inner.value), offset }];
  if (/^(NullLiteral|BooleanLiteral|UnaryExpression)$/.test(inner.type)) return [];
  const nested = elementsIn(inner, context, depth);
  if (nested.length === 0) return [{ type: 'text', value: `{{${context.source.slice(offset, inner.end ?? offset)}}}`, offset }];
  const loop = loopOfCall(inner, context.source);
  if (loop === undefined) return nested;
  return [{ type: 'element', name: 'block', offset, attributes: [{ name: 'for', value: loop, offset }], children: nested }];
}

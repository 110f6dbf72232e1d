import type { CallExpression, Function as FunctionNode, Node, ObjectExpression } from '@babel/types';
import { dottedName, keyName, unwrap } from '../javascript/names.js';
import { walk } from '../javascript/walk.js';
import { dataExpression } from './axml-expression.js';
import { MAX_DEPTH, type MarkupAttribute, type MarkupElement, type MarkupNode } from './markup.js';

interface Context {
  /** What the module's names were given: components, and elements without bindings that are made once. */
  names: ReadonlyMap<string, Node>;
  /** The function's parameter: members of it are the page's data. */
  data: string;
  tagOf: (path: string) => string;
}

/**
 * Markup of a module that Alipay's compiler made of AXML: `exports.default = function (data) { return React.createElement(View,
 * {onTap: $getEventHandler(this, 'submit')}, …) }`, under whatever names a minifier left. Undefined for any other module. Offsets
 * lead into the script. Known from: packages that the compiler of 2018–2019 wrote
 *
 * @param root the function of the bundled module
 * @param tagOf tag by which a template uses a component, by its path (`/components/card/card`)
 */
export function decodeAxmlRender(root: Node, tagOf: (path: string) => string): MarkupNode[] | undefined {
  const names = new Map<string, Node>();
  let render: FunctionNode | undefined;
  walk(root, (node) => {
    if (node !== root && isFunction(node)) return false;
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init) names.set(node.id.name, node.init);
    if (node.type === 'AssignmentExpression' && keyName(node.left) === 'default' && isFunction(node.right)) render ??= node.right;
    return undefined;
  });
  const result = render && resultOf(render);
  if (!result) return undefined;
  const [data] = render!.params;
  const nodes = nodesOf(result, { names, data: data?.type === 'Identifier' ? data.name : '', tagOf }, 0);
  return nodes.some(({ type }) => type === 'element') ? nodes : undefined;
}

function isFunction(node: Node): node is FunctionNode {
  return /^(FunctionExpression|FunctionDeclaration|ArrowFunctionExpression)$/.test(node.type);
}

function resultOf(body: FunctionNode): Node | undefined {
  if (body.body.type !== 'BlockStatement') return body.body;
  const last = body.body.body.at(-1);
  return last?.type === 'ReturnStatement' ? (last.argument ?? undefined) : undefined;
}

function nodesOf(node: Node, context: Context, depth: number): MarkupNode[] {
  if (depth > MAX_DEPTH) return [];
  const inner = unwrap(node);
  const offset = inner.start ?? 0;
  const next = (child: Node): MarkupNode[] => nodesOf(child, context, depth + 1);
  switch (inner.type) {
    case 'ArrayExpression':
      return inner.elements.flatMap((item) => (item ? next(item) : []));
    case 'NullLiteral':
    case 'BooleanLiteral':
      return [];
    case 'Identifier': {
      const made = context.names.get(inner.name);
      return made ? next(made) : [text(inner, context)];
    }
    case 'ConditionalExpression': {
      const [yes, no] = [next(inner.consequent), next(inner.alternate)];
      if (![...yes, ...no].some(({ type }) => type === 'element')) return [text(inner, context)];
      const test = dataExpression(inner.test, context.data);
      return [...marked(yes, 'a:if', `{{${test}}}`, offset), ...marked(no, 'a:if', `{{!(${test})}}`, offset)];
    }
    case 'CallExpression':
      return called(inner, context, depth + 1) ?? [text(inner, context)];
    default:
      return [text(inner, context)];
  }
}

function called(call: CallExpression, context: Context, depth: number): MarkupNode[] | undefined {
  const args = call.arguments as Node[];
  if (/(^|\.)createElement$/.test(dottedName(call.callee as Node) ?? '')) return [element(call, context, depth)];
  const last = args.at(-1);
  if (args.length === 2 && last && isFunction(last)) {
    const row = resultOf(last);
    const [item, index] = last.params.map((param) => (param.type === 'Identifier' ? param.name : ''));
    const nodes = row ? nodesOf(row, context, depth) : [];
    const offset = call.start ?? 0;
    const named = [...(index ? marked(nodes, 'a:for-index', index, offset) : nodes)];
    const rows = item ? marked(named, 'a:for-item', item, offset) : named;
    return marked(rows, 'a:for', `{{${dataExpression(args[0]!, context.data)}}}`, offset);
  }
  // What a component's user puts into its slot stands with the user.
  return args.some((arg) => arg.type === 'StringLiteral' && arg.value.startsWith('$')) ? [] : undefined;
}

/** Puts an attribute on an element, or on a block around several. */
function marked(nodes: MarkupNode[], name: string, value: string, offset: number): MarkupNode[] {
  const [only] = nodes;
  if (!only) return [];
  const attribute = { name, value, offset };
  if (nodes.length === 1 && only.type === 'element') return [{ ...only, attributes: [attribute, ...only.attributes] }];
  return [{ type: 'element', name: 'block', offset, attributes: [attribute], children: nodes }];
}

function element(call: CallExpression, context: Context, depth: number): MarkupElement {
  const [type, props, ...content] = call.arguments as Node[];
  const object = props && propsOf(props);
  return {
    type: 'element',
    name: type ? tagName(type, context) : '',
    offset: call.start ?? 0,
    attributes: object ? attributesOf(object, context) : [],
    children: content.flatMap((child) => nodesOf(child, context, depth)),
  };
}

/** `{…}`, or the last object literal of `extends({}, data, {…})`. */
function propsOf(node: Node): ObjectExpression | undefined {
  if (node.type === 'ObjectExpression') return node;
  if (node.type !== 'CallExpression') return undefined;
  return node.arguments.findLast((arg): arg is ObjectExpression => arg.type === 'ObjectExpression');
}

/** `appx.ScrollView || Fake` is `scroll-view`; a component is told by the path it is asked for by. */
function tagName(type: Node, { names, tagOf }: Context): string {
  const made = type.type === 'Identifier' ? names.get(type.name) : type;
  let found: string | undefined;
  walk(made ?? type, (node) => {
    if (node.type === 'StringLiteral' && /^(\.{0,2}\/|[\w-]+\/)/.test(node.value)) found = tagOf(node.value);
    const key = node.type === 'MemberExpression' ? keyName(node) : undefined;
    if (!found && key && /^[A-Z]\w+$/.test(key)) found = kebab(key);
    return !found;
  });
  return found ?? dottedName(type) ?? '';
}

function kebab(name: string): string {
  return name.replace(/(?<=.)[A-Z]/g, '-$&').toLowerCase();
}

function attributesOf(props: ObjectExpression, context: Context): MarkupAttribute[] {
  return props.properties.flatMap((member): MarkupAttribute[] => {
    const name = member.type === 'ObjectProperty' ? keyName(member) : undefined;
    if (member.type !== 'ObjectProperty' || !name || name === 'key' || name === 'style') return [];
    const value = unwrap(member.value);
    const handler = /^(on|catch)[A-Z]/.test(name) && value.type === 'CallExpression' ? value.arguments[1] : undefined;
    const written = handler?.type === 'StringLiteral' ? handler.value : mixed(value, context);
    return [{ name: name === 'className' ? 'class' : name, value: written, offset: value.start ?? 0 }];
  });
}

function text(node: Node, context: Context): MarkupNode {
  return { type: 'text', value: mixed(node, context), offset: node.start ?? 0 };
}

/** A literal as it is, a sum that has one as mixed text, other expressions as `{{…}}`. */
function mixed(node: Node, context: Context): string {
  const inner = unwrap(node);
  if (inner.type === 'StringLiteral') return inner.value;
  if (inner.type === 'NumericLiteral') return String(inner.value);
  const isSum = inner.type === 'BinaryExpression' && inner.operator === '+' && holdsText(inner);
  if (isSum) return mixed(inner.left, context) + mixed(inner.right, context);
  return `{{${dataExpression(inner, context.data)}}}`;
}

function holdsText(node: Node): boolean {
  if (node.type === 'StringLiteral') return true;
  return node.type === 'BinaryExpression' && node.operator === '+' && (holdsText(node.left) || holdsText(node.right));
}

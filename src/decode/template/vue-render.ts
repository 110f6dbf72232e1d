import type { CallExpression, Function as FunctionNode, Node, ObjectExpression } from '@babel/types';
import { dottedName, unwrap, valueOfKey } from '../javascript/names.js';
import { decodeMarkup, MAX_DEPTH, type MarkupElement, type MarkupNode } from './markup.js';
import { type Helper, helperOf, isOfRuntime, runtimeOf } from './vue-helpers.js';
import { vueProps } from './vue-props.js';
import type { RuntimeNames } from './vue-runtime.js';
import { type RenderContext, type RenderScope, sourceOf } from './vue-source.js';

/**
 * Markup of a compiled Vue template: `createElementBlock('view', {onClick: …}, […])` of Vue 3, `_c('view', {on: …}, […])` of
 * Vue 2, under whatever names a minifier left for the receiver. Undefined where the function builds no elements. Bound parts
 * stand as `{{expression}}`; offsets lead into the script. Source: vuejs/core compiler-core codegen, vue 2 compiler codegen
 */
export function decodeVueRender(render: FunctionNode, scope: RenderScope): MarkupNode[] | undefined {
  const result = resultOf(render);
  const runtime = result && runtimeOf(result);
  const context: RenderContext = { ...scope, owners: ownersOf(render), locals: localsOf(render), runtime };
  if (!result || !buildsElements(result, runtime, scope.names)) return undefined;
  return nodesOf(result, context, 0);
}

/** Whether a function ends in building elements, told by its last expression alone. */
export function isVueRender(render: FunctionNode, names?: RuntimeNames): boolean {
  const result = resultOf(render);
  return result !== undefined && buildsElements(result, runtimeOf(result), names);
}

function helper(call: CallExpression, { runtime, names, locals }: RenderContext): Helper | undefined {
  const found = helperOf(call, runtime, names);
  return found ?? (call.arguments.length > 0 && makesElements(call.callee as Node, locals) ? 'element' : undefined);
}

/** `n` of `var n = t._self._c || e`, the maker of elements of Vue 2: nothing else tells `n("sign-note")`. */
function makesElements(callee: Node, locals: ReadonlyMap<string, Node>): boolean {
  const value = callee.type === 'Identifier' ? locals.get(callee.name) : undefined;
  const first = value?.type === 'LogicalExpression' ? value.left : value;
  return first !== undefined && /\._self\._c$/.test(dottedName(first) ?? '');
}

function resultOf(render: FunctionNode): Node | undefined {
  if (render.body.type !== 'BlockStatement') return render.body;
  const last = render.body.body.at(-1);
  return last?.type === 'ReturnStatement' ? (last.argument ?? undefined) : undefined;
}

function buildsElements(result: Node, runtime: string | undefined, names: RuntimeNames | undefined): boolean {
  const inner = lastOf(result);
  if (inner.type === 'ConditionalExpression')
    return buildsElements(inner.consequent, runtime, names) || buildsElements(inner.alternate, runtime, names);
  return inner.type === 'CallExpression' && /^(element|through)$/.test(helperOf(inner, runtime, names) ?? '');
}

/** Parameters, and in Vue 2 the names given `this`. */
function ownersOf(render: FunctionNode): Set<string> {
  const owners = new Set(render.params.flatMap((param) => (param.type === 'Identifier' ? [param.name] : [])));
  for (const [name, value] of localsOf(render)) if (value.type === 'ThisExpression') owners.add(name);
  return owners;
}

function localsOf(render: FunctionNode): Map<string, Node> {
  const locals = new Map<string, Node>();
  if (render.body.type !== 'BlockStatement') return locals;
  for (const statement of render.body.body) {
    if (statement.type !== 'VariableDeclaration') continue;
    for (const { id, init } of statement.declarations) if (id.type === 'Identifier' && init) locals.set(id.name, init);
  }
  return locals;
}

/** `(openBlock(), createElementBlock(…))` is its last part. */
function lastOf(node: Node): Node {
  const inner = unwrap(node);
  return inner.type === 'SequenceExpression' ? lastOf(inner.expressions.at(-1)!) : inner;
}

function nodesOf(node: Node, context: RenderContext, depth: number): MarkupNode[] {
  if (depth > MAX_DEPTH) return [];
  const inner = lastOf(node);
  const next = (child: Node): MarkupNode[] => nodesOf(child, context, depth + 1);
  switch (inner.type) {
    case 'ArrayExpression':
      return inner.elements.flatMap((item) => (item ? next(item as Node) : []));
    case 'SpreadElement':
      return next(inner.argument);
    case 'ConditionalExpression':
      return [...guarded(next(inner.consequent), sourceOf(inner.test, context), inner.start ?? 0), ...next(inner.alternate)];
    case 'LogicalExpression':
      return next(inner.right);
    case 'AssignmentExpression':
      return next(inner.right);
    case 'Identifier': {
      const value = context.locals.get(inner.name) ?? context.resolve(inner.name);
      return value?.type === 'CallExpression' && /^(element|text)$/.test(helper(value, context) ?? '') ? next(value) : [];
    }
    case 'ArrowFunctionExpression':
    case 'FunctionExpression': {
      const result = resultOf(inner);
      return result ? next(result) : [];
    }
    case 'ObjectExpression':
      return inner.properties.flatMap((slot) =>
        slot.type === 'ObjectProperty' ? next(slot.value) : slot.type === 'ObjectMethod' ? slotNodes(slot, next) : [],
      );
    case 'StringLiteral':
    case 'TemplateLiteral':
      return textNodes(inner, context);
    case 'CallExpression':
      return callNodes(inner, context, depth);
    default:
      return [];
  }
}

function slotNodes(
  slot: Extract<ObjectExpression['properties'][number], { type: 'ObjectMethod' }>,
  next: (node: Node) => MarkupNode[],
): MarkupNode[] {
  const result = resultOf(slot);
  return result ? next(result) : [];
}

function callNodes(call: CallExpression, context: RenderContext, depth: number): MarkupNode[] {
  const [first, second] = call.arguments as Node[];
  switch (helper(call, context)) {
    case 'nothing':
      return [];
    case 'text':
      return first ? textNodes(first, context) : [];
    case 'display':
      return textNodes(call, context);
    case 'list':
      return first && second ? [loop(first, second, nodesOf(second, context, depth + 1), context)] : [];
    case 'through':
      return first ? directed(nodesOf(first, context, depth + 1), second, context) : [];
    case 'static':
      return first?.type === 'StringLiteral' ? decodeMarkup(first.value, { xml: false }).nodes : [];
    case 'element':
      return elementNodes(call, context, depth);
    default:
      // A slot's fallback, a kept subtree: whatever a helper is handed may hold elements.
      return (call.arguments as Node[]).flatMap((arg) => (/Expression$/.test(arg.type) ? nodesOf(arg, context, depth + 1) : []));
  }
}

function elementNodes(call: CallExpression, context: RenderContext, depth: number): MarkupNode[] {
  const [type, ...rest] = call.arguments as Node[];
  const tag = type && tagOf(type, context);
  const given = rest[0] && propsGiven(rest[0], context);
  const props = given?.type === 'ObjectExpression' ? given : propsInside(given);
  const content = contentOf(
    rest,
    given !== undefined && given.type !== 'NullLiteral' && (props !== undefined || given !== rest[0]),
  );
  const slots = props ? scopedSlots(props).flatMap((slot) => nodesOf(slot, context, depth + 1)) : [];
  const children = [...(content ? childNodes(content, context, depth) : []), ...slots];
  if (tag === undefined) return children;
  const { attributes, text } = props ? vueProps(props, context) : { attributes: [], text: undefined };
  const element: MarkupElement = { type: 'element', name: tag, attributes, children: text ?? children, offset: call.start ?? 0 };
  return [element];
}

/** `scopedSlots: _u([{key: "footer", fn: function () {…}}, ok ? {…} : null])` of Vue 2: what each slot shows. */
function scopedSlots(props: ObjectExpression): Node[] {
  const slots = valueOfKey(props, 'scopedSlots');
  return slots ? slotsIn(slots) : [];
}

function slotsIn(node: Node): Node[] {
  const inner = lastOf(node);
  switch (inner.type) {
    case 'CallExpression':
      return (inner.arguments as Node[]).flatMap(slotsIn);
    case 'ArrayExpression':
      return inner.elements.flatMap((item) => (item ? slotsIn(item as Node) : []));
    case 'ConditionalExpression':
      return [inner.consequent, inner.alternate].flatMap(slotsIn);
    case 'ObjectExpression':
      return inner.properties.flatMap((item) =>
        item.type === 'ObjectMethod' ? [item as Node] : item.type === 'ObjectProperty' ? slotsIn(item.value) : [],
      );
    case 'ArrowFunctionExpression':
    case 'FunctionExpression': {
      // In a list of slots the function gives one slot more.
      const result = resultOf(inner);
      const isSlot = result !== undefined && lastOf(result).type === 'ObjectExpression';
      return isSlot ? slotsIn(result) : [inner];
    }
    default:
      return [];
  }
}

/** The children: neither the properties, nor the flags that follow and the names of what changes. */
function contentOf(rest: readonly Node[], hasProps: boolean): Node | undefined {
  const flags = rest.findIndex(({ type }) => /^(NumericLiteral|UnaryExpression)$/.test(type));
  const before = flags === -1 ? rest : rest.slice(0, flags);
  return before.find((arg, i) => (i > 0 || !hasProps) && arg.type !== 'NullLiteral');
}

/** The only child may be a text by itself: `createElementVNode('text', null, toDisplayString(x))`. */
function childNodes(content: Node, context: RenderContext, depth: number): MarkupNode[] {
  const inner = lastOf(content);
  const isText = /^(BinaryExpression|MemberExpression)$/.test(inner.type);
  return isText ? textNodes(inner, context) : nodesOf(inner, context, depth + 1);
}

/** The second argument, or what a constant before the function holds for it: `createElementBlock('view', _hoisted_1, […])`. */
function propsGiven(second: Node, { locals, resolve }: RenderContext): Node {
  const inner = unwrap(second);
  const value = inner.type === 'Identifier' ? (locals.get(inner.name) ?? resolve(inner.name)) : undefined;
  return value && unwrap(value).type === 'ObjectExpression' ? unwrap(value) : inner;
}

/** `mergeProps({…}, …)`, `normalizeProps({…})`. */
function propsInside(node: Node | undefined): ObjectExpression | undefined {
  if (node?.type !== 'CallExpression') return undefined;
  return node.arguments.find((arg): arg is ObjectExpression => arg.type === 'ObjectExpression');
}

/** A tag's name, the name a component was resolved or imported by; undefined for a fragment. */
function tagOf(type: Node, context: RenderContext): string | undefined {
  const inner = unwrap(type);
  if (inner.type === 'StringLiteral') return inner.value.replace(/^v-uni-/, '');
  if (isOfRuntime(inner, context)) return undefined;
  const builtIn = inner.type === 'Identifier' ? builtInTag(inner.name, context) : undefined;
  if (builtIn) return builtIn;
  const name = dottedName(inner);
  if (name && /(^|\.)_?(Fragment|Teleport|Transition|TransitionGroup|KeepAlive|Suspense)$/.test(name)) return undefined;
  const resolved = inner.type === 'Identifier' ? context.locals.get(inner.name) : undefined;
  const value = resolved && unwrap(resolved);
  if (value?.type === 'CallExpression') return resolvedName(value);
  if (inner.type === 'CallExpression') return resolvedName(inner);
  // A minifier may call a component what HTML calls an element: `p`, `a`.
  return inner.type === 'Identifier' && /^[a-z]{1,2}$/.test(inner.name) ? `${inner.name}.default` : name;
}

/** `const g = L`, with `L` the runtime's own `view`. */
function builtInTag(name: string, { locals, names }: RenderContext): string | undefined {
  const value = locals.get(name);
  const inner = value && unwrap(value);
  return names?.tags.get(inner?.type === 'Identifier' ? inner.name : name);
}

/** `resolveComponent('uni-icons')`, `resolveEasycom(resolveComponent('uni-icons'), UniIcons)`. */
function resolvedName(call: CallExpression): string | undefined {
  const [first] = call.arguments;
  if (first?.type === 'StringLiteral') return first.value;
  return first?.type === 'CallExpression' ? resolvedName(first) : undefined;
}

function guarded(nodes: MarkupNode[], test: string, offset: number): MarkupNode[] {
  for (const node of nodes) if (node.type === 'element') node.attributes.unshift({ name: 'v-if', value: test, offset });
  return nodes;
}

function loop(list: Node, body: Node, children: MarkupNode[], context: RenderContext): MarkupElement {
  const offset = list.start ?? 0;
  const [param] = body.type === 'ArrowFunctionExpression' || body.type === 'FunctionExpression' ? body.params : [];
  const item = param?.type === 'Identifier' ? param.name : 'item';
  return {
    type: 'element',
    name: 'block',
    attributes: [{ name: 'v-for', value: `${item} in ${sourceOf(list, context)}`, offset }],
    children,
    offset,
  };
}

/** `withDirectives(node, [[vModelText, form.name]])`: what an input is bound to. */
function directed(nodes: MarkupNode[], directives: Node | undefined, context: RenderContext): MarkupNode[] {
  const [element] = nodes;
  if (element?.type !== 'element' || directives?.type !== 'ArrayExpression') return nodes;
  for (const item of directives.elements) {
    const [name, value] = item?.type === 'ArrayExpression' ? (item.elements as Node[]) : [];
    if (!name || !value || !(/vModel/.test(dottedName(name) ?? '') || bindsField(element, name, context))) continue;
    element.attributes.push({ name: 'v-model', value: sourceOf(value, context), offset: value.start ?? 0 });
  }
  return nodes;
}

/** Without its name, what the runtime does to a field is to bind it. */
function bindsField({ name }: MarkupElement, directive: Node, context: RenderContext): boolean {
  return /^(input|textarea|select)$/.test(name) && isOfRuntime(directive, context);
}

function textNodes(node: Node, context: RenderContext): MarkupNode[] {
  const value = textOf(node, context);
  return value.trim() === '' ? [] : [{ type: 'text', value, offset: node.start ?? 0 }];
}

/** Literal parts as they are, everything else as `{{expression}}`. */
function textOf(node: Node, context: RenderContext): string {
  const inner = lastOf(node);
  if (inner.type === 'StringLiteral') return inner.value;
  if (inner.type === 'NumericLiteral') return String(inner.value);
  if (inner.type === 'BinaryExpression' && inner.operator === '+')
    return textOf(inner.left as Node, context) + textOf(inner.right, context);
  if (inner.type === 'CallExpression' && helper(inner, context) === 'display' && inner.arguments[0])
    return textOf(inner.arguments[0] as Node, context);
  return `{{${sourceOf(inner, context)}}}`;
}

import type { CallExpression, Node } from '@babel/types';
import { dottedName, unwrap } from '../javascript/names.js';
import type { RuntimeNames } from './vue-runtime.js';

/** What a helper of Vue's runtime makes: an element, a text, a list, nothing to see, or what it is handed. */
export type Helper = 'element' | 'text' | 'display' | 'list' | 'static' | 'through' | 'nothing';

const BY_NAME: [RegExp, Helper][] = [
  [/^_?(createCommentVNode|_e|openBlock|setBlockTracking|resolveComponent|pushScopeId|popScopeId)$/, 'nothing'],
  [/^_?(createTextVNode|_v)$/, 'text'],
  [/^_?(toDisplayString|_s|_f)$/, 'display'],
  [/^_?(renderList|_l)$/, 'list'],
  [/^_?(withDirectives|withCtx|withMemo|withScopeId)$/, 'through'],
  [/^_?createStaticVNode$/, 'static'],
];
const ELEMENT = /^_?(createElementBlock|createElementVNode|createBaseVNode|createBlock|createVNode|createElement|_c|h)$/;
const TAG = /^[a-z][\w-]*$/;

/**
 * The helper a call runs: by its name, by the shape of an element, and where webpack has shortened the names of what the
 * runtime exports (`(0, r.CE)("view", null, […])`), by the shape of what it is handed.
 *
 * @param runtime the name of the runtime in the render function, where its helpers have no names of their own
 * @param names what a bundler of ES modules calls the helpers (`y("view", null, […])`), where the runtime was found
 */
export function helperOf(call: CallExpression, runtime?: string, names?: RuntimeNames): Helper | undefined {
  if (names && call.callee.type === 'Identifier') return names.helpers.get(call.callee.name);
  const name = nameOf(call);
  const named = BY_NAME.find(([words]) => words.test(name))?.[1];
  if (named) return named;
  if (ELEMENT.test(name)) return call.arguments.length > 0 ? 'element' : undefined;
  if (isElementLike(call)) return 'element';
  return runtime === undefined ? undefined : shapedHelper(call, runtime);
}

/** `r` of `(0, r.uX)(), (0, r.CE)("view", …)`: a block is opened first, then made, both by the runtime. */
export function runtimeOf(result: Node): string | undefined {
  const block = unwrap(result);
  if (block.type === 'ConditionalExpression') return runtimeOf(block.consequent) ?? runtimeOf(block.alternate);
  if (block.type !== 'SequenceExpression' || block.expressions.length !== 2) return undefined;
  const [opens, makes] = block.expressions.map(unwrap);
  if (opens?.type !== 'CallExpression' || makes?.type !== 'CallExpression' || makes.arguments.length === 0) return undefined;
  const [flag] = opens.arguments;
  if (opens.arguments.length > 1 || (flag && !isTrue(flag as Node))) return undefined;
  const runtime = receiverOf(opens);
  return runtime !== undefined && receiverOf(makes) === runtime ? runtime : undefined;
}

/** Whether a tag is none but the runtime's own: `r.FK`, its `Fragment`. */
export function isOfRuntime(type: Node, { runtime, names }: { runtime?: string; names?: RuntimeNames }): boolean {
  if (names && type.type === 'Identifier') return names.tags.get(type.name) === '';
  return (
    runtime !== undefined && type.type === 'MemberExpression' && type.object.type === 'Identifier' && type.object.name === runtime
  );
}

export function nameOf(call: CallExpression): string {
  const name = call.callee.type === 'V8IntrinsicIdentifier' ? '' : (dottedName(unwrap(call.callee as Node)) ?? '');
  return name.split('.').at(-1)!;
}

/** A tag, then properties, then children. */
function isElementLike(call: CallExpression): boolean {
  const [tag, second, third] = call.arguments;
  return (
    tag?.type === 'StringLiteral' &&
    TAG.test(tag.value) &&
    (isContent(second) ||
      (second?.type === 'ObjectExpression' && (!third || third.type === 'NumericLiteral' || isContent(third))))
  );
}

/** Children as Vue 2 writes them: a list, or what makes one. */
function isContent(node: CallExpression['arguments'][number] | undefined): boolean {
  return node?.type === 'ArrayExpression' || (node?.type === 'CallExpression' && /^_[lvest]$/.test(nameOf(node)));
}

/** `r` of `(0, r.CE)(…)`. */
function receiverOf({ callee }: CallExpression): string | undefined {
  const inner = callee.type === 'V8IntrinsicIdentifier' ? undefined : unwrap(callee as Node);
  return inner?.type === 'MemberExpression' && inner.object.type === 'Identifier' ? inner.object.name : undefined;
}

function shapedHelper(call: CallExpression, runtime: string): Helper | undefined {
  const [first, second] = call.arguments.map((argument) => unwrap(argument as Node));
  if (receiverOf(call) !== runtime) return isDisplay(call) ? 'display' : undefined;
  if (!first) return 'nothing';
  if (first.type === 'StringLiteral') {
    if (second && isTrue(second)) return 'nothing';
    if (second?.type === 'NumericLiteral') return first.value.startsWith('<') ? 'static' : 'text';
    return second && TAG.test(first.value) ? 'element' : 'text';
  }
  if (isFunction(first)) return 'through';
  if (second && isFunction(second)) return 'list';
  if (second?.type === 'NumericLiteral' || first.type === 'BinaryExpression' || first.type === 'TemplateLiteral') return 'text';
  if (second?.type === 'ArrayExpression' && second.elements.every((item) => item?.type === 'ArrayExpression')) return 'through';
  // `renderSlot(_ctx.$slots, 'footer')` gives what others hand over.
  if (first.type === 'MemberExpression' && dottedName(first)?.endsWith('.$slots')) return undefined;
  return !second || /^(ObjectExpression|NullLiteral|Identifier|CallExpression)$/.test(second.type) ? 'element' : undefined;
}

/** `(0, s.v_)(x)`: a value made a text, by the part of Vue that its other parts share. */
function isDisplay(call: CallExpression): boolean {
  const [value, ...more] = call.arguments;
  return (
    call.callee.type === 'SequenceExpression' &&
    more.length === 0 &&
    value !== undefined &&
    /^(MemberExpression|Identifier|ConditionalExpression|LogicalExpression|BinaryExpression)$/.test(value.type)
  );
}

function isTrue(node: Node): boolean {
  return (
    (node.type === 'BooleanLiteral' && node.value) ||
    (node.type === 'UnaryExpression' &&
      node.operator === '!' &&
      node.argument.type === 'NumericLiteral' &&
      node.argument.value === 0)
  );
}

function isFunction(node: Node): boolean {
  return node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression';
}

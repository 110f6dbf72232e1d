import type { CallExpression, Function as FunctionNode, Node, ObjectExpression } from '@babel/types';
import { dottedName, isFunction, keyName, unwrap } from '../../decode/javascript/names.js';
import type { ScriptModule, Unit } from '../javascript/module/model.js';
import { refScope } from '../javascript/module/refs.js';

/** What a page's render function hands to its template under one short name: `{{a}}`. */
export type ShownValue =
  | { kind: 'expression'; text: string }
  | { kind: 'handler'; text: string }
  | { kind: 'list'; text: string; item: string; index: string; row: ShownValues }
  | { kind: 'props'; members: [name: string, value: string][] };

export type ShownValues = ReadonlyMap<string, ShownValue>;

/** Names of the runtime's helpers as the compiler exports them. Source: @dcloudio/uni-mp-vue, vFor, withEvent, renderProps … */
const TEXT = /(^|\.)(t|toDisplayString|n|normalizeClass|unref|s|sr)$/;
const LIST = /(^|\.)(f|vFor)$/;
const HANDLER = /(^|\.)(o|vOn|withModelModifiers)$/;
const PROPS = /(^|\.)(p|renderProps)$/;
const EXTEND = /(^|\.)(e|extend|assign)$/;
const SHORT = /^[A-Za-z]{1,2}\d?$/;
const MAX_DEPTH = 12;

/**
 * What the render function of a page compiled for mini-programs by uni-app (Vue 3) hands to the template, by the names the template
 * knows: `{a: t(checked ? '已签到' : '未签到'), b: o(submit)}`. Undefined for a module without one.
 */
export function shownValues(module: ScriptModule): { render: FunctionNode; values: ShownValues } | undefined {
  const listed = listedRenders(module);
  for (const unit of module.units) {
    const render = renderIn(unit, listed);
    const result = render && resultOf(render);
    const values = result && readTable(module, render, result, unit.node === render ? undefined : unit);
    if (values && values.size > 0) return { render, values };
  }
  return undefined;
}

/** `[['render', function (ctx, cache) {…}]]` of a component with options, or the function that `setup` returns. */
function renderIn(unit: Unit, listed: ReadonlySet<Node | string>): FunctionNode | undefined {
  if (!isFunction(unit.node)) return undefined;
  if (unit.name === 'setup') {
    const result = resultOf(unit.node);
    return result && isFunction(result) ? result : undefined;
  }
  return listed.has(unit.node) || (unit.name !== '' && listed.has(unit.name)) ? unit.node : undefined;
}

/** Functions, or their names, that stand in a list of `['render', …]`. */
function listedRenders(module: ScriptModule): Set<Node | string> {
  const lists = module.calls.flatMap(({ node }) => node.arguments.filter((list) => list.type === 'ArrayExpression'));
  const pairs = lists.flatMap(({ elements }) => elements.filter((pair) => pair?.type === 'ArrayExpression'));
  return new Set(
    pairs.flatMap(({ elements: [name, value] }) => {
      if (name?.type !== 'StringLiteral' || name.value !== 'render' || !value) return [];
      return [value.type === 'Identifier' ? value.name : value];
    }),
  );
}

function resultOf(body: FunctionNode): Node | undefined {
  if (body.body.type !== 'BlockStatement') return unwrap(body.body);
  const last = body.body.body.at(-1);
  return last?.type === 'ReturnStatement' && last.argument ? unwrap(last.argument) : undefined;
}

interface Reader {
  text: string;
  /** Names by which the function reaches the component: its parameters. */
  owners: RegExp | undefined;
  /** The function that made what it shows, where that is `setup`. */
  setup: Unit | undefined;
}

function readTable(module: ScriptModule, render: FunctionNode, result: Node, setup: Unit | undefined): ShownValues | undefined {
  const params = render.params.flatMap((param) => (param.type === 'Identifier' ? [param.name.replaceAll('$', '\\$')] : []));
  const owners = params.length > 0 ? new RegExp(`(?<![\\w$.])(?:${params.join('|')})\\.(?=[A-Za-z_$])`, 'g') : undefined;
  const values = new Map<string, ShownValue>();
  collect(result, { text: module.text, owners, setup }, values, 0);
  return [...values.keys()].every((key) => SHORT.test(key)) ? values : undefined;
}

/** Members of `{…}`, of every part of `extend({…}, test ? {…} : {})`. */
function collect(node: Node, reader: Reader, values: Map<string, ShownValue>, depth: number): void {
  const inner = unwrap(node);
  if (depth > MAX_DEPTH) return;
  if (inner.type === 'ConditionalExpression')
    for (const part of [inner.consequent, inner.alternate]) collect(part, reader, values, depth + 1);
  else if (inner.type === 'LogicalExpression') collect(inner.right, reader, values, depth + 1);
  else if (inner.type === 'CallExpression' && EXTEND.test(calleeName(inner)))
    for (const part of inner.arguments) collect(part as Node, reader, values, depth + 1);
  else if (inner.type === 'ObjectExpression')
    for (const member of inner.properties) {
      const key = member.type === 'ObjectProperty' ? keyName(member) : undefined;
      if (key && member.type === 'ObjectProperty') values.set(key, shownValue(member.value, reader, depth + 1));
    }
}

function calleeName(call: CallExpression): string {
  return call.callee.type === 'V8IntrinsicIdentifier' ? '' : (dottedName(call.callee) ?? '');
}

function shownValue(node: Node, reader: Reader, depth: number): ShownValue {
  const inner = unwrap(node);
  if (inner.type !== 'CallExpression') return { kind: 'expression', text: sourceOf(inner, reader) };
  const name = calleeName(inner);
  const [first, second] = inner.arguments as Node[];
  if (first && HANDLER.test(name)) return { kind: 'handler', text: handlerOf(first, reader) };
  if (first?.type === 'ObjectExpression' && PROPS.test(name)) return { kind: 'props', members: propsOf(first, reader) };
  if (first && second && LIST.test(name) && isFunction(second)) return listOf(first, second, reader, depth);
  const shown = first && TEXT.test(name) ? first : inner;
  return { kind: 'expression', text: sourceOf(shown, reader) };
}

function listOf(list: Node, each: FunctionNode, reader: Reader, depth: number): ShownValue {
  const [item = 'item', index = 'index'] = each.params.map((param) => (param.type === 'Identifier' ? param.name : undefined));
  const row = new Map<string, ShownValue>();
  const result = resultOf(each);
  if (result) collect(result, reader, row, depth);
  return { kind: 'list', text: sourceOf(list, reader), item, index, row };
}

/** `(...args) => ctx.submit && ctx.submit(...args)` is `submit`; of other functions what they do. */
function handlerOf(node: Node, reader: Reader): string {
  const inner = unwrap(node);
  if (!isFunction(inner)) return sourceOf(inner, reader);
  const body = inner.body.type === 'BlockStatement' ? undefined : unwrap(inner.body);
  if (body?.type === 'LogicalExpression' && body.operator === '&&') return sourceOf(body.left, reader);
  return sourceOf(body ?? inner.body, reader);
}

function propsOf(object: ObjectExpression, reader: Reader): [string, string][] {
  return object.properties.flatMap((member): [string, string][] => {
    const key = member.type === 'ObjectProperty' ? keyName(member) : undefined;
    if (!key || member.type !== 'ObjectProperty') return [];
    const value = unwrap(member.value);
    return [[key, value.type === 'StringLiteral' ? value.value : `{{${sourceOf(value, reader)}}}`]];
  });
}

function sourceOf(node: Node, { text, owners, setup }: Reader): string {
  const source = text.slice(node.start ?? 0, node.end ?? 0);
  const plain = setup ? source.replace(VALUE_OF, (whole, name: string) => (refScope(name, setup) ? name : whole)) : source;
  return owners ? plain.replace(owners, '') : plain;
}

/** `photos.value` of a ref, which a template writes `photos`. */
const VALUE_OF = /(?<![\w$.'"])([A-Za-z_$][\w$]*)\.value(?![\w$])/g;

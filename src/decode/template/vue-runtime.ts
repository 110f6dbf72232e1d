import type { Function as FunctionNode, Node, Program } from '@babel/types';
import { isFunction, keyName, unwrap, valueOfKey } from '../javascript/names.js';
import { some } from '../javascript/walk.js';
import type { Helper } from './vue-helpers.js';
import { HELPERS } from './vue-runtime-shapes.js';

/** Vue's runtime under the names a minifier left to it: those of one script file. */
export interface RuntimeNames {
  helpers: ReadonlyMap<string, Helper>;
  /** Components that stand for elements (`view` of uni-app's pages for browsers); empty for a fragment, which is none. */
  tags: ReadonlyMap<string, string>;
}

/** Whether a script can hold the runtime: the static content of a template is marked by this property alone. */
export function mayHoldVueRuntime(script: string | Buffer): boolean {
  return script.includes('.staticCount');
}

/**
 * Finds Vue 3's runtime in a bundle that shortened its names, by what its functions do: `f(e = " ", t = 0)` makes a text,
 * `f(e = "", t = false)` a comment, and what these two call opens and makes blocks. Undefined where it is not there.
 * Source: vuejs/core runtime-core vnode.ts, componentRenderContext.ts, helpers/renderList.ts, directives.ts; shared toDisplayString.ts
 */
export function findVueRuntime(program: Program): RuntimeNames | undefined {
  const values = valuesOf(program);
  const functions = [...values].flatMap(([name, node]): [string, FunctionNode][] => (isFunction(node) ? [[name, node]] : []));
  const text = functions.find(([, node]) => hasDefaults(node, ' '));
  const comment = functions.find(([, node]) => hasDefaults(node, ''));
  const makesText = text && callsIn(text[1])[0];
  const [opens, makesBlock] = comment ? callsIn(comment[1]) : [];
  if (!text || !comment || !makesText || !opens || !makesBlock) return undefined;
  const helpers = new Map<string, Helper>([
    [text[0], 'text'],
    [comment[0], 'nothing'],
    [opens.callee, 'nothing'],
    [makesBlock.callee, 'element'],
    [makesText.callee, 'element'],
  ]);
  for (const name of elementMakers(functions, makesBlock.callee)) helpers.set(name, 'element');
  for (const [name, node] of functions) {
    const helper = helpers.has(name) ? undefined : HELPERS.find(([, does]) => does(node))?.[0];
    if (helper) helpers.set(name, helper);
  }
  const fragment = fragmentBefore([...values], makesText.first);
  return { helpers, tags: new Map([...builtIn(beforeRoutes(program)), ...(fragment ? ([[fragment, '']] as const) : [])]) };
}

/** What a file calls the parts of a runtime that other files export: `import { o as p } from './index.js'`. */
export function importedRuntime(
  program: Program,
  runtimeOf: (specifier: string) => { names: RuntimeNames; exported: ReadonlyMap<string, string> } | undefined,
): RuntimeNames | undefined {
  const helpers = new Map<string, Helper>();
  const tags = new Map<string, string>();
  for (const statement of program.body) {
    const runtime = statement.type === 'ImportDeclaration' ? runtimeOf(statement.source.value) : undefined;
    if (!runtime || statement.type !== 'ImportDeclaration') continue;
    for (const item of statement.specifiers) {
      if (item.type !== 'ImportSpecifier') continue;
      const name = item.imported.type === 'Identifier' ? item.imported.name : item.imported.value;
      const inside = runtime.exported.get(name) ?? name;
      const helper = runtime.names.helpers.get(inside);
      if (helper) helpers.set(item.local.name, helper);
      const tag = runtime.names.tags.get(inside);
      if (tag !== undefined) tags.set(item.local.name, tag);
    }
  }
  return helpers.size > 0 ? { helpers, tags } : undefined;
}

/** Name of an export → that of the variable: `export { ct as c }`. */
export function exportedNames(program: Program): Map<string, string> {
  const names = new Map<string, string>();
  for (const statement of program.body) {
    if (statement.type !== 'ExportNamedDeclaration' || statement.source) continue;
    for (const item of statement.specifiers) {
      if (item.type !== 'ExportSpecifier') continue;
      names.set(item.exported.type === 'Identifier' ? item.exported.name : item.exported.value, item.local.name);
    }
  }
  return names;
}

/**
 * Where a build of uni-app for browsers sets its table of pages (`window.__uniRoutes = […]`): what stands before is its runtime.
 * -1 where there is none.
 */
export function routeTableAt({ body }: Program): number {
  return body.findIndex((statement) => {
    if (statement.type !== 'ExpressionStatement') return false;
    const { expression } = statement;
    const parts = expression.type === 'SequenceExpression' ? expression.expressions : [expression];
    return parts.some((part) => part.type === 'AssignmentExpression' && keyName(part.left) === '__uniRoutes');
  });
}

/** A component of the app's own may be called a form too. */
function beforeRoutes(program: Program): [string, Node][] {
  const at = routeTableAt(program);
  return at <= 0 ? [] : [...valuesOf({ ...program, body: program.body.slice(0, at) })];
}

/** The first value of each name that a script, or the one function it consists of, declares. */
function valuesOf(program: Program): Map<string, Node> {
  const values = new Map<string, Node>();
  for (const statement of bodyOf(program)) {
    const inner = statement.type === 'ExportNamedDeclaration' && statement.declaration ? statement.declaration : statement;
    if (inner.type === 'FunctionDeclaration' && inner.id) values.set(inner.id.name, inner);
    if (inner.type !== 'VariableDeclaration') continue;
    for (const { id, init } of inner.declarations)
      if (id.type === 'Identifier' && init && !values.has(id.name)) values.set(id.name, unwrap(init));
  }
  return values;
}

function bodyOf(program: Program): Node[] {
  const only = program.body.filter(({ type }) => type !== 'EmptyStatement');
  const call = only.length === 1 && only[0]!.type === 'ExpressionStatement' ? unwrap(only[0]!.expression) : undefined;
  const callee = call?.type === 'CallExpression' ? unwrap(call.callee as Node) : undefined;
  return callee && isFunction(callee) && callee.body.type === 'BlockStatement' ? callee.body.body : program.body;
}

/** `(e = " ", t = 0)`, `(e = "", t = false)`. */
function hasDefaults({ params }: FunctionNode, text: string): boolean {
  const [first, second] = params;
  if (params.length !== 2 || first?.type !== 'AssignmentPattern' || second?.type !== 'AssignmentPattern') return false;
  if (first.right.type !== 'StringLiteral' || first.right.value !== text) return false;
  const flag = second.right;
  return text === ' '
    ? flag.type === 'NumericLiteral' && flag.value === 0
    : flag.type === 'BooleanLiteral' || flag.type === 'UnaryExpression';
}

interface NamedCall {
  callee: string;
  /** Name of the first argument. */
  first?: string;
  node: Node;
}

/** Calls of plain names in a function, in order. */
function callsIn(root: Node): NamedCall[] {
  const calls: NamedCall[] = [];
  some(root, (node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier') {
      const [first] = node.arguments;
      calls.push({ callee: node.callee.name, ...(first?.type === 'Identifier' && { first: first.name }), node });
    }
    return false;
  });
  return calls;
}

/** `f(…) { return setupBlock(createBaseVNode(…, true)) }` makes a block as the one known does; what it calls makes an element. */
function elementMakers(functions: readonly [string, FunctionNode][], block: string): string[] {
  const known = functions.find(([name]) => name === block)?.[1];
  const setUp = known && wrapped(known)?.outer;
  if (!setUp) return [];
  return functions.flatMap(([name, node]) => {
    const found = wrapped(node);
    return found?.outer === setUp ? [name, found.inner] : [];
  });
}

function wrapped(node: FunctionNode): { outer: string; inner: string } | undefined {
  const calls = callsIn(node.body);
  const [outer, inner] = calls;
  if (calls.length !== 2 || outer?.node.type !== 'CallExpression' || outer.node.arguments[0] !== inner?.node) return undefined;
  return { outer: outer.callee, inner: inner!.callee };
}

/** The kinds of nodes that are no elements are declared in one order: fragment, text, comment, static. */
function fragmentBefore(values: readonly [string, Node][], text: string | undefined): string | undefined {
  const at = values.findIndex(([name]) => name === text);
  const [name, value] = values[at - 1] ?? [];
  return value && (callsIn(value)[0]?.callee === 'Symbol' || isSymbolFor(value)) ? name : undefined;
}

function isSymbolFor(node: Node): boolean {
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    node.callee.object.type === 'Identifier' &&
    node.callee.object.name === 'Symbol'
  );
}

/** Elements of mini-programs that uni-app's runtime for browsers has as components, by the names these go by. */
const BUILT_IN =
  /^(View|Text|Button|Input|Textarea|Image|Navigator|Form|Label|Picker|PickerView|Radio|RadioGroup|Checkbox|CheckboxGroup|Switch|Slider|Swiper|SwiperItem|ScrollView|Icon|Progress|RichText|Editor|Map|Video|WebView|Canvas|MovableView|MovableArea|CoverView|CoverImage)$/;

/** `define({ name: "ScrollView", props: {…} })` in the file of the runtime itself. */
function builtIn(values: readonly [string, Node][]): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of values) {
    const options = value.type === 'CallExpression' && value.arguments.length === 1 ? value.arguments[0] : undefined;
    if (options?.type !== 'ObjectExpression') continue;
    const called = valueOfKey(options, 'name');
    const text = called?.type === 'StringLiteral' ? called.value : '';
    if (BUILT_IN.test(text)) found.set(name, text.replace(/(?!^)[A-Z]/g, '-$&').toLowerCase());
  }
  return found;
}

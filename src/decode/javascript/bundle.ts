import type {
  CallExpression,
  File,
  Function as FunctionNode,
  Node,
  ObjectExpression,
  Program,
  VariableDeclarator,
} from '@babel/types';
import { evalModule } from './eval-module.js';
import { type FileBetween, namedFiles } from './module-comments.js';
import { dottedName, keyName, unwrap } from './names.js';
import { walk } from './walk.js';

/** Names a bundler's wrapper gives to `module`, `exports` and `require` inside a module; `''` where it hands none over. */
export interface ModuleWrapper {
  module: string;
  exports: string;
  require: string;
  /** Metro hands over ids by a list: `require(d[2])` is the module `ids[2]`. */
  dependencies?: { list: string; ids: readonly string[]; importers: readonly string[] };
  /** Its table stands in the file an app begins with, and chunks of other files ask for its modules too. */
  shared?: boolean;
}

export interface BundledModule {
  /** `pages/index/index.js` of an AMD define, or the id in a webpack table. */
  id: string;
  /** The wrapper function; of a module kept in `eval("…")` its program, with the offsets of the file. */
  root: FunctionNode | Program;
  wrapper: ModuleWrapper;
  /** The function in the table, where `root` is the text that it evaluates. */
  holder?: FunctionNode;
  /** Its id means something in this file only: the table is handed to no other. */
  local: boolean;
  /** The file it was made of, where a development build says so. */
  file?: string;
}

/** Bundles do not hide deeper than this. */
const MAX_DEPTH = 16;

/**
 * The modules inside a bundle: AMD `define("pages/a.js", function (require, module, exports) {…})` as WeChat's and Alipay's
 * tools write it, and webpack tables (`push([[chunks], {id: function (module, exports, require) {…}}])`, an array of functions,
 * before webpack 4 `webpackJsonp([chunks], {…})`, or the object
 * handed to the bootstrap, or kept in a variable beside it as webpack 5 does). Empty where the file is one module. Nested tables
 * (a webpack bundle inside a define) are split too, and so is what Metro writes for React Native:
 * `__d(function (global, require, importDefault, importAll, module, exports, ids) {…}, 3, [0, 1])`.
 */
export function splitBundle(file: File): BundledModule[] {
  const out: BundledModule[] = [];
  const named = namedFiles(file);
  let takesChunks = false;
  walk(file.program, (node, ancestors) => {
    if (ancestors.length > MAX_DEPTH) return false;
    takesChunks ||= isChunkList(node);
    if (node.type === 'VariableDeclarator') out.push(...localTable(node, named));
    if (node.type !== 'CallExpression') return undefined;
    const defined = amdModule(node) ?? metroModule(node);
    if (defined) {
      out.push(defined);
      return undefined;
    }
    out.push(...webpackTable(node, named));
    return undefined;
  });
  if (takesChunks && out.every(({ local }) => local)) for (const { wrapper } of out) wrapper.shared = true;
  return out;
}

/**
 * `window.webpackJsonp = window.webpackJsonp || []`, `self.webpackChunkapp = …`: the list that chunks of other files are put on,
 * before webpack 4 a function. Source: webpack 4.47 web/JsonpMainTemplatePlugin.js, webpack 5 web/JsonpChunkLoadingRuntimeModule.js
 */
function isChunkList(node: Node): boolean {
  return (
    node.type === 'AssignmentExpression' &&
    node.left.type === 'MemberExpression' &&
    /^webpack(Jsonp|Chunk)/.test(keyName(node.left) ?? '') &&
    /^(Logical|Function)Expression$/.test(node.right.type)
  );
}

function amdModule(node: CallExpression): BundledModule | undefined {
  if (node.callee.type === 'V8IntrinsicIdentifier' || !/(^|\.)(define|\$__define)$/.test(dottedName(node.callee) ?? ''))
    return undefined;
  const [id] = node.arguments;
  const body = node.arguments.find(
    (arg): arg is Extract<Node, { type: 'FunctionExpression' | 'ArrowFunctionExpression' }> =>
      arg.type === 'FunctionExpression' || arg.type === 'ArrowFunctionExpression',
  );
  if (id?.type !== 'StringLiteral' || !body) return undefined;
  const [require = '', module = '', exports = ''] = paramNames(body);
  return { id: id.value.replace(/^\//, ''), root: body, wrapper: { module, exports, require }, local: false };
}

/** Source: metro packages/metro/src/ModuleGraph/worker/JsFileWrapping.js, addParamsToDefineCall.js */
function metroModule(node: CallExpression): BundledModule | undefined {
  if (node.callee.type !== 'Identifier' || !/^(__\w*)?__d$/.test(node.callee.name)) return undefined;
  const [body, id, list, file] = node.arguments;
  if (body?.type !== 'FunctionExpression' && body?.type !== 'ArrowFunctionExpression') return undefined;
  if (id?.type !== 'NumericLiteral' && id?.type !== 'StringLiteral') return undefined;
  const names = paramNames(body);
  const [, require = '', importDefault = '', importAll = ''] = names;
  const [module = '', exports = '', dependencies = ''] = names.slice(-3);
  const ids =
    list?.type === 'ArrayExpression' ? list.elements.map((item) => (item && 'value' in item ? String(item.value) : '')) : [];
  return {
    id: String(id.value),
    root: body,
    wrapper: {
      module,
      exports,
      require,
      dependencies: { list: dependencies, ids, importers: [require, importDefault, importAll] },
    },
    local: false,
    ...(file?.type === 'StringLiteral' && { file: file.value }),
  };
}

function paramNames(node: FunctionNode): string[] {
  return node.params.map((param) => (param.type === 'Identifier' ? param.name : ''));
}

function webpackTable(node: CallExpression, named: FileBetween): BundledModule[] {
  const pushed = chunkTable(node);
  const table = pushed ?? (isBootstrap(node) ? node.arguments[0] : undefined);
  if (!table) return [];
  const local = pushed === undefined;
  const inner = unwrap(table as Node);
  if (inner.type === 'ObjectExpression') return modulesOf(inner, local, named);
  const { items, first } = listOf(inner);
  let before = inner.start ?? 0;
  return items.flatMap((item, index) => {
    if (!item || !isModuleFunction(item as Node)) return [];
    const file = named(before, item.start ?? 0);
    before = item.end ?? 0;
    return [webpackModule(String(first + index), item as FunctionNode, local, file)];
  });
}

/**
 * The table a chunk hands to all others: `webpackJsonp.push([[chunks], table])`, before webpack 4
 * `webpackJsonp([chunks], table, [entries])`, which is told from other calls by what the table holds.
 * Source: webpack 3.12 JsonpChunkTemplatePlugin.js, webpack 4.47 web/JsonpChunkTemplatePlugin.js
 */
function chunkTable({ arguments: args }: CallExpression): Node | undefined {
  const [chunks, table] = args;
  if (chunks?.type !== 'ArrayExpression') return undefined;
  if (args.length === 1) return chunks.elements[0]?.type === 'ArrayExpression' ? (chunks.elements[1] ?? undefined) : undefined;
  const areIds = chunks.elements.every((item) => item?.type === 'NumericLiteral' || item?.type === 'StringLiteral');
  return areIds && table && holdsModulesOnly(unwrap(table as Node)) ? table : undefined;
}

function holdsModulesOnly(table: Node): boolean {
  if (table.type === 'ObjectExpression')
    return table.properties.length > 0 && modulesOf(table, false).length === table.properties.length;
  const { items } = listOf(table);
  return items.some((item) => item) && items.every((item) => !item || isModuleFunction(item));
}

/** Modules by their place: an array, or `Array(118).concat([…])` where the chunk's first one has that number. */
function listOf(table: Node): { items: readonly (Node | null)[]; first: number } {
  if (table.type === 'ArrayExpression') return { items: table.elements, first: 0 };
  const none = { items: [], first: 0 };
  if (table.type !== 'CallExpression' || table.callee.type !== 'MemberExpression') return none;
  const { object, property } = table.callee;
  const [list] = table.arguments;
  if (property.type !== 'Identifier' || property.name !== 'concat' || list?.type !== 'ArrayExpression') return none;
  if ((object.type !== 'CallExpression' && object.type !== 'NewExpression') || dottedName(object.callee as Node) !== 'Array')
    return none;
  const [length] = object.arguments;
  return length?.type === 'NumericLiteral' ? { items: list.elements, first: length.value } : none;
}

function modulesOf(table: ObjectExpression, local: boolean, named?: FileBetween): BundledModule[] {
  return table.properties.flatMap((member) => {
    const key = member.type === 'SpreadElement' ? undefined : keyName(member);
    const value = member.type === 'ObjectMethod' ? member : member.type === 'ObjectProperty' ? unwrap(member.value) : undefined;
    const file = value && named?.(member.start ?? 0, value.start ?? 0);
    return key && value && isModuleFunction(value) ? [webpackModule(key, value, local, file)] : [];
  });
}

/** A development build keeps the module's text in a string; it is read in place of the wrapper around it. */
function webpackModule(id: string, wrapper: FunctionNode, local: boolean, file: string | undefined): BundledModule {
  const [module = '', exports = '', require = ''] = paramNames(wrapper);
  const body = wrapper.body.type === 'BlockStatement' ? wrapper.body.body : [];
  const only = body.length === 1 && body[0]?.type === 'ExpressionStatement' ? body[0].expression : wrapper.body;
  const inner = evalModule(only as Node);
  if (inner) moveNodes(inner.file.program, inner.offsetOf);
  const names = { module, exports, require };
  const root = inner?.file.program ?? wrapper;
  return { id, root, wrapper: names, local, ...(file && { file }), ...(inner && { holder: wrapper }) };
}

function moveNodes(root: Node, offsetOf: (offset: number) => number): void {
  walk(root, (node) => {
    node.start = offsetOf(node.start ?? 0);
    node.end = offsetOf(node.end ?? 0);
  });
}

/** `var modules = {345: (module, exports, require) => …}`: every key a number or a path, every value a module. */
function localTable({ init }: VariableDeclarator, named: FileBetween): BundledModule[] {
  if (init?.type !== 'ObjectExpression' || init.properties.length === 0) return [];
  const keys = init.properties.map((member) => (member.type === 'SpreadElement' ? undefined : keyName(member)));
  if (!keys.every((key) => key !== undefined && /^\d+$|^\.{1,2}\/|[!/].*\.\w+/.test(key))) return [];
  const modules = modulesOf(init, true, named);
  return modules.length === keys.length ? modules : [];
}

/** `(function (modules) {…})({…})` or `!function (e) {…}([…])`: a function called at once with a table of functions. */
function isBootstrap(node: CallExpression): boolean {
  const callee = unwrap(node.callee as Node);
  return (
    (callee.type === 'FunctionExpression' || callee.type === 'ArrowFunctionExpression') &&
    callee.params.length === 1 &&
    node.arguments.length === 1
  );
}

function isModuleFunction(node: Node): node is FunctionNode {
  return (
    (node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression' || node.type === 'ObjectMethod') &&
    node.params.length <= 7
  );
}

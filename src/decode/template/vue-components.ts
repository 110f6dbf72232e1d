import type { CallExpression, Function as FunctionNode, Node, ObjectExpression, Program } from '@babel/types';
import { keyName, unwrap } from '../javascript/names.js';
import { walk } from '../javascript/walk.js';
import { isVueRender } from './vue-render.js';

/** A single-file component as a bundler left it: its options or setup, and the render function made from its template. */
export interface VueComponent {
  /** Variable it is kept in: what other components use it by. */
  name: string;
  /** Object with data, methods, lifecycle or setup. */
  script: ObjectExpression;
  render: FunctionNode;
  /** `__file` of development builds: the path of the source. */
  file?: string;
}

/**
 * Components of a Vue 3 bundle: `const A = exportHelper({data, methods}, [["render", render], ["__file", "a.vue"]])` as
 * @vitejs/plugin-vue writes it, and objects whose `setup` or `render` gives the elements itself.
 */
export function findVueComponents(program: Program): VueComponent[] {
  const { values, declared } = namesIn(program);
  const resolve = (node: Node | null | undefined): Node | undefined => {
    const inner = node ? unwrap(node) : undefined;
    return inner?.type === 'Identifier' ? values.get(inner.name) : inner;
  };
  const out = declared.flatMap(([name, value]): VueComponent[] => {
    const found = readComponent(value, resolve);
    return found ? [{ name, ...found }] : [];
  });
  // What the helper wraps is found by itself too when its render function stands in it.
  const wrapped = new Set(out.filter(({ file }) => file !== undefined).map(({ script }) => script));
  return out.filter((one) => one.file !== undefined || !wrapped.has(one.script));
}

interface Names {
  /** The first value of each name, of whatever scope: bundlers make the names of a bundle unique. */
  values: Map<string, Node>;
  /** Objects and calls that may be components, with the variable they are kept in. */
  declared: [string, Node][];
}

function namesIn(program: Program): Names {
  const names: Names = { values: new Map(), declared: [] };
  walk(program, (node) => {
    if (node.type === 'FunctionDeclaration' && node.id) names.values.set(node.id.name, node);
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !node.init) return undefined;
    const value = unwrap(node.init);
    if (!names.values.has(node.id.name)) names.values.set(node.id.name, value);
    if (value.type === 'CallExpression' || value.type === 'ObjectExpression') names.declared.push([node.id.name, value]);
    return undefined;
  });
  return names;
}

type Resolve = (node: Node | null | undefined) => Node | undefined;

function readComponent(init: Node, resolve: Resolve): Omit<VueComponent, 'name'> | undefined {
  const list = init.type === 'CallExpression' ? helperList(init) : undefined;
  const script = optionsOf(list ? resolve((init as CallExpression).arguments[0] as Node) : init, resolve);
  if (!script) return undefined;
  const listed = list?.find(([key]) => key === 'render')?.[1];
  const render = functionOf(resolve(listed)) ?? ownRender(script);
  if (!render || !isVueRender(render)) return undefined;
  const file = list?.find(([key]) => key === '__file')?.[1];
  return { script, render, ...(file?.type === 'StringLiteral' && { file: file.value }) };
}

/** `[["render", f], ["__scopeId", "data-v-1"]]`. */
function helperList(call: CallExpression): [string, Node][] | undefined {
  const [, list] = call.arguments;
  if (call.arguments.length !== 2 || list?.type !== 'ArrayExpression' || list.elements.length === 0) return undefined;
  const pairs = list.elements.flatMap((item): [string, Node][] => {
    const [key, value] = item?.type === 'ArrayExpression' ? item.elements : [];
    return key?.type === 'StringLiteral' && value ? [[key.value, value as Node]] : [];
  });
  return pairs.length === list.elements.length ? pairs : undefined;
}

/** `{…}`, `defineComponent({…})`, `Object.assign({name}, {setup})`. */
function optionsOf(node: Node | undefined, resolve: Resolve): ObjectExpression | undefined {
  if (node?.type === 'ObjectExpression') return node;
  if (node?.type !== 'CallExpression') return undefined;
  const objects = node.arguments.flatMap((arg) => {
    const value = resolve(arg as Node);
    return value?.type === 'ObjectExpression' ? [value] : [];
  });
  return objects.at(-1);
}

function ownRender(script: ObjectExpression): FunctionNode | undefined {
  for (const member of script.properties) {
    const key = member.type === 'SpreadElement' ? undefined : keyName(member);
    const value =
      member.type === 'ObjectProperty' ? functionOf(unwrap(member.value)) : member.type === 'ObjectMethod' ? member : undefined;
    if (!value || !key) continue;
    if (key === 'render') return value;
    const last = key === 'setup' && value.body.type === 'BlockStatement' ? value.body.body.at(-1) : undefined;
    if (last?.type === 'ReturnStatement') return functionOf(last.argument ?? undefined);
  }
  return undefined;
}

function functionOf(node: Node | undefined): FunctionNode | undefined {
  return node?.type === 'FunctionExpression' || node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionDeclaration'
    ? node
    : undefined;
}

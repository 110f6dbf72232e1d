import type { CallExpression, Function as FunctionNode, Node, ObjectExpression } from '@babel/types';
import { keyName, unwrap } from '../javascript/names.js';
import { walk } from '../javascript/walk.js';
import { isVueRender } from './vue-render.js';
import type { RuntimeNames } from './vue-runtime.js';

/** A name is given another's value a few times at most. */
const MAX_ALIASES = 8;

/** A single-file component as a bundler left it: its options or setup, and the render function made from its template. */
export interface VueComponent {
  /** Variable or key it is kept in: what other components use it by; its place where it has none. */
  name: string;
  /** What the variable was given: by it other code knows the component. */
  definition: Node;
  /** Object with data, methods, lifecycle or setup. */
  script: ObjectExpression;
  render: FunctionNode;
  /** `__file` of development builds: the path of the source. */
  file?: string;
}

/**
 * Components of a Vue bundle: `const A = exportHelper({data, methods}, [["render", render], ["__file", "a.vue"]])` as
 * @vitejs/plugin-vue writes it, `normalize({data, methods}, render, staticRenderFns, …)` of vue-loader, and objects whose `setup`
 * or `render` gives the elements itself.
 *
 * @param runtime what the script calls the parts of Vue's runtime, where a bundler shortened them
 */
export function findVueComponents(program: Node, runtime?: RuntimeNames): VueComponent[] {
  const { values, declared } = namesIn(program);
  const resolve = (node: Node | null | undefined): Node | undefined => {
    let inner = node ? lastOf(node) : undefined;
    for (let step = 0; step < MAX_ALIASES && inner?.type === 'Identifier'; step++) {
      const next = values.get(inner.name)?.value;
      if (!next) return undefined;
      inner = lastOf(next);
    }
    return inner;
  };
  const out = declared.flatMap(([name, value]): VueComponent[] => {
    const found = readComponent(value, resolve, runtime);
    return found ? [{ name, definition: value, ...found }] : [];
  });
  // What the helper wraps is found by itself too when its render function stands in it.
  const wrapped = new Set(out.filter(isWrapper).map(({ script }) => script));
  return out.filter((one) => isWrapper(one) || !wrapped.has(one.script));
}

/** `exportHelper(A, [["__scopeId", …]])`, which pages and other components name, as against what it is given. */
function isWrapper({ definition }: VueComponent): boolean {
  return definition.type === 'CallExpression' && helperList(definition) !== undefined;
}

interface Names {
  /** The first value of each name in the outermost scope that has it. */
  values: Map<string, { value: Node; depth: number }>;
  /** Objects and calls that may be components, with the variable they are kept in. */
  declared: [string, Node][];
}

function namesIn(program: Node): Names {
  const names: Names = { values: new Map(), declared: [] };
  const put = (name: string, value: Node, depth: number): void => {
    if ((names.values.get(name)?.depth ?? Number.POSITIVE_INFINITY) > depth) names.values.set(name, { value, depth });
  };
  walk(program, (node, ancestors) => {
    if (node.type === 'FunctionDeclaration' && node.id) put(node.id.name, node, depthOf(ancestors));
    // A component used once is written where it is used: `components: {SignRule: exportHelper({…}, […])}`.
    if (node.type === 'ObjectProperty' && node.value.type === 'CallExpression' && node.value.arguments.length >= 2)
      names.declared.push([keyName(node) ?? '', node.value]);
    // … or handed over: `__definePage('pages/a/a', exportHelper({…}, […]))`.
    if (node.type === 'CallExpression')
      for (const arg of node.arguments)
        if (arg.type === 'CallExpression' && helperList(arg)) names.declared.push([`at${arg.start ?? 0}`, arg]);
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !node.init) return undefined;
    const value = lastOf(node.init);
    put(node.id.name, value, depthOf(ancestors));
    if (value.type === 'CallExpression' || value.type === 'ObjectExpression') names.declared.push([node.id.name, value]);
    return undefined;
  });
  return names;
}

/** How many functions are around a node. */
function depthOf(ancestors: readonly Node[]): number {
  return ancestors.reduce((sum, node) => sum + (/Function|Method/.test(node.type) ? 1 : 0), 0);
}

/** The value a sequence has: `(n("b657"), {name: "app"})`. */
function lastOf(node: Node): Node {
  const inner = unwrap(node);
  return inner.type === 'SequenceExpression' ? lastOf(inner.expressions.at(-1)!) : inner;
}

type Resolve = (node: Node | null | undefined) => Node | undefined;

function readComponent(
  init: Node,
  resolve: Resolve,
  runtime: RuntimeNames | undefined,
): Pick<VueComponent, 'script' | 'render' | 'file'> | undefined {
  const normalised = init.type === 'CallExpression' ? normalisedOf(init, resolve, runtime) : undefined;
  if (normalised) return normalised;
  const list = init.type === 'CallExpression' ? helperList(init) : undefined;
  const script = optionsOf(list ? resolve((init as CallExpression).arguments[0] as Node) : init, resolve);
  if (!script) return undefined;
  const listed = list?.find(([key]) => key === 'render')?.[1];
  const render = functionOf(resolve(listed)) ?? ownRender(script);
  if (!render || !isVueRender(render, runtime)) return undefined;
  const file = list?.find(([key]) => key === '__file')?.[1];
  return { script, render, ...(file?.type === 'StringLiteral' && { file: file.value }) };
}

/** `normalize(script, render, staticRenderFns, false, null, …)` of vue-loader; a component may have no script. */
function normalisedOf(
  call: CallExpression,
  resolve: Resolve,
  runtime: RuntimeNames | undefined,
): Pick<VueComponent, 'script' | 'render'> | undefined {
  if (call.arguments.length < 3) return undefined;
  const render = functionOf(resolve(call.arguments[1] as Node));
  if (!render || !isVueRender(render, runtime)) return undefined;
  const script = optionsOf(resolve(call.arguments[0] as Node), resolve);
  return { script: script ?? EMPTY_SCRIPT, render };
}

const EMPTY_SCRIPT: ObjectExpression = {
  type: 'ObjectExpression',
  properties: [],
  start: 0,
  end: 0,
} as unknown as ObjectExpression;

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
    if (last?.type === 'ReturnStatement') return functionOf(last.argument ? lastOf(last.argument) : undefined);
  }
  return undefined;
}

function functionOf(node: Node | undefined): FunctionNode | undefined {
  return node?.type === 'FunctionExpression' || node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionDeclaration'
    ? node
    : undefined;
}

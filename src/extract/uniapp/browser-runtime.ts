import type { Expression, Node, Program, Statement } from '@babel/types';
import { dottedName, unwrap, valueOfKey } from '../../decode/javascript/names.js';
import { some, walk } from '../../decode/javascript/walk.js';
import { routeTableAt } from '../../decode/template/vue-runtime.js';
import { joinPath } from '../javascript/application/application.js';
import type { ScriptModule, Unit } from '../javascript/module/model.js';
import { importOf, ownerOf } from '../javascript/module/units.js';
import type { Sources } from '../miniprogram/source-set.js';

/** uni-app's runtime for browsers, at the start of a bundle. */
export interface BrowserRuntime {
  /** What it calls the platform's functions: `Po` → `chooseImage`. */
  functions: ReadonlyMap<string, string>;
  /** Its own code, which is not the app's. */
  own: Node[];
  /** The table of pages: the paths in it lead nowhere, and its texts are the pages' titles. */
  table: Node;
  tabs: readonly BrowserTab[];
}

/** One item of the tab bar: `{ pagePath: "pages/rank/rank", text: "排行" }`. */
export interface BrowserTab {
  page: string;
  text: string;
  offset: number;
}

/** Functions that every build of the runtime defines. */
const KNOWN = new Set(['showToast', 'showModal', 'request', 'navigateTo', 'redirectTo', 'switchTab', 'reLaunch', 'uploadFile']);
const MIN_KNOWN = 4;

/**
 * Finds uni-app's runtime for browsers: all that stands before the table of pages (`window.__uniRoutes = […]`), which is made
 * first of the app's own. Pages load when they are opened: what loads them stays. Known from: builds for H5 with Vue 3
 */
export function findBrowserRuntime(program: Program): BrowserRuntime | undefined {
  const at = routeTableAt(program);
  if (at <= 0) return undefined;
  const before = program.body.slice(0, at);
  const values = before.flatMap(declaredIn);
  const functions = functionsIn(values);
  if (functions.size === 0) return undefined;
  return {
    functions,
    own: before.flatMap(runtimePartsOf),
    table: program.body[at]!,
    tabs: before.flatMap((statement) => (statement.type === 'ExpressionStatement' ? tabsIn(statement) : [])),
  };
}

/** Calls by the runtime's short names get the platform's: `ye({ title })` is `uni.showToast({ title })`. */
export function nameBrowserCalls(sources: Sources): void {
  const runtimes = sources.vueRuntimes;
  if (!runtimes || ![...runtimes.values()].some(({ functions }) => functions)) return;
  for (const module of sources.modules)
    for (const call of module.calls) {
      const name = call.callee.includes('.') ? undefined : platformName(runtimes, module, call.unit, call.callee);
      if (name) call.callee = `uni.${name}`;
    }
}

function platformName(
  runtimes: NonNullable<Sources['vueRuntimes']>,
  module: ScriptModule,
  unit: Unit,
  name: string,
): string | undefined {
  const bundle = module.outer?.module ?? module;
  const own = runtimes.get(bundle.id)?.functions?.get(name);
  if (own) return isHidden(unit, name) ? undefined : own;
  const binding = bundle.imports.has(name) ? importOf(unit, name) : undefined;
  const from = binding && runtimes.get(joinPath(binding.from.id, binding.specifier));
  return from && binding ? from.functions?.get(from.exported.get(binding.imported) ?? binding.imported) : undefined;
}

/** Whether a function around, or the component, has a variable of that name. */
function isHidden(unit: Unit, name: string): boolean {
  const owner = ownerOf(name, unit);
  return owner !== undefined && (owner.params.includes(name) || Boolean(owner.parent ?? owner.module.outer));
}

function declaredIn(statement: Statement): [string, Expression][] {
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.flatMap(({ id, init }): [string, Expression][] =>
    id.type === 'Identifier' && init ? [[id.name, init]] : [],
  );
}

/** `const po = define(API_CHOOSE_IMAGE, …)`, told by what the functions that define known ones are called with. */
function functionsIn(values: readonly [string, Expression][]): Map<string, string> {
  const texts = new Map(
    values.flatMap(([name, value]) => (value.type === 'StringLiteral' ? [[name, value.value] as const] : [])),
  );
  const made = values.flatMap(([name, value]) => {
    const call = unwrap(value);
    const [first] = call.type === 'CallExpression' ? call.arguments : [];
    const api = first?.type === 'StringLiteral' ? first.value : first?.type === 'Identifier' ? texts.get(first.name) : undefined;
    const maker = call.type === 'CallExpression' ? dottedName(call.callee as Node) : undefined;
    return api && maker && call.type === 'CallExpression' && call.arguments.length > 1 ? [{ name, api, maker }] : [];
  });
  const known = made.filter(({ api }) => KNOWN.has(api));
  if (known.length < MIN_KNOWN) return new Map();
  const makers = new Set(known.map(({ maker }) => maker));
  return new Map(made.flatMap(({ name, api, maker }) => (makers.has(maker) ? [[name, api] as const] : [])));
}

/** Of `window.__uniConfig = assign({ tabBar: { list: […] } }, …)`. */
export function tabsIn(config: Node): BrowserTab[] {
  const tabs: BrowserTab[] = [];
  walk(config, (node) => {
    if (node.type !== 'ObjectExpression') return;
    const [page, text] = [valueOfKey(node, 'pagePath'), valueOfKey(node, 'text')];
    if (page?.type === 'StringLiteral' && text?.type === 'StringLiteral')
      tabs.push({ page: page.value.replace(/^\//, ''), text: text.value, offset: text.start ?? 0 });
  });
  return tabs;
}

/** All of a statement but what loads a file when it is needed. */
function runtimePartsOf(statement: Statement): Node[] {
  if (statement.type === 'ImportDeclaration' || statement.type === 'ExportNamedDeclaration') return [];
  if (statement.type !== 'VariableDeclaration') return [statement];
  return statement.declarations.filter(
    ({ init }) => init && !some(init, ({ type }) => type === 'ImportExpression' || type === 'Import'),
  );
}

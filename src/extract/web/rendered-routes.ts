import type { Node, ObjectExpression } from '@babel/types';
import { isFunction, keyName, unwrap } from '../../decode/javascript/names.js';
import { walk } from '../../decode/javascript/walk.js';
import type { TextFact } from '../../facts/types.js';
import type { ScriptModule } from '../javascript/module/model.js';
import { encloses } from '../javascript/module/nodes.js';
import { type Components, componentsOf, loadedModules, tagName } from '../miniprogram/bundle-components.js';
import type { VueModule } from '../miniprogram/source-set.js';
import { tabFact } from '../miniprogram/vue-runtimes.js';
import { tabsIn } from '../uniapp/browser-runtime.js';
import { textAt } from './route-settings.js';
import type { Route } from './routes.js';

/** Settings of a page that name its title. */
const TITLE = 'navigationBarTitleText';

/** What a line of a table renders by itself. */
export interface Rendered {
  /** Tags of components that the app has registered for all. */
  tags: string[];
  title?: string;
}

/**
 * What a component that is written in a table of routes renders: `{render: h => h("Page", {props: {navigationBarTitleText}},
 * [h("pages-sign-index", {slot: "page"})])}` of uni-app with Vue 2, where pages are components under a name of their own.
 * Undefined where it renders nothing that the app has registered. Source: @dcloudio/webpack-uni-pages-loader, lib/platforms/h5.js
 */
export function renderedBy({ app, registered }: Components, { component, unit }: Route): Rendered | undefined {
  const render = component && renderOf(unwrap(component));
  if (!render) return undefined;
  const tags: string[] = [];
  let title: string | undefined;
  walk(render, (node) => {
    const [tag] = node.type === 'CallExpression' ? node.arguments : [];
    if (tag?.type === 'StringLiteral' && registered.has(tagName(tag.value))) tags.push(tagName(tag.value));
    if (node.type === 'ObjectProperty' && keyName(node) === TITLE) title = textAt(app, node.value, unit);
  });
  return tags.length > 0 ? { tags, ...(title && { title }) } : undefined;
}

/** Components of the tags. */
export function componentsRendered(index: Components, { tags }: Rendered): VueModule[] {
  return tags.flatMap((tag) => {
    const at = index.registered.get(tag);
    return at ? componentsOf(index, at.node, at.unit) : [];
  });
}

/** Modules that are loaded for the tags. */
export function modulesRendered({ app, registered }: Components, { tags }: Rendered): ScriptModule[] {
  return tags.flatMap((tag) => {
    const at = registered.get(tag);
    return at ? loadedModules(app, at.node, at.unit) : [];
  });
}

/** Whether a line has a render function of its own. */
export function isRendered({ component }: Route): boolean {
  return component !== undefined && renderOf(unwrap(component)) !== undefined;
}

/**
 * The tab bar beside such a table; what the tables say of pages and tabs is no word of the module they stand in, and leads nowhere.
 */
export function takeTables(module: ScriptModule): TextFact[] {
  const tables = [...(module.members.get('__uniConfig') ?? []), ...(module.members.get('__uniRoutes') ?? [])];
  const isKept = ({ node }: { node: Node }): boolean => !tables.some((table) => encloses(table, node));
  module.literals = module.literals.filter(isKept);
  module.routes = module.routes.filter(isKept);
  return tables.flatMap(tabsIn).map((tab) => tabFact(module, module.text, tab));
}

function renderOf(node: Node): Node | undefined {
  const member = node.type === 'ObjectExpression' ? memberOf(node, 'render') : undefined;
  const value = member?.type === 'ObjectProperty' ? unwrap(member.value) : member;
  return value && isFunction(value) ? value : undefined;
}

function memberOf({ properties }: ObjectExpression, key: string): ObjectExpression['properties'][number] | undefined {
  return properties.find((member) => member.type !== 'SpreadElement' && keyName(member) === key);
}

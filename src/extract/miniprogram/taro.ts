import type { Node } from '@babel/types';
import { decodeJsxCalls } from '../../decode/template/jsx-calls.js';
import { type Application, stemOf } from '../javascript/application/application.js';
import { follow } from '../javascript/application/follow.js';
import type { ScriptModule } from '../javascript/module/model.js';
import { readMarkup } from '../markup/reading.js';
import type { AppConfig } from './app-config.js';
import { type Components, childrenOf, componentsOf, indexComponents } from './bundle-components.js';
import { addTemplate, type Sources, type Template, type VueModule } from './source-set.js';

/**
 * Pages of Taro 3 and 4 with React or Vue, which are components registered under a route: `Page(createPageConfig(Component,
 * 'pages/a/a', {root: {cn: []}}, config))`. What they show stands in their code alone: their templates are Taro's own, the same for
 * every page. Source: NervJS/taro packages/taro-runtime/src/dsl/common.ts, taro-webpack5-runner loaders
 */
export function addTaroPages(app: Application, sources: Sources, { pages }: Pick<AppConfig, 'pages'>): void {
  const routes = new Set(pages.map(({ id }) => id));
  const index = indexComponents(app, sources);
  if (index.byDefinition.size === 0) return;
  for (const module of [...app.modules.values()]) {
    dropConfigCopy(module, routes);
    for (const { node, unit } of module.calls) {
      const [component, route, data] = node.arguments as Node[];
      if (route?.type !== 'StringLiteral' || !routes.has(route.value) || data?.type !== 'ObjectExpression') continue;
      const roots = component ? componentsOf(index, component, unit) : [];
      if (roots.length > 0) addPage(index, stemOf(route.value), module, roots);
    }
  }
}

/** The app's script has a copy of its configuration: the pages listed there are not led to, and its words are titles and tabs. */
function dropConfigCopy(module: ScriptModule, routes: ReadonlySet<string>): void {
  const lists = (module.members.get('pages') ?? []).filter(
    (list) =>
      list.type === 'ArrayExpression' &&
      list.elements.length > 0 &&
      list.elements.every((item) => item?.type === 'StringLiteral' && routes.has(item.value)),
  );
  if (lists.length === 0) return;
  const copies = [...lists, ...(module.members.get('tabBar') ?? []), ...(module.members.get('window') ?? [])];
  const isKept = ({ node }: { node: Node }): boolean =>
    !copies.some((copy) => copy.start! <= (node.start ?? 0) && (node.end ?? 0) <= copy.end!);
  module.routes = module.routes.filter(isKept);
  module.literals = module.literals.filter(isKept);
}

/** Configuration of Taro is a script: its titles and tabs are read as what they are, and are no words of a page besides. */
export function dropConfigWords(app: Application): void {
  for (const module of app.modules.values()) if (/(^|\/)[\w-]+\.config\.[jt]sx?$/.test(module.id)) module.literals = [];
}

function addPage(index: Components, stem: string, page: ScriptModule, roots: readonly VueModule[]): void {
  const { app, sources } = index;
  const modules = new Set<ScriptModule>([page]);
  const templates: Template[] = [];
  const open = [...roots];
  const seen = new Set<VueModule>(roots);
  for (let next = open.pop(); next; next = open.pop()) {
    const { template, children } = read(index, next, stem);
    if (template) templates.push(template);
    modules.add(next.module);
    if (next.bundle.owner !== 'third-party') modules.add(next.bundle);
    for (const child of children) {
      if (seen.has(child)) continue;
      seen.add(child);
      open.push(child);
    }
  }
  const file = app.byStem.get(stem);
  if (file && !modules.has(file)) {
    // The file around the bundle says nothing that its modules do not say.
    app.byStem.delete(stem);
    clear(file);
  }
  sources.templates.delete(stem);
  for (const template of templates) addTemplate(sources, template);
  sources.bundles.set(stem, [...modules]);
}

/** A component's template with elements by their names, and the components it uses. */
function read(index: Components, component: VueModule, stem: string): { template?: Template; children: VueModule[] } {
  const { module, script } = component;
  if (script.type === 'ObjectExpression') return readVue(index, component, stem);
  const children: VueModule[] = [];
  const tagOf = (type: Node): string | undefined => {
    const target = follow(index.app, { node: type, unit: module.top }).node;
    // `export const View = 'view'` of @tarojs/components.
    if (target.type === 'StringLiteral') return pascal(target.value);
    const used = componentsOf(index, type, module.top);
    children.push(...used);
    return undefined;
  };
  const { nodes } = decodeJsxCalls(script, module.text, tagOf);
  const { path, text, owner } = module;
  return { template: { stem, path, text, owner, reading: readMarkup(nodes, 'jsx'), module }, children };
}

/** Components of Vue have options and a template that is read already. */
function readVue(index: Components, component: VueModule, stem: string): { template?: Template; children: VueModule[] } {
  const [template] = index.sources.templates.get(component.module.id) ?? [];
  return { ...(template && { template: { ...template, stem } }), children: childrenOf(index, component) };
}

function pascal(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function clear(module: ScriptModule): void {
  module.literals = [];
  module.calls = [];
  module.branches = [];
  module.arithmetic = [];
  module.routes = [];
  module.units = [module.top];
  module.unitsByName = new Map();
}

import type { Node, ObjectExpression } from '@babel/types';
import { keyName, unwrap } from '../../decode/javascript/names.js';
import { walk } from '../../decode/javascript/walk.js';
import type { Application } from '../javascript/application/application.js';
import { follow } from '../javascript/application/follow.js';
import type { ScreenSpec, ScreenTemplate } from '../javascript/application/screens.js';
import { fold, foldObject } from '../javascript/constants/fold.js';
import type { ScriptModule, Unit } from '../javascript/module/model.js';
import { unitAt } from '../javascript/module/units.js';
import { lineIndex } from '../lines.js';
import { type Components, componentsOf, indexComponents, loadedModules, withChildren } from '../miniprogram/bundle-components.js';
import type { Sources, VueModule } from '../miniprogram/source-set.js';
import { componentsRendered, isRendered, modulesRendered, type Rendered, renderedBy } from './rendered-routes.js';
import { addSettings, isOpening, textAt, titleOf } from './route-settings.js';

/** One line of a router's table. */
export interface Route {
  /** From the root, without `/` at its start; `/` for the root itself. */
  path: string;
  name?: string;
  /** It stands for `/` too. */
  root?: boolean;
  /** The app opens with it, or shows it in its tab bar: `meta: { isEntry: true }` of uni-app. */
  opening?: boolean;
  /** The table is a framework's and names all pages of the app: the file that is loaded first shows none of its own. */
  shell?: boolean;
  title?: string;
  redirect?: string;
  /** The key of what it shows. */
  shown?: string;
  component?: Node;
  /** What it shows where that is written in the line itself. */
  rendered?: Rendered;
  node: Node;
  unit: Unit;
}

export interface RoutedScreens {
  screens: ScreenSpec[];
  /** Screens the app opens with. */
  entries: string[];
  /** Modules that lead to screens from everywhere. */
  appModules: ScriptModule[];
  /** Modules that belong to routes. */
  modules: Set<ScriptModule>;
  /** Modules whose table names all pages of the app. */
  shells: Set<ScriptModule>;
}

const SHOWS = ['loader', 'lazy', 'getComponent', 'component', 'components', 'element', 'Component', 'render', 'page'];
/** Of Taro's table alone: elsewhere what is loaded need be no page. */
const LOADS = 'load';
const MAX_ROUTES = 2000;
const MAX_DEPTH = 12;

/** Screens of single-page apps: the tables that Vue Router and React Router are given, with the components they name. */
export function readRoutes(app: Application, sources: Sources): RoutedScreens {
  const index = indexComponents(app, sources);
  const routes = withRendered(index, routesOf(app));
  const screens = new Map<string, ScreenSpec>();
  for (const route of routes.slice(0, MAX_ROUTES)) if (route.component) addScreen(index, screens, route);
  const redirects = routes.flatMap(({ path, redirect }) => (redirect && /^(\/|\*|.*\*.*)$/.test(path) ? [redirect] : []));
  const roots = routes.flatMap(({ path, root, opening }) => (root || opening ? [path] : []));
  return {
    screens: [...screens.values()],
    entries: [...new Set(['/', ...roots, ...redirects])].filter((id) => screens.has(id)),
    appModules: [],
    modules: new Set([...screens.values()].flatMap(({ modules }) => modules)),
    shells: new Set(routes.flatMap(({ shell, unit }) => (shell ? [unit.module] : []))),
  };
}

/** All lines of the tables that an app's own modules hold; what leads to one of them by its name is noted. */
export function routesOf(app: Application): Route[] {
  const routes = [...app.modules.values()]
    .filter(({ owner }) => owner !== 'third-party')
    .flatMap((module) => tablesOf(app, module));
  nameNavigations(app, routes);
  return routes;
}

/** In a table whose lines render pages by their tags, those that render none of the app's are the framework's own pages. */
function withRendered(index: Components, routes: Route[]): Route[] {
  for (const route of routes) {
    route.rendered = renderedBy(index, route);
    if (route.rendered) Object.assign(route, { shell: true, title: route.rendered.title });
  }
  const shells = new Set(routes.flatMap(({ rendered, unit }) => (rendered ? [unit.module] : [])));
  return routes.filter((route) => route.rendered || !shells.has(route.unit.module) || !isRendered(route));
}

function tablesOf(app: Application, module: ScriptModule): Route[] {
  if (!module.members.has('path')) return [];
  const routes: Route[] = [];
  const seen = new Set<Node>();
  walk(module.root, (node, ancestors) => {
    if (node.type !== 'ObjectExpression' || seen.has(node)) return;
    const before = routes.length;
    readRoute(app, module, node, '', routes, seen, 0);
    const [route] = routes.slice(before);
    if (route) addSettings(app, route, ancestors.at(-1));
    if (route && !route.shell && route.shown === LOADS) routes.length = before;
  });
  return routes;
}

function readRoute(
  app: Application,
  module: ScriptModule,
  node: ObjectExpression,
  parent: string,
  routes: Route[],
  seen: Set<Node>,
  depth: number,
): void {
  const values = new Map<string, Node>();
  for (const member of node.properties) {
    const key = member.type === 'SpreadElement' ? undefined : keyName(member);
    if (key) values.set(key, member.type === 'ObjectProperty' ? member.value : (member as Node));
  }
  const shown = [...SHOWS, LOADS].find((key) => values.has(key));
  const path = values.get('path');
  if (!path || depth > MAX_DEPTH || !(shown || values.has('children') || values.has('redirect'))) return;
  const unit = unitAt(module, node);
  const text = fold(app, path, unit);
  if (text === undefined || /[\s\\]|^https?:/.test(text)) return;
  seen.add(node);
  const written = text.startsWith('/') || parent === '' ? text : `${parent}/${text}`;
  // The page an app opens with stands for the root, and has its own path beside it.
  const alias = written === '/' ? textAt(app, values.get('alias'), unit) : undefined;
  const whole = alias?.startsWith('/') ? alias : written;
  const meta = values.get('meta');
  const redirect = values.get('redirect');
  routes.push({
    path: idOf(whole),
    ...(whole !== written && { root: true }),
    ...(meta && isOpening(app, meta, unit) && { opening: true }),
    name: textAt(app, values.get('name'), unit),
    title: (meta && titleOf(app, meta, unit)) ?? textAt(app, values.get('title'), unit),
    redirect: redirect && idOf(fold(app, redirect, unit) ?? ''),
    ...(shown && { shown }),
    component: shown ? values.get(shown) : undefined,
    node,
    unit,
  });
  const children = unwrap(values.get('children') ?? path);
  if (children.type !== 'ArrayExpression') return;
  for (const child of children.elements)
    if (child?.type === 'ObjectExpression') readRoute(app, module, child, whole.replace(/\/$/, ''), routes, seen, depth + 1);
}

/** `/sign/` → `sign`; the root keeps its sign. */
function idOf(path: string): string {
  return path.replace(/^\/+/, '').replace(/\/+$/, '') || '/';
}

function addScreen(index: Components, screens: Map<string, ScreenSpec>, route: Route): void {
  const { module } = route.unit;
  const roots = shownBy(index, route);
  const known = screens.get(route.path);
  const components = [...withChildren(index, roots)];
  // A page whose template was not found is at least the module that is loaded for it.
  const loaded = pageLoaded(index, route);
  const modules = [
    ...new Set([
      ...(components.length > 0 ? [] : loaded),
      ...components.flatMap((component) => [component.module, ...whollyOf(index, component, components, loaded)]),
    ]),
  ];
  if (known && known.modules.length >= modules.length) return;
  const templates = components.flatMap((component) => templatesOf(index, component));
  const title =
    route.title ?? templates[0]?.reading.texts.find(({ position, bound }) => position === 'page-title' && !bound)?.value;
  screens.set(route.path, {
    id: route.path,
    ...(title && { title }),
    aliases: aliasesOf(route),
    at: { path: module.path, ...lineIndex(module.text).at(route.node.start ?? 0) },
    registered: true,
    modules,
    templates,
  });
}

function pageLoaded(index: Components, { component, rendered, unit }: Route): ScriptModule[] {
  if (rendered) return modulesRendered(index, rendered);
  const target = follow(index.app, { node: component!, unit });
  return loadedModules(index.app, target.node, target.unit);
}

/** `component: A`, or `components: {default: A, footer: B}`. */
function shownBy(index: Components, { component, rendered, unit }: Route): VueModule[] {
  if (rendered) return componentsRendered(index, rendered);
  const node = unwrap(component!);
  if (node.type !== 'ObjectExpression' || index.byDefinition.has(node)) return componentsOf(index, node, unit);
  return node.properties.flatMap((item) => (item.type === 'ObjectProperty' ? componentsOf(index, item.value, unit) : []));
}

/** The module of a bundle, or the file loaded for the page, whose components are all shown here: what else stands in it is theirs. */
function whollyOf(
  index: Components,
  { bundle }: VueModule,
  shown: readonly VueModule[],
  loaded: readonly ScriptModule[],
): ScriptModule[] {
  const all = index.byBundle.get(bundle) ?? [];
  return (bundle.wrapper || loaded.includes(bundle)) && all.every((component) => shown.includes(component)) ? [bundle] : [];
}

function templatesOf({ sources }: Components, { module }: VueModule): ScreenTemplate[] {
  return (sources.templates.get(module.id) ?? []).map((template) => ({ ...template, module }));
}

/** Other ways to write a route: its fixed part before `/:id`, and its name. */
export function aliasesOf({ path, name, root }: Pick<Route, 'path' | 'name' | 'root'>): string[] {
  const fixed = path.replace(/\/?[:*(].*$/, '');
  return [
    ...(root ? ['/'] : []),
    ...(fixed && fixed !== path ? [fixed, `${fixed}/`] : []),
    ...(name && name !== path ? [`route:${name}`] : []),
  ];
}

/** `router.push({name: 'sign'})` leads to the route of that name. */
function nameNavigations(app: Application, routes: readonly Route[]): void {
  const byName = new Map(routes.flatMap(({ name, path }) => (name ? [[name, path] as const] : [])));
  for (const module of app.modules.values()) {
    if (module.owner === 'third-party') continue;
    for (const { callee, node, unit } of module.calls) {
      if (!/(^|\.)(push|replace|navigate)$/.test(callee) || node.arguments.length === 0) continue;
      const object = foldObject(app, node.arguments[0] as Node, unit);
      for (const member of object?.node.properties ?? []) {
        if (member.type !== 'ObjectProperty' || keyName(member) !== 'name') continue;
        const path = byName.get(fold(app, member.value, object!.unit) ?? '');
        if (path) module.routes.push({ value: `/${path}`, node, unit });
      }
    }
  }
}

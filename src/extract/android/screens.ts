import { eachInstruction } from '../../decode/dex/index.js';
import { type AppClass, type Classes, dotted, outerClass } from './classes.js';
import type { Body } from './code/body.js';
import type { CallGraph } from './code/call-graph.js';
import type { Program } from './code/program.js';
import { type Layout, readLayout } from './layouts.js';
import type { Manifest, ManifestComponent } from './manifest.js';
import { ownership } from './ownership.js';
import { pageClasses } from './pages.js';
import type { Resources, XmlFile } from './resources.js';

/** An Activity or Fragment of the app with all it reaches. */
export interface Screen {
  id: string;
  component?: ManifestComponent;
  registered: boolean;
  launcher: boolean;
  /** Methods it reaches, its own first. */
  bodies: Body[];
  layouts: Layout[];
  /** Ids of screens it leads to. */
  leads: Set<string>;
}

const FRAGMENT = /^(androidx\.fragment\.app|android\.app|android\.support\.v4\.app)\.(\w*Fragment)$/;
const ACTIVITY = /^android\.app\.Activity$/;
const DEPTH = 5;
const FILES = new Set(['layout', 'menu', 'xml', 'navigation']);

/** Screens of the app: declared activities and its fragments, each with what it reaches in code and layouts. */
export function readScreens(manifest: Manifest | undefined, program: Program, graph: CallGraph, resources: Resources): Screen[] {
  const screens = findScreens(manifest, program.classes);
  const known = new Set(screens.map((screen) => screen.id));
  screens.push(
    ...pageClasses(program)
      .filter((name) => !known.has(name))
      .map(empty),
  );
  const ids = new Set(screens.map((screen) => screen.id));
  const layouts = new Map<XmlFile, Layout>();
  const layoutOf = (file: XmlFile): Layout => {
    const known = layouts.get(file) ?? readLayout(file, resources);
    layouts.set(file, known);
    return known;
  };
  for (const screen of screens) fillScreen(screen, ids, program, graph, resources, layoutOf);
  const routes = readRoutes(manifest, program.classes);
  for (const screen of screens) findLeads(screen, ids, routes);
  return screens;
}

function findScreens(manifest: Manifest | undefined, classes: Classes): Screen[] {
  const out = new Map<string, Screen>();
  const ownerOf = ownership(manifest);
  for (const component of manifest?.components ?? []) {
    // Without code the manifest alone names the screens; then any that no library owns is one.
    if (component.type !== 'activity' || ownerOf(component.name) === 'third-party') continue;
    out.set(component.name, { ...empty(component.name), component, registered: component.enabled, launcher: component.launcher });
  }
  for (const item of classes.own) {
    if (out.has(item.name) || item.name.includes('$') || item.definition.flags & 0x400) continue;
    const above = classes.ancestors(item.name);
    if (above.some((name) => FRAGMENT.test(name))) out.set(item.name, { ...empty(item.name), registered: true });
    else if (above.some((name) => ACTIVITY.test(name))) out.set(item.name, { ...empty(item.name), registered: false });
  }
  return [...out.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function empty(id: string): Screen {
  return { id, registered: true, launcher: false, bodies: [], layouts: [], leads: new Set() };
}

function fillScreen(
  screen: Screen,
  ids: ReadonlySet<string>,
  program: Program,
  graph: CallGraph,
  resources: Resources,
  layoutOf: (file: XmlFile) => Layout,
): void {
  const lineage = [
    screen.id,
    ...program.classes.ancestors(screen.id).filter((name) => program.classes.byName.get(name)?.owner === 'own'),
  ];
  const family = new Set(lineage.flatMap((name) => program.family(name)));
  const enter = (key: string): boolean => {
    const outer = outerClass(key.slice(0, key.indexOf('->')));
    return !ids.has(outer) || lineage.includes(outer);
  };
  const roots = new Set([...family].flatMap((name) => program.bodiesOf(name).map((body) => body.key)));
  const files = new Set<XmlFile>();
  // Own views in a layout bring code, and their code may bring layouts: a few rounds reach all of it.
  for (let round = 0; round < 3; round++) {
    const keys = graph.reachable(roots, DEPTH, enter);
    screen.bodies = [...keys.keys()].flatMap((key) => program.body(key) ?? []);
    for (const body of screen.bodies)
      for (const { id, type } of body.resources) {
        const file = FILES.has(type) ? resources.xml(id) : undefined;
        if (file) files.add(file);
      }
    screen.layouts = [...files].map(layoutOf);
    const before = roots.size;
    for (const layout of screen.layouts)
      for (const name of layout.classes)
        if (!ids.has(name) && program.classes.byName.get(name)?.owner === 'own')
          for (const body of program.bodiesOf(name)) roots.add(body.key);
    if (roots.size === before) break;
  }
}

/** Texts that start a screen: actions of its intent filters, ARouter paths (`@Route(path = "/main/sign")`). */
function readRoutes(manifest: Manifest | undefined, classes: Classes): Map<string, string> {
  const routes = new Map<string, string>();
  for (const component of manifest?.components ?? [])
    if (component.type === 'activity')
      for (const action of component.actions) if (!action.startsWith('android.')) routes.set(action, component.name);
  for (const item of classes.own)
    for (const { type, values } of item.source.dex.annotations(item.definition).onClass)
      if (/\/Route;$/.test(type) && typeof values.path === 'string') routes.set(values.path, item.name);
  for (const item of classes.byName.values()) if (ROUTE_TABLE.test(item.name)) readRouteTable(item, routes);
  return routes;
}

/** Tables the router's annotation processor generates; the annotations themselves do not reach the device. */
const ROUTE_TABLE = /(^|\.)(ARouter\$\$(Group|Providers)\$\$\w+|\w*RouterMap|UriAnnotationInit_\w+)$/;
const ROUTES = 5000;

/** `atlas.put("/main/sign", RouteMeta.build(type, Sign.class, "/main/sign", …))`: each path names the class beside it. */
function readRouteTable(item: AppClass, routes: Map<string, string>): void {
  const { dex } = item.source;
  for (const { code } of item.data().methods) {
    const body = code ? dex.code(code) : undefined;
    if (!body) continue;
    let path: string | undefined;
    let target: string | undefined;
    for (const { kind, index } of eachInstruction(dex.bytes, body)) {
      if (kind === 'const-string') {
        const text = dex.string(index);
        if (text.startsWith('/')) path = text;
      } else if (kind === 'const-class') target = dotted(dex.type(index));
      // The call that builds the entry takes both; the path may be written again, in small letters, for the group.
      if (path === undefined || target === undefined || routes.size >= ROUTES) continue;
      if (kind === 'const-string' || kind === 'const-class') routes.set(path, target);
      if (kind === 'invoke' && dex.method(index)?.name === 'put') path = target = undefined;
    }
  }
}

function findLeads(screen: Screen, ids: ReadonlySet<string>, routes: ReadonlyMap<string, string>): void {
  const add = (name: string | undefined): void => {
    const outer = name && outerClass(name);
    if (outer && outer !== screen.id && ids.has(outer)) screen.leads.add(outer);
  };
  for (const body of screen.bodies) {
    for (const { name } of [...body.created, ...body.named]) add(name);
    for (const call of body.calls) add(call.callee.owner.slice(1, -1).replaceAll('/', '.'));
    for (const { text } of body.literals) add(ids.has(text) ? text : routes.get(text));
  }
  for (const layout of screen.layouts) for (const name of layout.classes) add(name);
}

/** Reachability by walking from the launcher's screens; `from` holds who leads to a screen. */
export function linkScreens(screens: readonly Screen[]): Map<string, { reached: boolean; from: string[] }> {
  const links = new Map(
    screens.map((screen) => [screen.id, { reached: screen.launcher, from: screen.launcher ? ['app'] : ([] as string[]) }]),
  );
  const byId = new Map(screens.map((screen) => [screen.id, screen]));
  const queue = screens.filter((screen) => screen.launcher).map((screen) => screen.id);
  for (const screen of screens) for (const id of screen.leads) links.get(id)?.from.push(screen.id);
  for (let i = 0; i < queue.length; i++)
    for (const id of byId.get(queue[i]!)?.leads ?? []) {
      const link = links.get(id)!;
      if (link.reached) continue;
      link.reached = true;
      queue.push(id);
    }
  for (const link of links.values()) link.from.sort();
  return links;
}

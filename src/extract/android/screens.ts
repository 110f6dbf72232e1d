import type { Body } from './code/body.js';
import type { CallGraph } from './code/call-graph.js';
import type { Composables } from './code/composables.js';
import type { Program } from './code/program.js';
import { findLeads } from './leads.js';
import { lineageOf } from './lineage.js';
import type { Manifest, ManifestComponent } from './manifest.js';
import { type Layout, readLayout } from './markup/layouts.js';
import type { Destination, Navigation } from './markup/navigation.js';
import { outerClass } from './names.js';
import { ownership } from './ownership.js';
import { pageClasses } from './pages.js';
import type { Resources, XmlFile } from './resources.js';
import { readRoutes } from './routes.js';
import { turnedOnByCode } from './turned-on.js';

/** An Activity, Fragment or destination of a navigation graph, with all it reaches. */
export interface Screen {
  id: string;
  component?: ManifestComponent;
  registered: boolean;
  launcher: boolean;
  /** Opened from outside by something else than its icon: a shortcut, a widget. */
  entry: boolean;
  /** Turned off in the manifest, or its icon is, and code may turn it on. */
  turnedOn?: 'itself' | 'its icon';
  /** What it is in navigation graphs. */
  destinations: Destination[];
  /** Of a destination of a Compose graph: the lambdas that draw it. */
  content?: string[];
  /** Methods it reaches, its own first. */
  bodies: Body[];
  layouts: Layout[];
  /** Ids of screens it leads to. */
  leads: Set<string>;
}

const FRAGMENT =
  /^(androidx\.fragment\.app|android\.app|android\.support\.v4\.app)\.\w*Fragment$|^(androidx|android|android\.support\.v\d+)\.preference\.Preference(Dialog)?Fragment(Compat)?$|\.BottomSheetDialogFragment$/;
const ACTIVITY = /^android\.app\.Activity$/;
const DEPTH = 5;
/** Composables nest: a text may stand in the content of a button in a row in a bar. */
const COMPOSE_DEPTH = 14;
const FILES = new Set(['layout', 'menu', 'xml', 'navigation']);

/** Screens of the app: declared activities and its fragments, each with what it reaches in code and layouts. */
export function readScreens(
  manifest: Manifest | undefined,
  program: Program,
  graph: CallGraph,
  resources: Resources,
  navigation: Navigation,
  entries: ReadonlySet<string>,
  composables: Composables,
): Screen[] {
  const declared = findScreens(manifest, program, navigation, entries);
  const known = new Set(declared.map((screen) => screen.id));
  const pages = pageClasses(program).filter((name) => !known.has(name));
  const screens = [...declared, ...pages.map(empty), ...composeScreens(composables)];
  const ids = new Set(screens.map((screen) => screen.id));
  const contents = new Set(screens.flatMap(({ content }) => content ?? []));
  const layouts = new Map<XmlFile, Layout>();
  const layoutOf = (file: XmlFile): Layout => {
    const known = layouts.get(file) ?? readLayout(file, resources);
    layouts.set(file, known);
    return known;
  };
  const routes = readRoutes(manifest, program.classes);
  for (const screen of screens) {
    fillScreen(screen, { ids, contents }, program, graph, resources, layoutOf);
    findLeads(screen, { ids, routes, navigation, naming: composables.naming });
  }
  return screens;
}

function findScreens(
  manifest: Manifest | undefined,
  program: Program,
  navigation: Navigation,
  entries: ReadonlySet<string>,
): Screen[] {
  const { classes } = program;
  const turnedOn = turnedOnByCode(manifest, program);
  const out = new Map<string, Screen>();
  const ownerOf = ownership(manifest);
  for (const component of manifest?.components ?? []) {
    // Without code the manifest alone names the screens; then any that no library owns is one.
    if (component.type !== 'activity' || ownerOf(component.name) === 'third-party') continue;
    const { name, enabled, launcher } = component;
    const later = !enabled && turnedOn.has(name);
    out.set(name, {
      ...empty(name),
      component,
      registered: enabled || later,
      launcher,
      ...(later && { turnedOn: 'itself' as const }),
    });
  }
  for (const item of classes.own) {
    if (out.has(item.name) || item.name.includes('$') || item.definition.flags & 0x400) continue;
    const above = classes.ancestors(item.name);
    if (above.some((name) => FRAGMENT.test(name))) out.set(item.name, empty(item.name));
    else if (above.some((name) => ACTIVITY.test(name))) out.set(item.name, { ...empty(item.name), registered: false });
  }
  for (const destination of [...navigation.destinations.values()].flat()) {
    const name = destination.className;
    if (name === undefined || ownerOf(name) === 'third-party') continue;
    // A minifier may rename what a fragment inherits from; the graph still says that it is a place.
    const screen = out.get(name) ?? empty(name);
    screen.destinations.push(destination);
    out.set(name, screen);
  }
  for (const { name, target } of manifest?.aliases ?? [])
    if (turnedOn.has(name) && out.has(target)) out.get(target)!.turnedOn ??= 'its icon';
  for (const name of entries) if (out.has(name)) out.get(name)!.entry = true;
  return [...out.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Each route of a Compose graph is a place of its own, whatever activity hosts it. */
function composeScreens({ destinations }: Composables): Screen[] {
  const out = new Map<string, Screen>();
  for (const { route, content } of destinations) {
    const known = out.get(route);
    if (known) known.content?.push(...content);
    else out.set(route, { ...empty(route), content: [...content] });
  }
  return [...out.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function empty(id: string): Screen {
  return { id, registered: true, launcher: false, entry: false, destinations: [], bodies: [], layouts: [], leads: new Set() };
}

function fillScreen(
  screen: Screen,
  { ids, contents }: { ids: ReadonlySet<string>; contents: ReadonlySet<string> },
  program: Program,
  graph: CallGraph,
  resources: Resources,
  layoutOf: (file: XmlFile) => Layout,
): void {
  const lineage = [screen.id, ...lineageOf(screen.id, program.classes)];
  const family = new Set(lineage.flatMap((name) => program.family(name)));
  const isOthers = (name: string): boolean => contents.has(name) && !screen.content?.includes(name);
  const enter = (key: string): boolean => {
    const name = key.slice(0, key.indexOf('->'));
    const outer = outerClass(name);
    return !isOthers(name) && (!ids.has(outer) || lineage.includes(outer));
  };
  const first = screen.content ?? [...family].filter((name) => !isOthers(name));
  const roots = new Set(first.flatMap((name) => program.bodiesOf(name).map((body) => body.key)));
  const depth = contents.size > 0 ? COMPOSE_DEPTH : DEPTH;
  const files = new Set<XmlFile>();
  // Own views in a layout bring code, and their code may bring layouts: a few rounds reach all of it.
  for (let round = 0; round < 3; round++) {
    const keys = graph.reachable(roots, depth, enter);
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

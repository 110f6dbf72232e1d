import type { At } from '../../../facts/types.js';
import { constantTexts } from '../../markup/expressions.js';
import type { MarkupReading } from '../../markup/reading.js';
import { addTo } from '../../multimap.js';
import type { ScriptModule, Unit } from '../module/model.js';
import { nameCalls } from '../module/named-calls.js';
import { isTransport } from '../requests/transports.js';
import { type Application, joinPath } from './application.js';
import { reach, reachThrough } from './call-graph.js';
import { borrowedUnits } from './definitions.js';
import { joinEvents } from './events.js';
import { routerCalls } from './router.js';
import { joinStores } from './stores.js';

/** One template that a screen shows: its own, a component's, an imported one, or the JSX of a module. */
export interface ScreenTemplate {
  reading: MarkupReading;
  path: string;
  text: string;
  /** Of one compiled into a bundle what the bundle calls it: `pages/sign/sign.wxml`. */
  name?: string;
  /** The script whose functions its handlers name. */
  module?: ScriptModule;
  /** Further scripts whose functions they name: those of the same web page. */
  scripts?: readonly ScriptModule[];
}

/** A screen as the carrier's configuration and files describe it; linking adds what it reaches. */
export interface ScreenSpec {
  id: string;
  title?: string;
  /** What its bar shows for want of a title of its own. */
  barTitle?: string;
  /** Other paths that lead to it. */
  aliases?: string[];
  at: At;
  registered: boolean;
  /** Page and component modules: all their functions belong to the screen. */
  modules: ScriptModule[];
  templates: ScreenTemplate[];
  /** Functions a script binds to elements: those it looks up by id or class, or where no template names them. */
  bound?: readonly Unit[];
}

export interface LinkedScreens {
  screens: ScreenSpec[];
  /** Ids of the screens that reach a unit. */
  byUnit: Map<Unit, string[]>;
  /** Of these, the screens that reach it only by way of a function that carries all requests: see `isTransport`. */
  upkeepOf: Map<Unit, Set<string>>;
  /** Units that run when a person touches a visible element. */
  handled: Set<Unit>;
  /** Screen id → ids of the screens (or `app`) that lead to it. */
  from: Map<string, Set<string>>;
  /** A navigation whose target is only known when it runs. */
  openNavigation: boolean;
  /** Whether nothing runs a unit, where that can be told. */
  isUnused?: (unit: Unit) => boolean;
}

/** Joins screens with the functions they reach and with each other. `entries`: pages opened by tab bar or at launch. */
export function linkScreens(
  app: Application,
  screens: ScreenSpec[],
  entries: string[],
  appModules: ScriptModule[],
): LinkedScreens {
  nameCalls(app);
  joinStores(app);
  joinEvents(app, screens);
  const reached = new Map<Unit, Set<string>>();
  const upkeepOf = new Map<Unit, Set<string>>();
  const handled = new Set<Unit>();
  const isPassage = (unit: Unit): boolean => isTransport(app, unit);
  const from = new Map<string, Set<string>>(screens.map((screen) => [screen.id, new Set<string>()]));
  for (const screen of screens) {
    const borrowed = screen.modules.flatMap((module) => borrowedUnits(app, module));
    const own = screen.modules.flatMap((module) => module.units);
    // Handlers also name what a page has taken over from a store and only its template knows.
    const handlers = handlersOf(screen, borrowed);
    const { direct, behind } = reachThrough(app, [...own, ...borrowed, ...handlers], isPassage, screen.id);
    for (const unit of direct) addTo(reached, unit, screen.id);
    for (const unit of behind) {
      addTo(reached, unit, screen.id);
      addTo(upkeepOf, unit, screen.id);
    }
    for (const unit of reach(app, handlers, screen.id)) handled.add(unit);
  }
  addDataModules(app, screens, reached);
  for (const entry of entries) from.get(entry)?.add('app');
  const openNavigation = addEdges(app, screens, reached, from, appModules);
  const byUnit = new Map([...reached].map(([unit, ids]) => [unit, [...ids].sort()]));
  return { screens, byUnit, upkeepOf, handled, from, openNavigation };
}

/** WePY 1 writes a component's template into the page's, and its handlers with the component's name before them: `$card$punch`. */
const INLINED = /^\$(?:[\w-]+\$)+(\w+)$/;

/** WePY 2 gives an element the number of its handlers, functions in a table beside the page: `handlers: { '7-1': { tap() {…} } }`. */
function proxies(module: ScriptModule): Unit[] {
  const tables = module.members.get('handlers') ?? [];
  return module.units.filter(
    ({ start, end, parent }) => parent && tables.some((table) => start >= (table.start ?? 0) && end <= (table.end ?? 0)),
  );
}

/** Functions a template's handlers name, and functions written inside a JSX handler. */
function handlersOf(screen: ScreenSpec, borrowed: readonly Unit[]): Unit[] {
  const out: Unit[] = [...(screen.bound ?? [])];
  for (const { reading, module, text, scripts = [] } of screen.templates) {
    if (!module) continue;
    for (const handler of reading.handlers) {
      for (const name of handler.expression.match(/[A-Za-z_$][\w$]*/g) ?? []) {
        for (const one of [module, ...scripts]) out.push(...(one.unitsByName.get(name) ?? []));
        if (name === '_proxy') out.push(...proxies(module));
        const inlined = INLINED.exec(name)?.[1];
        if (inlined) for (const one of screen.modules) out.push(...(one.unitsByName.get(inlined) ?? []));
        out.push(...borrowed.filter((unit) => unit.name === name));
      }
      if (module.text !== text) continue;
      const end = handler.offset + handler.expression.length;
      out.push(...module.units.filter((unit) => unit.parent && unit.start >= handler.offset && unit.end <= end + 4));
    }
  }
  return out;
}

/** Tables of texts and menus kept in modules of their own belong to the few screens that import them. */
function addDataModules(app: Application, screens: ScreenSpec[], reached: Map<Unit, Set<string>>): void {
  const owners = new Set(screens.flatMap((screen) => screen.modules));
  const importersOf = new Map<ScriptModule, Set<string>>();
  for (const screen of screens)
    for (const module of screen.modules)
      for (const binding of module.imports.values()) {
        const target =
          app.modules.get(binding.specifier) ?? app.byStem.get(joinPath(module.id, binding.specifier).replace(/\.\w+$/, ''));
        if (target && !owners.has(target)) addTo(importersOf, target, screen.id);
      }
  for (const [module, ids] of importersOf) if (ids.size <= 3) for (const id of ids) addTo(reached, module.top, id);
}

/** `/pages/a/b?x=1`, `../b/b`, `pages/a/b` → the id of a screen, tried as root-absolute and relative to the page's folder. */
export function screenOfPath(path: string, current: string, ids: ReadonlySet<string>): string | undefined {
  const bare = path
    .replace(/^hap:\/\/app\/[\w.]+\//, '')
    .replace(/[?#].*$/, '')
    .replace(/\.(html|vue|ux)$/, '')
    .trim();
  if (bare.length < 2) return undefined;
  for (const candidate of [
    bare.replace(/^\/+/, ''),
    joinPath(current, bare),
    `${bare.replace(/^\/+/, '')}/index`,
    joinPath(current, bare).replace(/\/index$/, ''),
  ])
    if (ids.has(candidate)) return candidate;
  return undefined;
}

/** Pages below a folder that scripts put before what they are written with: `open('/pages/news/list')` for `projects/a/pages/news/list`. */
function pagesBelow(ids: ReadonlySet<string>): Map<string, string> {
  const below = new Map<string, string>();
  const shared = new Set<string>();
  for (const id of ids) {
    const own = /\/(pages?\/.+)$/.exec(id)?.[1];
    if (!own) continue;
    if (below.has(own)) shared.add(own);
    below.set(own, id);
  }
  for (const own of shared) below.delete(own);
  return below;
}

function addEdges(
  app: Application,
  screens: ScreenSpec[],
  reached: Map<Unit, Set<string>>,
  from: Map<string, Set<string>>,
  appModules: ScriptModule[],
): boolean {
  const idOf = new Map(screens.flatMap(({ id, aliases = [] }) => aliases.map((alias) => [alias, id] as const)));
  for (const { id } of screens) idOf.set(id, id);
  const ids = new Set(idOf.keys());
  const below = pagesBelow(ids);
  const link = (path: string, current: string): void => {
    const target = screenOfPath(path, current, ids) ?? below.get(path.replace(/^\/+|[?#].*$/g, ''));
    const id = target && idOf.get(target);
    if (id && id !== current) from.get(id)?.add(current);
  };
  for (const screen of screens)
    for (const { reading } of screen.templates) {
      for (const { url } of reading.navigations) link(url, screen.id);
      // `onclick="open('Sign')"`: the whole name of a page, which need not look like a path.
      for (const { expression } of reading.handlers)
        for (const text of constantTexts(expression)) if (ids.has(text.replace(/^\//, ''))) link(text, screen.id);
    }
  let open = false;
  for (const module of app.modules.values()) {
    const opened = routerCalls(app, module);
    // A library's link goes where the page that holds it says.
    open ||=
      module.owner !== 'third-party' &&
      (opened.open ||
        module.calls.some((call) =>
          /(^|\.)(navigateTo|redirectTo|reLaunch|switchTab|\$(navigate|redirect|switch))$/.test(call.callee),
        ));
    for (const route of [...module.routes, ...opened.routes]) {
      for (const id of reached.get(route.unit) ?? []) link(route.value, id);
      if (appModules.includes(module)) {
        const target = screenOfPath(route.value, '', ids);
        if (target) from.get(idOf.get(target)!)?.add('app');
      }
    }
  }
  return open;
}

/** Screens that the app's entries lead to over any number of steps. */
export function reachableScreens(from: Map<string, Set<string>>): Set<string> {
  const seen = new Set<string>(['app']);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [id, sources] of from)
      if (!seen.has(id) && [...sources].some((source) => seen.has(source))) {
        seen.add(id);
        grown = true;
      }
  }
  return seen;
}

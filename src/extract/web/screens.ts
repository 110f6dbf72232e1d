import type { MarkupNode } from '../../decode/template/markup.js';
import type { TextFact } from '../../facts/types.js';
import type { Application } from '../javascript/application/application.js';
import type { ScreenSpec, ScreenTemplate } from '../javascript/application/screens.js';
import type { ScriptModule } from '../javascript/module/model.js';
import { lineIndex } from '../lines.js';
import { type MarkupReading, readMarkup } from '../markup/reading.js';
import type { Sources } from '../miniprogram/source-set.js';
import { pushTo } from '../multimap.js';
import { takeBuiltMarkup } from './built-markup.js';
import { applyBindings, type Binding, readBindings } from './handlers.js';
import { localName, type WebPage } from './pages.js';
import { takeTables } from './rendered-routes.js';
import { type RoutedScreens, readRoutes } from './routes.js';
import type { WebScripts } from './scripts.js';

/** Scripts on more pages than this speak for none of them: names are then looked up in the page's own only. */
const MAX_SHARED = 3;

export interface WebScreens {
  screens: ScreenSpec[];
  /** Screens an app opens with, beside its start page. */
  entries: string[];
  /** Modules that lead to screens from everywhere. */
  appModules: ScriptModule[];
  /** What tab bars say that stand beside a table of pages. */
  tabs: TextFact[];
}

/** A screen for every page, and for every route of the single-page apps among them. */
export function readScreens(app: Application, sources: Sources, pages: readonly WebPage[], scripts: WebScripts): WebScreens {
  const routed = readRoutes(app, sources);
  const modulesOf = new Map(pages.map((page) => [page, pageModules(scripts, page, routed)] as const));
  joinPages(modulesOf);
  const built = new Map<ScriptModule, ScreenTemplate | undefined>();
  const bindings = new Map<ScriptModule, Binding[]>();
  const shells = new Set(routed.screens.length > 0 ? pages.filter((page) => isShell(sources, scripts, routed, page)) : []);
  const screens = pages
    .filter((page) => !shells.has(page))
    .map((page) => screenOf(app, sources, page, modulesOf.get(page)!, built, bindings));
  const shared = [...shells].flatMap((page) => modulesOf.get(page)!);
  return {
    screens: [...screens, ...routed.screens],
    entries: routed.entries,
    appModules: [...routed.appModules, ...shared],
    tabs: [...routed.shells].flatMap(takeTables),
  };
}

/** The page that uni-app's or Taro's runtime fills: it shows none but the pages of the table, and what it runs is the app's start. */
function isShell({ vueRuntimes }: Sources, { byFile, byPage }: WebScripts, { shells }: RoutedScreens, page: WebPage): boolean {
  const isStart = (name: string): boolean =>
    vueRuntimes?.get(name)?.functions !== undefined || (byFile.get(name) ?? []).some((module) => shells.has(module));
  const { texts } = readMarkup(page.document.nodes, 'html');
  return (byPage.get(page) ?? []).some(isStart) && texts.every(({ position }) => position === 'page-title');
}

/**
 * Own modules a page runs: those of its files, less what belongs to the routes of a single-page app. Of a bundle's table these are
 * the modules no other one requires, and components; the rest is reached by calls.
 */
function pageModules({ byFile, byPage }: WebScripts, page: WebPage, routed: RoutedScreens): ScriptModule[] {
  const all = [...new Set((byPage.get(page) ?? []).flatMap((name) => byFile.get(name) ?? []))];
  const own = all.filter((module) => module.owner !== 'third-party' && !routed.modules.has(module));
  const required = new Set(own.flatMap(({ specifiers }) => specifiers));
  const shown = own.filter((module) => !module.wrapper || !required.has(module.id.slice(module.id.indexOf('#') + 1)));
  return shown.length > 0 ? shown : own;
}

/** Tells the scripts of each page of each other: what one declares, all can use. */
function joinPages(modulesOf: ReadonlyMap<WebPage, ScriptModule[]>): void {
  const pagesOf = new Map<ScriptModule, ScriptModule[][]>();
  for (const modules of modulesOf.values()) for (const module of modules) pushTo(pagesOf, module, modules);
  for (const [module, groups] of pagesOf) {
    const everywhere = groups[0]!.filter((other) => other !== module && groups.every((group) => group.includes(other)));
    const some = groups.length <= MAX_SHARED ? groups.flat().filter((other) => other !== module) : [];
    module.beside = [...new Set([...everywhere, ...some])];
  }
}

function screenOf(
  app: Application,
  sources: Sources,
  page: WebPage,
  modules: ScriptModule[],
  built: Map<ScriptModule, ScreenTemplate | undefined>,
  known: Map<ScriptModule, Binding[]>,
): ScreenSpec {
  const bindings = modules.flatMap((module) => {
    const found = known.get(module) ?? readBindings(app, [module]);
    known.set(module, found);
    return found;
  });
  const { title, nodes } = page.document;
  applyBindings(nodes, bindings);
  const reading = readMarkup(nodes, 'html');
  addFrames(reading, page, nodes);
  const { refresh } = page.document;
  if (refresh && localName(page, refresh.url)) reading.navigations.push(refresh);
  // Handlers are looked up in all of the page's scripts; the first of them stands for expressions in attributes.
  const own = modules.find(({ path }) => path === page.entry.path) ?? modules[0];
  const templates: ScreenTemplate[] = [
    { reading, path: page.entry.path, text: page.text, ...(own && { module: own, scripts: modules }) },
  ];
  for (const module of modules) {
    if (!built.has(module)) built.set(module, builtTemplate(module, modules, bindings));
    const template = built.get(module);
    if (template) templates.push(template);
  }
  for (const module of modules)
    for (const template of sources.templates.get(module.id) ?? [])
      if (template.module === module) templates.push({ ...template, module });
  const heading = reading.texts.find(({ position, bound }) => position === 'page-title' && !bound);
  const place = title ?? (heading && { value: heading.value, offset: heading.offset });
  return {
    id: page.name,
    ...(place && { title: place.value }),
    aliases: aliasesOf(page.name),
    at: { path: page.entry.path, ...lineIndex(page.text).at(place?.offset ?? 0) },
    registered: true,
    modules,
    templates,
    bound: bindings.map(({ unit }) => unit),
  };
}

/** Links are compared without the ending of the file, and a folder stands for its index. */
function aliasesOf(name: string): string[] {
  const bare = name.replace(/\.html$/, '');
  return [bare, ...(/(^|\/)index\.x?html?$/.test(name) ? [`${name.replace(/index\.x?html?$/, '')}index`] : [])].filter(
    (alias) => alias !== name,
  );
}

/** Pages shown inside a page. */
function addFrames(reading: MarkupReading, page: WebPage, nodes: readonly MarkupNode[]): void {
  for (const node of nodes) {
    if (node.type === 'text') continue;
    const src = /^(i?frame|frame)$/.test(node.name) ? node.attributes.find(({ name }) => name === 'src') : undefined;
    if (src && localName(page, src.value)) reading.navigations.push({ url: src.value, offset: src.offset });
    addFrames(reading, page, node.children);
  }
}

function builtTemplate(
  module: ScriptModule,
  scripts: readonly ScriptModule[],
  bindings: readonly Binding[],
): ScreenTemplate | undefined {
  const nodes = takeBuiltMarkup(module);
  if (nodes.length === 0) return undefined;
  applyBindings(nodes, bindings);
  return { reading: readMarkup(nodes, 'html'), path: module.path, text: module.text, module, scripts };
}

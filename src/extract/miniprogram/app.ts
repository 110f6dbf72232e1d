import type { Coverage, Fact } from '../../facts/types.js';
import type { Opened, Tree } from '../../open/tree.js';
import type { Extraction } from '../extraction.js';
import { type Application, createApplication } from '../javascript/application/application.js';
import { linkScreens, type ScreenSpec } from '../javascript/application/screens.js';
import { unusedUnits } from '../javascript/application/unused.js';
import { scriptFacts } from '../javascript/facts/index.js';
import { withKnown } from '../javascript/libraries/known-scripts.js';
import { libraryFacts } from '../javascript/libraries/libraries.js';
import type { AppConfig } from './app-config.js';
import { compiledComponents, compiledTitles } from './compiled.js';
import { limitFacts } from './limits.js';
import { type ComponentTable, readScreens } from './screens.js';
import type { Sources } from './source-set.js';
import { readSources } from './sources.js';
import { joinVariants } from './variants.js';

/**
 * Facts of an app made of pages with templates and scripts, whatever configuration names them.
 *
 * @param addPages joins the parts of pages that a framework's compiler took apart; says what components each uses where no file does
 */
export function extractApp(
  opened: Opened,
  tree: Tree,
  config: AppConfig,
  addPages?: (app: Application, sources: Sources, config: AppConfig) => ComponentTable | undefined,
): Extraction {
  const sources = readSources(tree, config.pages, config.framework === 'compiled' || tree.format === 'wxapkg');
  const app = createApplication(sources.modules);
  joinVariants(app, sources);
  const compiled = config.framework === 'compiled' ? compiledComponents(tree) : undefined;
  if (compiled) compiledTitles(config, tree);
  const joined = addPages?.(app, sources, config);
  const screens = readScreens(tree, app, sources, config, compiled ?? joined);
  const appModules = ['app', 'main', 'App', 'src/app', 'src/main', 'src/App'].flatMap(
    (stem) => sources.bundles.get(stem) ?? app.byStem.get(stem) ?? [],
  );
  const entries = [...config.tabs.map((tab) => tab.page), ...(config.pages[0] ? [config.pages[0].id] : [])];
  const linked = linkScreens(app, screens, entries, appModules);
  // Of a bundle, neither modules nor names are told apart; of a part of a package, not who uses it.
  const apart = config.framework === 'compiled' && areModulesApart(sources, screens);
  if (!config.partial && (apart || (opened.form === 'project' && config.framework !== 'compiled')))
    linked.isUnused = unusedUnits(app, linked, appModules, markupOf(sources), apart);
  // What leads to the pages of a subpackage stands in the main package, which is not here.
  // Menus of web apps are made of the table of routes, and every route has an address.
  if (config.partial || config.framework === 'web') linked.openNavigation = true;
  const facts = [
    ...scriptFacts(app, linked),
    ...configFacts(config),
    ...withKnown(
      libraryFacts(config.framework === 'compiled' ? [...tree.entries, ...definedScripts(sources)] : tree.entries),
      sources.known,
    ),
    ...limitFacts(app, sources, config, screens, opened),
  ];
  return {
    facts,
    package: {
      carrier: config.carrier,
      id: config.id ?? opened.appId,
      name: config.name,
      versionName: config.versionName,
      versionCode: config.versionCode,
    },
    coverage: coverageOf(sources, facts),
    hosts: hostsOf(config, sources),
  };
}

/** Whether a package keeps each script of its source under its own path, and those of all its pages are here. */
function areModulesApart({ modules }: Sources, screens: readonly ScreenSpec[]): boolean {
  return (
    modules.every(({ id, owner }) => owner === 'third-party' || /\.(js|wxs)(#|$)/.test(id)) &&
    screens.every(({ registered, modules: own }) => !registered || own.length > 0)
  );
}

function markupOf({ templates }: Sources): string[] {
  return [...templates.values()].flatMap((list) => list.map(({ text }) => text));
}

/** The scripts that a package keeps in one file, by the paths of their sources. */
function definedScripts({ modules }: Sources): { name: string; path: string }[] {
  return modules.map(({ id, path }) => ({ name: id, path }));
}

/** How much of scripts, templates and registered screens there was and was read. */
export function coverageOf(sources: Sources, facts: readonly Fact[]): Pick<Coverage, 'scripts' | 'templates' | 'screens'> {
  const registered = facts.filter((fact) => fact.kind === 'screen' && fact.registered);
  return {
    scripts: sources.scripts,
    templates: sources.markup,
    screens: {
      total: registered.length,
      reachable: registered.filter((fact) => fact.kind === 'screen' && fact.reachable === 'yes').length,
    },
  };
}

/** Main package and subpackages as one tree: names are unique across them since subpackages keep their root. */
export function mergeTrees(trees: Tree[]): Tree | undefined {
  const [first] = trees;
  if (!first || trees.length === 1) return first;
  const byName = new Map(trees.flatMap((tree) => tree.entries.map((entry) => [entry.name, entry] as const)).reverse());
  return {
    ...first,
    entries: trees.flatMap((tree) => tree.entries),
    find: (name) => byName.get(name),
    enter: (entry) => first.enter(entry),
  };
}

function hostsOf(config: AppConfig, sources: Sources): string[] {
  const hosts = new Set<string>();
  const isPlain = config.framework === 'compiled' || config.framework === 'native';
  hosts.add(config.host ?? (isPlain ? 'native' : config.framework));
  for (const module of sources.modules) {
    if (/common\/vendor/.test(module.id) && /webpackJsonp|common_vendor/.test(module.text.slice(0, 4000))) hosts.add('uni-app');
    if (/^(taro|vendors|runtime)\.js$/.test(module.id)) hosts.add('taro');
  }
  if (hosts.size > 1) hosts.delete('native');
  return [...hosts].sort();
}

function configFacts(config: AppConfig): Fact[] {
  const base = { at: { path: config.entry.path }, owner: 'own' as const, screens: [] };
  const facts: Fact[] = [];
  if (config.name) facts.push({ kind: 'text', value: config.name, position: 'app-name', ...base });
  if (config.barTitle && config.barTitle !== config.name)
    facts.push({ kind: 'text', value: config.barTitle, position: 'app-name', ...base });
  for (const tab of config.tabs)
    if (tab.text)
      facts.push({
        kind: 'text',
        value: tab.text,
        position: 'tab',
        action: 'navigate',
        target: tab.page,
        ...base,
        screens: [tab.page],
      });
  for (const flag of config.flags) facts.push({ kind: 'flag', ...flag, ...base });
  for (const name of config.permissions) facts.push({ kind: 'permission', name, ...base });
  for (const name of config.plugins) facts.push({ kind: 'component', name, type: 'plugin', ...base });
  return facts;
}

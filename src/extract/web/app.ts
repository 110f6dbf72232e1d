import type { Fact } from '../../facts/types.js';
import type { Opened, Tree } from '../../open/tree.js';
import type { Extraction } from '../extraction.js';
import { createApplication } from '../javascript/application/application.js';
import { linkScreens } from '../javascript/application/screens.js';
import { scriptFacts } from '../javascript/facts/index.js';
import { withKnown } from '../javascript/libraries/known-scripts.js';
import { lineIndex } from '../lines.js';
import { coverageOf } from '../miniprogram/app.js';
import { emptySources } from '../miniprogram/source-set.js';
import { nameBrowserCalls } from '../uniapp/browser-runtime.js';
import { isAddress, startPage, type WebConfig } from './config.js';
import { webLibraryFacts } from './libraries.js';
import { webLimits } from './limits.js';
import { opensUnknown, remotePages } from './navigation.js';
import { readPages } from './pages.js';
import { readScreens } from './screens.js';
import { readScripts } from './scripts.js';
import { joinSplitComponents } from './split-components.js';

/**
 * Facts of an app made of web pages; undefined where the tree holds no page that could be one. What could not be read is among
 * them as limits.
 */
export function extractWebApp(_opened: Opened, tree: Tree, config: WebConfig): Extraction | undefined {
  const { pages, unread } = readPages(tree);
  const starts = config.start !== undefined && isAddress(config.start);
  if (pages.length === 0 && unread.length === 0 && !starts) return undefined;
  const sources = { ...emptySources(), vueModules: true, jsxModules: true, components: new Map(), vueRuntimes: new Map() };
  const scripts = readScripts(tree, pages, sources, unread, config.loadedOnly);
  nameBrowserCalls(sources);
  sources.markup.total += pages.length;
  sources.markup.parsed += pages.length;
  const app = createApplication(sources.modules);
  joinSplitComponents(app, sources);
  const { screens, entries, appModules, tabs } = readScreens(app, sources, pages, scripts);
  const start = startPage(
    config,
    pages.map(({ name }) => name),
  );
  const first = config.opened ?? (start && !starts ? [start] : []);
  const linked = linkScreens(app, screens, [...first, ...entries], appModules);
  linked.openNavigation ||= first.length === 0 || config.opened !== undefined || opensUnknown(app);
  const remote = remotePages(app, pages, screens);
  const path = config.entry?.path ?? tree.path;
  const facts = [
    ...scriptFacts(app, linked),
    ...configFacts(config, path),
    ...[...sources.vueRuntimes.values()].flatMap((runtime) => runtime.tabs ?? []),
    ...tabs,
    ...scripts.remote.map(
      ({ page, url }): Fact =>
        urlFact(url, { path: page.entry.path, ...lineIndex(page.text).at(Math.max(0, page.text.indexOf(url))) }, [page.name]),
    ),
    ...withKnown(webLibraryFacts(scripts.libraries), sources.known),
    ...webLimits({ app, config, sources, pages, unread, screens, remote, path, opened: [...first, ...entries][0] }),
  ];
  return { facts, package: packageOf(config), coverage: coverageOf(sources, facts), hosts: [config.host] };
}

function packageOf(config: WebConfig): Extraction['package'] {
  const { carrier, id, name, versionName, versionCode } = config;
  return {
    carrier,
    ...(id && { id }),
    ...(name && { name }),
    ...(versionName && { versionName }),
    ...(versionCode && { versionCode }),
  };
}

function urlFact(value: string, at: Fact['at'], screens: string[]): Fact {
  return { kind: 'url', value: value.slice(0, 200), at, owner: 'own', screens };
}

function configFacts({ name, start, permissions, flags }: WebConfig, path: string): Fact[] {
  const base = { at: { path }, owner: 'own' as const, screens: [] };
  return [
    ...(name ? [{ kind: 'text' as const, value: name, position: 'app-name' as const, ...base }] : []),
    ...(start && isAddress(start) ? [urlFact(start, { path }, [])] : []),
    ...permissions.map((permission): Fact => ({ kind: 'permission', name: permission, ...base })),
    ...flags.map((flag): Fact => ({ kind: 'flag', ...flag, ...base })),
  ];
}

import type { Entry } from '../../open/tree.js';
import type { Extraction } from '../extraction.js';
import { type Application, createApplication } from '../javascript/application/application.js';
import { linkScreens, type ScreenSpec } from '../javascript/application/screens.js';
import { scriptFacts } from '../javascript/facts/index.js';
import { coverageOf } from '../miniprogram/app.js';
import { unreadScripts } from '../miniprogram/limits.js';
import { addModule } from '../miniprogram/scripts.js';
import type { Sources } from '../miniprogram/source-set.js';
import { emptySources } from '../miniprogram/source-set.js';
import { textOf, type UnreadFile } from '../web/pages.js';
import { readRoutes } from '../web/routes.js';
import { addPageBundle } from './page-bundle.js';

/** A page the app may begin with, by the names its file is given. */
const START = /(^|\/)(index|main|app|entry|home)\.js$/i;

/**
 * Facts of Weex bundles: every file is a page that the platform opens by its address, `navigator.push({url})`. Files of one folder
 * of the assets are one app. Source: weex.apache.org, "Weex bundle"; @weex-cli's output
 */
export function extractWeex(entries: readonly Entry[]): Extraction | undefined {
  const unread: UnreadFile[] = [];
  const sources: Sources = { ...emptySources(), components: new Map() };
  for (const entry of entries) {
    const text = textOf(unread, entry);
    if (text !== undefined) addModule(sources, entry, text, text, 'js', 'own');
  }
  if (sources.modules.length === 0) return undefined;
  const app = createApplication(sources.modules);
  const pages = entries.map((entry) => pageOf(app, sources, entry, entries));
  const routed = readRoutes(app, sources).screens;
  const screens = [...pages, ...routed.filter(({ id }) => pages.every((page) => page.id !== id))];
  const starts = entries.filter(({ name }) => START.test(name)).map(idOf);
  const linked = linkScreens(app, screens, pages.length === 1 ? [pages[0]!.id] : starts, []);
  // Native code opens pages by their addresses too.
  linked.openNavigation = true;
  const facts = [...scriptFacts(app, linked), ...unreadScripts(sources)];
  return { facts, package: {}, coverage: coverageOf(sources, facts), hosts: ['weex'] };
}

function idOf({ name }: Entry): string {
  return name.replace(/\.\w+$/, '');
}

function pageOf(app: Application, sources: Sources, entry: Entry, entries: readonly Entry[]): ScreenSpec {
  const id = idOf(entry);
  const { name, path } = entry;
  const templates = addPageBundle(app, sources, id, path);
  if (templates[0]) templates[0].reading.navigations.push(...namesOfBundles(templates[0].text));
  const base = name.slice(name.lastIndexOf('/') + 1);
  const isOnly = entries.filter((other) => other.name.endsWith(`/${base}`) || other.name === base).length === 1;
  return {
    id,
    aliases: [name, ...(isOnly ? [base] : [])],
    at: { path, line: 1, column: 1 },
    registered: true,
    modules: sources.bundles.get(id) ?? [],
    templates,
  };
}

/** Other bundles go by the names of their files, which may be put together with an address or handed to a function before. */
function namesOfBundles(text: string): { url: string; offset: number }[] {
  return [...text.matchAll(/["'/]([\w-]+\.js)(?=["'?])/g)].map((match) => ({ url: match[1]!, offset: match.index + 1 }));
}

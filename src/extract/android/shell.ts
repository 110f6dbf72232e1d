import type { Fact } from '../../facts/types.js';
import { pushTo } from '../multimap.js';
import type { Analysis } from './analysis.js';
import { remoteLimit } from './limits.js';
import type { Screen } from './screens.js';

const LOADS = /^(loadUrl|loadUrlWithHeaders|postUrl|openUrl)$/;
const REMOTE = /^https?:\/\//;
/** A screen with more words of its own than this is no frame around a page. */
const FEW_WORDS = 12;

interface Loaded {
  screen: Screen;
  url: string;
}

/**
 * Pages of servers that native screens load: each address as a fact, and how much of the app they are as a limit. An app whose
 * entry does so, and that has hardly a screen of its own, is a shell: all of it is elsewhere.
 */
export function shellFacts({ screens, manifestPath }: Analysis): Fact[] {
  const loaded = screens.flatMap((screen) => urlsOf(screen).map((url): Loaded => ({ screen, url })));
  if (loaded.length === 0) return [];
  return [...urlFacts(loaded, manifestPath), ...shellLimit(screens, loaded, manifestPath)];
}

function urlsOf(screen: Screen): string[] {
  const urls = screen.bodies.flatMap(({ calls }) =>
    calls.flatMap(({ callee, args }) => {
      if (!LOADS.test(callee.name)) return [];
      const text = args[0]?.kind === 'text' ? args[0].literal.text : undefined;
      return text && REMOTE.test(text) ? [text] : [];
    }),
  );
  return [...new Set(urls)];
}

function urlFacts(loaded: readonly Loaded[], path: string): Fact[] {
  const screensOf = new Map<string, string[]>();
  for (const { screen, url } of loaded) pushTo(screensOf, url, screen.id);
  return [...screensOf].map(([url, ids]) => ({
    kind: 'url',
    value: url.slice(0, 200),
    at: { path, class: ids[0]! },
    owner: 'own',
    screens: [...new Set(ids)].sort(),
  }));
}

function shellLimit(screens: readonly Screen[], loaded: readonly Loaded[], path: string): Fact[] {
  const launchers = screens.filter((screen) => screen.launcher);
  const near = new Set([...launchers, ...screens.filter(({ id }) => launchers.some(({ leads }) => leads.has(id)))]);
  const start = loaded.find(({ screen }) => near.has(screen));
  if (start && screens.length <= 4 && words(screens).size <= FEW_WORDS) return [remoteLimit(start.url.slice(0, 80), path)];
  const frames = new Set(loaded.filter(({ screen }) => words([screen]).size <= 2).map(({ screen }) => screen.id));
  const registered = screens.filter((screen) => screen.registered);
  if (frames.size === 0 || registered.length === 0) return [];
  const share = Math.round((frames.size / Math.max(registered.length, frames.size)) * 1000) / 1000;
  return [
    {
      kind: 'limit',
      reason: 'remote-content',
      hides: ['code', 'screens', 'texts'],
      detail: `${registered.length} 个页面中有 ${frames.size} 个只用来打开服务器上的网页（${loaded[0]!.url.slice(0, 80)}），网页内容不在包内，未检查。请一并提交这些网页。`,
      share,
      at: { path },
      owner: 'own',
      screens: [],
    },
  ];
}

function words(screens: readonly Screen[]): Set<string> {
  return new Set(screens.flatMap((one) => one.layouts.flatMap((layout) => layout.texts.map((text) => text.value))));
}

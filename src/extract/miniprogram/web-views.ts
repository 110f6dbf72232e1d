import { listed } from '../../facts/listing.js';
import type { LimitFact } from '../../facts/types.js';
import type { Application } from '../javascript/application/application.js';
import { type ScreenSpec, screenOfPath } from '../javascript/application/screens.js';
import type { ScriptModule } from '../javascript/module/model.js';
import { limitAt } from '../limit-at.js';
import { addTo } from '../multimap.js';
import { rounded } from '../shares.js';

const WEB = /^<(web-view|web)>$/;
const ADDRESS = /^https?:\/\//;
const MOST_ADDRESSES = 3;
/** Characters between an address and the route it is handed to; a function may be the wrapper of a whole bundle. */
const NEAR = 500;
/** A page that shows more texts of its own than this is more than a frame around a web page. */
const FEW_TEXTS = 2;
/** Routes of one script that are asked about. */
const MOST_ROUTES = 200;

type Route = ScriptModule['routes'][number];

/**
 * Pages that hold nothing but a web-view show content from the network: which ones, and what they are seen to load.
 *
 * @param app with the calls that open pages
 * @param start the file that configures the app, and the page it opens with
 */
export function webViewLimits(
  app: Application,
  { entry, first }: { entry: string; first?: string },
  screens: readonly ScreenSpec[],
): LimitFact[] {
  const pages = screens.filter((screen) => screen.registered && screen.templates.length > 0);
  const frames = pages.filter(
    ({ templates }) =>
      templates.some(({ reading }) => reading.platform.some(({ name }) => WEB.test(name))) &&
      templates.every(({ reading }) => reading.texts.length <= FEW_TEXTS),
  );
  if (frames.length === 0) return [];
  const opened = openedWith(app, frames);
  const told = frames.map((screen) => {
    const addresses = [...new Set([...ownAddresses(screen, screens), ...(opened.get(screen.id) ?? [])])];
    return addresses.length > 0 ? `${screen.id}：${listed(addresses, MOST_ADDRESSES)}` : `${screen.id}：地址运行时给出`;
  });
  // An app that opens with a web page is a shell: how much lies behind it cannot be counted in pages.
  const isShell = frames.some(({ id }) => id === first);
  return [
    limitAt(frames[0]!.templates[0]?.path ?? entry, {
      reason: 'remote-content',
      hides: ['code', 'screens', 'texts'],
      detail: `${pages.length} 个页面中有 ${frames.length} 个只装载网页（web-view），网页内容不在包内，未能检查。请一并提交所装载的 H5 页面（${listed(told, 5, '；')}）。`,
      ...(!isShell && { share: rounded(frames.length / pages.length) }),
    }),
  ];
}

/** Addresses in the element itself and in the page's own script: not in one that holds other pages, too. */
function ownAddresses({ id, templates, modules }: ScreenSpec, screens: readonly ScreenSpec[]): string[] {
  const sources = templates.flatMap(({ reading }) =>
    reading.platform.filter(({ name }) => WEB.test(name)).map(({ attributes }) => attributes.src ?? ''),
  );
  const own = modules.filter((module) => !screens.some((other) => other.id !== id && other.modules.includes(module)));
  return [...sources, ...own.flatMap(({ routes }) => routes.map(({ value }) => value))].flatMap(addressIn);
}

/** Addresses that are handed to a page by what opens it: in the route itself, or written in the same function. */
function openedWith(app: Application, frames: readonly ScreenSpec[]): Map<string, Set<string>> {
  const ids = new Set(frames.map(({ id }) => id));
  const out = new Map<string, Set<string>>();
  for (const module of app.modules.values()) {
    const leading = module.routes.flatMap((route) => {
      const page = screenOfPath(route.value, module.id, ids);
      return page ? [{ route, page }] : [];
    });
    for (const { route, page } of leading.slice(0, MOST_ROUTES))
      for (const text of [route.value.slice(route.value.indexOf('=') + 1), ...besides(module, route)])
        for (const address of addressIn(text)) addTo(out, page, address);
  }
  return out;
}

/** Addresses beside a route. What stands outside of functions is a table of all pages or of all addresses. */
function besides({ routes, top }: ScriptModule, { unit, node }: Route): string[] {
  if (unit === top) return [];
  const isNear = (other: Route): boolean => Math.abs((other.node.start ?? 0) - (node.start ?? 0)) < NEAR;
  return routes.filter((other) => other.unit === unit && isNear(other)).map(({ value }) => value);
}

/** Without what is put in when it runs, and without the query: that may name a person. */
function addressIn(text: string): string[] {
  const address = /^https?%3A/i.test(text) ? unescaped(text) : text;
  const [bare = ''] = address.split(/\{\{|\$\{|[?#'"`\s]/);
  return ADDRESS.test(bare) && bare.length > 'https://'.length ? [bare.slice(0, 80)] : [];
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

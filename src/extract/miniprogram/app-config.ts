import { asText, isRecord, type Json } from '../../decode/javascript/literal.js';
import type { At, Carrier } from '../../facts/types.js';
import type { Entry, Tree } from '../../open/tree.js';
import { carrierOf } from './carrier.js';

export interface PageConfig {
  /** Route: `pages/sign/index`, with the subpackage's root. */
  id: string;
  /** Path of its files without extension, where that is not the id. */
  file?: string;
  title?: string;
  /** Whether it has a bar for a title; as the app says if left out. */
  bar?: boolean;
  /** Component tag → path as written. */
  components: Record<string, string>;
  /** Other paths that lead to it. */
  aliases?: string[];
  /** Where it is registered, if that is not the file that lists the others. */
  at?: At;
  /** Root of the subpackage it belongs to, `''` for the main package. */
  root: string;
  /** Components that the platform puts on it, which no template names. */
  parts?: string[];
}

export interface AppConfig {
  /** What the app is written for and with: `native`, `uni-app`, `taro`, `quickapp` … */
  framework: string;
  /** What runs the app, where the framework does not say. */
  host?: string;
  carrier: Carrier;
  /** The entry that lists the pages. */
  entry: Entry;
  pages: PageConfig[];
  tabs: { page: string; text?: string }[];
  components: Record<string, string>;
  name?: string;
  /** Title of every page that has none of its own. */
  barTitle?: string;
  id?: string;
  versionName?: string;
  versionCode?: string;
  /** Switches worth a fact: `requiredBackgroundModes=location`. */
  flags: { name: string; value: string }[];
  permissions: string[];
  plugins: string[];
  /** Only a part of the app is here: a subpackage without its main package. */
  partial?: boolean;
}

/** A configuration that says nothing yet. */
export function emptyConfig(tree: Tree, entry: Entry, framework: string): AppConfig {
  return {
    framework,
    carrier: carrierOf(tree),
    entry,
    pages: [],
    tabs: [],
    components: {},
    flags: [],
    permissions: [],
    plugins: [],
  };
}

/** Pages, subpackages, tabs, components and the title of all pages, as an `app.json` lists them. */
export function readPages(config: AppConfig, app: { [key: string]: Json }): void {
  for (const item of list(app.pages)) addPage(config, '', item);
  for (const group of [...list(app.subPackages), ...list(app.subpackages), ...list(app.subPackges)]) {
    if (!isRecord(group)) continue;
    const root = (asText(group.root) ?? '').replace(/^\/|\/$/g, '');
    for (const item of list(group.pages)) addPage(config, root, item);
  }
  const tabs = isRecord(app.tabBar) ? [...list(app.tabBar.list), ...list(app.tabBar.items)] : [];
  for (const tab of tabs) {
    if (!isRecord(tab)) continue;
    const page = asText(tab.pagePath) ?? asText(tab.path);
    if (page) config.tabs.push({ page: pageId(page), text: asText(tab.text) ?? asText(tab.name) });
  }
  // A tab bar of the app's own is on every page it leads to.
  const bar = isRecord(app.tabBar) && (app.tabBar.custom === true || app.tabBar.customize === true);
  if (bar)
    for (const page of config.pages)
      if (config.tabs.some((tab) => tab.page === page.id)) page.parts = ['custom-tab-bar', 'customize-tab-bar'];
  if (isRecord(app.usingComponents)) config.components = fromRoot(texts(app.usingComponents));
  const window = isRecord(app.window)
    ? app.window
    : isRecord(app.globalStyle)
      ? app.globalStyle
      : isRecord(app.global) && isRecord(app.global.window)
        ? app.global.window
        : undefined;
  config.name = asText(window?.navigationBarTitleText) || asText(window?.defaultTitle) || undefined;
  if (!isBarless(window)) config.barTitle = config.name;
}

/** Draws its own bar, or none. */
function isBarless(settings: { [key: string]: Json } | undefined): boolean {
  return settings?.navigationStyle === 'custom' || settings?.transparentTitle === 'always';
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [];
}

/** Paths of the app's own components are relative to its root, where pages would look beside themselves. */
export function fromRoot(components: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(components).map(([tag, path]) => [tag, path.replace(/^(\.\/)*(?![@~/.]|\w+:)/, '/')]));
}

function texts(value: { [key: string]: Json }): Record<string, string> {
  return Object.fromEntries(Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

function pageId(path: string): string {
  return path
    .replace(/^[\^/]+/, '')
    .replace(/\?.*$/, '')
    .replace(/\.html$/, '');
}

function addPage(config: AppConfig, root: string, item: Json): void {
  const path = asText(item) ?? (isRecord(item) ? (asText(item.path) ?? asText(item.pagePath)) : undefined);
  if (!path) return;
  const own = pageId(path);
  const id = root && !own.startsWith(`${root}/`) ? `${root}/${own}` : own;
  const listed = config.pages.find((page) => page.id === id);
  // The compiled configuration lists the pages of subpackages twice: among all pages, then below their root.
  if (listed) listed.root ||= root;
  if (listed) return;
  const page: PageConfig = { id, components: {}, root };
  if (isRecord(item)) {
    readPageSettings(page, item);
    if (isRecord(item.style)) readPageSettings(page, item.style);
    if (isRecord(item.style) && isRecord(item.style['app-plus']) && isRecord(item.style['app-plus'].titleNView))
      readPageSettings(page, { navigationBarTitleText: item.style['app-plus'].titleNView.titleText ?? '' });
  }
  config.pages.push(page);
}

/** A page's title, bar and components. */
export function readPageSettings(page: PageConfig, value: { [key: string]: Json }): void {
  page.title = asText(value.navigationBarTitleText) || asText(value.defaultTitle) || asText(value.titleBarText) || page.title;
  if (value.navigationStyle !== undefined) page.bar = !isBarless(value);
  if (isRecord(value.usingComponents)) page.components = { ...page.components, ...texts(value.usingComponents) };
}

/** What the app declares of permissions, background and plug-ins. */
export function readAppFlags(config: AppConfig, app: { [key: string]: Json }): void {
  for (const name of ['requiredBackgroundModes', 'requiredPrivateInfos', 'navigateToMiniProgramAppIdList', 'embeddedAppIdList'])
    for (const value of list(app[name])) if (typeof value === 'string') config.flags.push({ name, value });
  for (const name of ['__usePrivacyCheck__', 'debug']) if (app[name] === true) config.flags.push({ name, value: 'true' });
  if (isRecord(app.permission)) config.permissions.push(...Object.keys(app.permission));
  if (isRecord(app.plugins))
    config.plugins.push(
      ...Object.values(app.plugins)
        .flatMap((plugin) => (isRecord(plugin) ? [asText(plugin.provider) ?? asText(plugin.version) ?? ''] : []))
        .filter(Boolean),
    );
}

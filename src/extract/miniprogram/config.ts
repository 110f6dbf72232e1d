import { asText, decodeLooseJson, isRecord, type Json } from '../../decode/javascript/literal.js';
import type { ScriptLanguage } from '../../decode/javascript/parse.js';
import type { At, Carrier } from '../../facts/types.js';
import type { Entry, Tree } from '../../open/tree.js';
import { carrierOf } from './carrier.js';
import { configInScript } from './config-script.js';
import { mpvueApp, mpvueFile, mpvuePageSettings, mpvuePages } from './mpvue.js';
import { chameleonApp, singleFileApp, singleFileSettings } from './single-file-config.js';
import { findPageFiles } from './variants.js';

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

/** Reads the app's configuration, whatever framework wrote it; undefined where there is none. */
export function readConfig(tree: Tree): AppConfig | undefined {
  return readUniApp(tree) ?? readNative(tree) ?? readTaro(tree);
}

function json(tree: Tree, name: string): { value: { [key: string]: Json }; entry: Entry } | undefined {
  const entry = tree.find(name);
  if (!entry) return undefined;
  const value = decodeLooseJson(textOf(entry));
  return isRecord(value) ? { value, entry } : undefined;
}

export function textOf(entry: Entry): string {
  try {
    return entry.read().toString('utf8');
  } catch {
    return ''; // the limit is already recorded by the entry
  }
}

/** Rax: `routes`, each with the file of its page. */
function raxPages({ pages, routes }: { [key: string]: Json }): Json[] | undefined {
  if (pages || !Array.isArray(routes)) return undefined;
  return routes.flatMap((route): Json[] => {
    const source = isRecord(route) ? asText(route.source) : undefined;
    const window = isRecord(route) && isRecord(route.window) ? route.window : undefined;
    return source ? [{ path: source, ...(window && { style: { defaultTitle: window.title ?? '', ...window } }) }] : [];
  });
}

/** Frameworks by the file that holds the app's configuration. */
const HOSTS: [RegExp, string][] = [
  [/\.wpy$/, 'wepy'],
  [/\.mpx$/, 'mpx'],
  [/^router\.config\.json$/, 'chameleon'],
  [/^main\.[jt]s$/, 'mpvue'],
  [/^[aA]pp\.vue$/, 'megalo'],
];

function readNative(tree: Tree): AppConfig | undefined {
  const app = json(tree, 'app.json') ?? json(tree, 'app-config.json') ?? fromScript(tree);
  if (!app) return undefined;
  if (app.entry.name === 'app-config.json') return readCompiledConfig(tree, app.entry, app.value);
  const read = reader(tree);
  const none = Array.isArray(app.value.pages) && app.value.pages.length === 0;
  const pages = none ? mpvuePages(read) : raxPages(app.value);
  const host = HOSTS.find(([file]) => file.test(app.entry.name))?.[1];
  const value = pages ? { ...app.value, pages } : app.value;
  const config = withPages(
    raxPages(app.value)
      ? { ...emptyConfig(tree, app.entry, 'taro'), host: 'rax' }
      : { ...emptyConfig(tree, app.entry, 'native'), host },
    tree,
    value,
    ({ id, file = id }) => json(tree, `${file}.json`)?.value ?? singleFileSettings(read, file) ?? mpvuePageSettings(read, id),
  );
  if (app.entry.name !== 'app.json') for (const page of config.pages) page.file ??= mpvueFile(read, page.id);
  return config;
}

/** Reads the texts of a tree's files by name. */
export function reader(tree: Tree): (name: string) => string | undefined {
  return (name) => {
    const entry = tree.find(name);
    return entry && textOf(entry);
  };
}

/** The configuration of a framework that keeps it in the file of the app. */
function fromScript(tree: Tree): { value: { [key: string]: Json }; entry: Entry } | undefined {
  const read = reader(tree);
  const names = tree.entries.map(({ name }) => name);
  const app = singleFileApp(read) ?? chameleonApp(read) ?? mpvueApp(read, names);
  const entry = app && tree.find(app.name);
  return app && entry ? { value: app.value, entry } : undefined;
}

/** The configuration as the compiler writes it, in one piece: the settings of each page stand in `page` under `<route>.html`. */
export function readCompiledConfig(tree: Tree, entry: Entry, value: { [key: string]: Json }): AppConfig {
  const perPage = isRecord(value.page) ? value.page : {};
  return withPages(emptyConfig(tree, entry, 'compiled'), tree, value, (page) => perPage[`${page.id}.html`]);
}

function withPages(
  config: AppConfig,
  tree: Tree,
  value: { [key: string]: Json },
  settingsOf: (page: PageConfig) => Json | undefined,
): AppConfig {
  readPages(config, value);
  findPageFiles(tree, config.pages);
  readAppFlags(config, value);
  for (const page of config.pages) {
    const own = settingsOf(page);
    if (isRecord(own)) readPageSettings(page, isRecord(own.window) ? { ...own, ...own.window } : own);
  }
  readProjectNames(config, tree);
  return config;
}

function readUniApp(tree: Tree): AppConfig | undefined {
  const pages = json(tree, 'pages.json');
  if (!pages || !Array.isArray(pages.value.pages)) return undefined;
  const config = { ...emptyConfig(tree, pages.entry, 'uni-app'), ...(tree.find('App.uvue') && { host: 'uni-app x' }) };
  readPages(config, pages.value);
  findPageFiles(tree, config.pages);
  readAppFlags(config, pages.value);
  const manifest = json(tree, 'manifest.json')?.value;
  config.name = asText(manifest?.name) || config.name;
  config.versionName = asText(manifest?.versionName);
  config.versionCode = asText(manifest?.versionCode);
  const wechat = manifest?.['mp-weixin'];
  if (isRecord(wechat)) {
    config.id = asText(wechat.appid) || undefined;
    readAppFlags(config, wechat);
  }
  return config;
}

/** Taro keeps its configuration in code: `app.config.ts` default export, or a `config` member of the app class. */
function readTaro(tree: Tree): AppConfig | undefined {
  for (const name of ['app.config.ts', 'app.config.js', 'app.config.tsx', 'app.tsx', 'app.jsx', 'app.js', 'app.ts']) {
    const entry = tree.find(name);
    const value = entry && configInScript(textOf(entry), languageOf(name));
    if (!entry || !isRecord(value) || !Array.isArray(value.pages)) continue;
    const built = tree.find('package.json') ?? tree.find('../package.json');
    const isRemax = built !== undefined && /"remax"\s*:/.test(textOf(built));
    const config = { ...emptyConfig(tree, entry, 'taro'), ...(isRemax && { host: 'remax' }) };
    readPages(config, value);
    findPageFiles(tree, config.pages);
    readAppFlags(config, value);
    for (const page of config.pages) readTaroPage(tree, page);
    readProjectNames(config, tree);
    return config;
  }
  return undefined;
}

function readTaroPage(tree: Tree, page: PageConfig): void {
  for (const suffix of ['.config.ts', '.config.js', '.tsx', '.jsx', '.js', '.ts', '.vue']) {
    const entry = tree.find(`${page.file ?? page.id}${suffix}`);
    const value = entry && configInScript(textOf(entry), languageOf(entry.name));
    if (isRecord(value)) {
      readPageSettings(page, value);
      return;
    }
  }
}

export function languageOf(name: string): ScriptLanguage {
  if (name.endsWith('.tsx')) return 'tsx';
  if (name.endsWith('.ts')) return 'ts';
  return name.endsWith('.jsx') ? 'jsx' : 'js';
}

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

function readPages(config: AppConfig, app: { [key: string]: Json }): void {
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

function readPageSettings(page: PageConfig, value: { [key: string]: Json }): void {
  page.title = asText(value.navigationBarTitleText) || asText(value.defaultTitle) || asText(value.titleBarText) || page.title;
  if (value.navigationStyle !== undefined) page.bar = !isBarless(value);
  if (isRecord(value.usingComponents)) page.components = { ...page.components, ...texts(value.usingComponents) };
}

function readAppFlags(config: AppConfig, app: { [key: string]: Json }): void {
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

function readProjectNames(config: AppConfig, tree: Tree): void {
  for (const name of ['project.config.json', 'mini.project.json', 'project.swan.json', 'project.tt.json']) {
    const project = json(tree, name)?.value;
    if (!project) continue;
    config.id ??= asText(project.appid) ?? asText(project.appId);
    const projectName = asText(project.projectname);
    const library = asText(project.libVersion);
    if (library && /^\d/.test(library) && !config.flags.some((flag) => flag.name === 'libVersion'))
      config.flags.push({ name: 'libVersion', value: library });
    if (projectName) config.name ??= decodeURIComponentSafe(projectName);
  }
}

function decodeURIComponentSafe(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

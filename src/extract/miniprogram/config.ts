import { asText, decodeLooseJson, isRecord, type Json } from '../../decode/javascript/literal.js';
import type { ScriptLanguage } from '../../decode/javascript/parse.js';
import type { Entry, Tree } from '../../open/tree.js';
import { type AppConfig, emptyConfig, type PageConfig, readAppFlags, readPageSettings, readPages } from './app-config.js';
import { configInScript } from './config-script.js';
import { textOf } from './entry-texts.js';
import { mpvueApp, mpvueFile, mpvuePageSettings, mpvuePages } from './mpvue.js';
import { chameleonApp, singleFileApp, singleFileSettings } from './single-file-config.js';
import { findPageFiles } from './variants.js';

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

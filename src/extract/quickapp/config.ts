import { asText, decodeLooseJson, isRecord, type Json } from '../../decode/javascript/literal.js';
import type { Tree } from '../../open/tree.js';
import type { AppConfig, PageConfig } from '../miniprogram/app-config.js';
import { textOf } from '../miniprogram/entry-texts.js';
import { readWords, translated, type Words } from './words.js';

type Table = { [key: string]: Json };
type Translate = (value: Json | undefined) => string | undefined;

export interface QuickAppConfig extends AppConfig {
  /** Page id → other paths it is opened by. */
  aliases: Map<string, string[]>;
  /** Ids of cards: the desktop shows them without the app being opened. */
  cards: string[];
  /** Pages and cards beyond what is read. */
  dropped: number;
  /** Features that go on while the app is not on the screen. */
  background: string[];
  words: Words;
}

/** Pages and cards of one app that are read; real ones have a few hundred at most. */
const MAX_PAGES = 2000;

/**
 * Reads a quick app's `manifest.json`; undefined where it is another kind of manifest.
 * Source: quick app manifest, https://doc.quickapp.cn/framework/manifest.html
 */
export function readQuickApp(tree: Tree): QuickAppConfig | undefined {
  const entry = tree.find('manifest.json');
  const manifest = entry && decodeLooseJson(textOf(entry));
  if (!entry || !isRecord(manifest) || asText(manifest.package) === undefined) return undefined;
  if (!isRecord(manifest.router) && !Array.isArray(manifest.features)) return undefined;
  const words = readWords(tree);
  const translate: Translate = (value) => translated(words, asText(value));
  const router = table(manifest.router);
  const cards = readCards(tree, router, translate);
  const pages = [...readPages(manifest, router, translate), ...cards];
  return {
    framework: 'quickapp',
    carrier: 'quickapp',
    entry,
    pages: pages.slice(0, MAX_PAGES),
    tabs: [],
    components: {},
    id: asText(manifest.package),
    name: translate(manifest.name),
    versionName: text(manifest.versionName),
    versionCode: text(manifest.versionCode),
    flags: readFlags(manifest),
    permissions: names(manifest.features),
    plugins: [],
    ...(table(manifest.display).titleBar !== false && { barTitle: translate(table(manifest.display).titleBarText) }),
    aliases: readAliases(router, pages),
    cards: cards.map(({ id }) => id),
    dropped: Math.max(0, pages.length - MAX_PAGES),
    background: names(table(table(manifest.config).background).features),
    words,
  };
}

/** Pages by route, the one the app opens with first. */
function readPages(manifest: Table, router: Table, translate: Translate): PageConfig[] {
  const display = table(table(manifest.display).pages);
  const entry = trimmed(asText(router.entry) ?? '');
  return Object.entries(table(router.pages))
    .map(([route, value]): PageConfig => {
      const title = translate(table(display[route]).titleBarText);
      return {
        id: trimmed(route),
        file: `${trimmed(route)}/${asText(table(value).component) ?? 'index'}`,
        ...(title && { title }),
        ...(table(display[route]).titleBar === false && { bar: false }),
        components: {},
        root: '',
      };
    })
    .sort((a, b) => Number(b.id === entry) - Number(a.id === entry));
}

/** Cards stand in the folder of their name, or in the one their `path` names, and go by the name a person adds them by. */
function readCards(tree: Tree, router: Table, translate: Translate): PageConfig[] {
  const folders = new Set(tree.entries.map(({ name }) => name.slice(0, Math.max(0, name.lastIndexOf('/')))));
  return Object.entries(table(router.widgets)).map(([route, value]): PageConfig => {
    const card = table(value);
    const title = translate(card.name);
    const folder = [trimmed(route), trimmed(asText(card.path) ?? '')].find((path) => path && folders.has(path));
    return {
      id: trimmed(route),
      file: `${folder ?? trimmed(route)}/${asText(card.component) ?? 'index'}`,
      ...(title && { title }),
      components: {},
      root: '',
    };
  });
}

/** A page can be given a path of its own (`"Detail": {"component": "index", "path": "/d"}` opens by `/d`); frameworks name its file. */
function readAliases(router: Table, pages: readonly PageConfig[]): Map<string, string[]> {
  const paths = new Map(Object.entries(table(router.pages)).map(([route, page]) => [trimmed(route), asText(table(page).path)]));
  return new Map(
    pages.map(({ id, file = id }) => [id, [trimmed(paths.get(id) ?? ''), file].filter((path) => path && path !== id)]),
  );
}

function readFlags(manifest: Table): AppConfig['flags'] {
  const minimum = text(manifest.minPlatformVersion) ?? text(manifest.minAPILevel);
  const background = names(table(table(manifest.config).background).features);
  return [
    ...background.map((value) => ({ name: 'config.background.features', value })),
    ...(minimum ? [{ name: 'minPlatformVersion', value: minimum }] : []),
    ...names(manifest.trustedSslDomains).map((value) => ({ name: 'trustedSslDomains', value })),
  ];
}

function trimmed(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}

function table(value: Json | undefined): Table {
  return isRecord(value) ? value : {};
}

/** `["system.fetch"]` or `[{name: "system.fetch"}]`. */
function names(list: Json | undefined): string[] {
  return (Array.isArray(list) ? list : []).flatMap((item) => asText(isRecord(item) ? item.name : item) ?? []);
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'number' ? String(value) : asText(value);
}

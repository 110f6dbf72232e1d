import { asText, decodeLooseJson, isRecord, type Json } from '../../decode/javascript/literal.js';
import type { Tree } from '../../open/tree.js';
import { type AppConfig, type PageConfig, textOf } from '../miniprogram/config.js';

type Record = { [key: string]: Json };

/**
 * Reads a quick app's `manifest.json`; undefined where it is another kind of manifest.
 * Source: quick app manifest, https://doc.quickapp.cn/framework/manifest.html
 */
export function readQuickApp(tree: Tree): AppConfig | undefined {
  const entry = tree.find('manifest.json');
  const manifest = entry && decodeLooseJson(textOf(entry));
  if (!entry || !isRecord(manifest) || asText(manifest.package) === undefined) return undefined;
  const router = isRecord(manifest.router) ? manifest.router : undefined;
  if (!router && !Array.isArray(manifest.features)) return undefined;
  const words = readWords(tree);
  const translate = (value: Json | undefined): string | undefined => translated(asText(value), words);
  return {
    framework: 'quickapp',
    carrier: 'quickapp',
    entry,
    pages: readPages(manifest, router ?? {}, translate),
    tabs: [],
    components: {},
    id: asText(manifest.package),
    name: translate(manifest.name),
    versionName: asText(manifest.versionName),
    versionCode: asText(manifest.versionCode) ?? numberText(manifest.versionCode),
    flags: readFlags(manifest),
    permissions: names(manifest.features),
    plugins: [],
  };
}

/** Pages by route, the one the app opens with first; cards stand on the desktop and are screens too. */
function readPages(manifest: Record, router: Record, translate: (value: Json | undefined) => string | undefined): PageConfig[] {
  const display = isRecord(manifest.display) && isRecord(manifest.display.pages) ? manifest.display.pages : {};
  const pages = [
    ...Object.entries(isRecord(router.pages) ? router.pages : {}),
    ...Object.entries(isRecord(router.widgets) ? router.widgets : {}),
  ].map(([route, value]): PageConfig => {
    const page = isRecord(value) ? value : {};
    const folder = trimmed(asText(page.path) && 'name' in page ? asText(page.path)! : route);
    const settings = display[route];
    const title = translate(isRecord(settings) ? settings.titleBarText : undefined) ?? translate(page.name);
    return {
      id: trimmed(route),
      file: `${folder}/${asText(page.component) ?? 'index'}`,
      ...(title && { title }),
      components: {},
      root: rootOf(manifest, folder),
    };
  });
  const entry = trimmed(asText(router.entry) ?? '');
  return pages.sort((a, b) => Number(b.id === entry) - Number(a.id === entry));
}

function trimmed(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}

/** Folder of the subpackage a page stands in. */
function rootOf(manifest: Record, folder: string): string {
  const list = Array.isArray(manifest.subpackages) ? manifest.subpackages : [];
  const roots = list.flatMap((item) => (isRecord(item) && asText(item.resource) ? [trimmed(asText(item.resource)!)] : []));
  return roots.find((root) => folder.startsWith(`${root}/`)) ?? '';
}

function readFlags(manifest: Record): AppConfig['flags'] {
  const background = isRecord(manifest.config) && isRecord(manifest.config.background) ? manifest.config.background : {};
  const minimum = asText(manifest.minPlatformVersion) ?? numberText(manifest.minPlatformVersion);
  return [
    ...names(background.features).map((value) => ({ name: 'config.background.features', value })),
    ...(minimum ? [{ name: 'minPlatformVersion', value: minimum }] : []),
  ];
}

/** `["system.fetch"]` or `[{name: "system.fetch"}]`. */
function names(list: Json | undefined): string[] {
  return (Array.isArray(list) ? list : []).flatMap((item) => asText(isRecord(item) ? item.name : item) ?? []);
}

function numberText(value: Json | undefined): string | undefined {
  return typeof value === 'number' ? String(value) : undefined;
}

const LANGUAGES = ['i18n/zh-CN.json', 'i18n/zh.json', 'i18n/defaults.json'];

/** Texts by language, those a Chinese reader sees first. */
function readWords(tree: Tree): Record[] {
  return LANGUAGES.flatMap((name) => {
    const entry = tree.find(name);
    const value = entry && decodeLooseJson(textOf(entry));
    return isRecord(value) ? [value] : [];
  });
}

/** `${message.app.name}` stands for a text of the language files. */
function translated(text: string | undefined, words: Record[]): string | undefined {
  const path = text && /^\$\{([\w.]+)\}$/.exec(text)?.[1];
  if (!path) return text || undefined;
  for (const table of words) {
    const value = path.split('.').reduce<Json | undefined>((at, key) => (isRecord(at) ? at[key] : undefined), table);
    if (typeof value === 'string') return value;
  }
  return text;
}

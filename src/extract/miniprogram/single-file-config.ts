import { decodeLooseJson, isRecord, type Json } from '../../decode/javascript/literal.js';
import { splitSingleFile } from '../../decode/template/single-file.js';
import { configInScript } from './config-script.js';

/** Text of a file below the app's root; undefined where there is none. */
type Read = (name: string) => string | undefined;

type Settings = { [key: string]: Json };

const EXTENSIONS = ['.mpx', '.wpy', '.cml', '.vue'];

/**
 * The configuration of a WePY or Mpx app, which stands in the file of the app class.
 * Source: Mpx guide, JSON enhancements (`packages`, `?root=`); WePY 2 documentation, `<config>`
 */
export function singleFileApp(read: Read): { name: string; value: Settings } | undefined {
  const app = settingsBeside(read, 'app');
  return app && { name: app.name, value: { ...app.value, pages: pagesOf(app.value, read) } };
}

/**
 * The configuration of a Chameleon app: its pages in `router.config.json`, the rest in the file of the app by platform.
 * Source: Chameleon manual, routing; `<script cml-type="json">`
 */
export function chameleonApp(read: Read): { name: string; value: Settings } | undefined {
  const name = 'router.config.json';
  const router = decodeLooseJson(read(name) ?? '');
  const routes = isRecord(router) ? asList(router.routes) : [];
  if (routes.length === 0) return undefined;
  const pages = routes.map((route) =>
    isRecord(route) ? { path: route.path ?? '', navigationBarTitleText: route.name ?? '' } : route,
  );
  return { name, value: { ...settingsIn(read('app/app.cml')), pages } };
}

/** The settings that the file of a page or component holds. */
export function singleFileSettings(read: Read, page: string): Settings | undefined {
  return settingsBeside(read, page)?.value;
}

function settingsBeside(read: Read, stem: string): { name: string; value: Settings } | undefined {
  for (const extension of EXTENSIONS) {
    const name = `${stem}${extension}`;
    const value = settingsIn(read(name));
    if (value) return { name, value };
  }
  return undefined;
}

/** `<config>` (WePY 2), `<script type="application/json">` or `<script name="json">` (Mpx), `config = {…}` of a class (WePY 1). */
function settingsIn(text: string | undefined): Settings | undefined {
  if (!text) return undefined;
  const { blocks } = splitSingleFile(text);
  for (const { kind, attributes, start, end } of blocks) {
    const inner = text.slice(start, end);
    const value =
      kind === 'config'
        ? (decodeLooseJson(inner) ?? configInScript(inner, 'js'))
        : kind === 'script' && !attributes.src
          ? configInScript(inner, attributes.lang === 'ts' ? 'ts' : 'js')
          : undefined;
    if (isRecord(value)) return ofPlatforms(value);
  }
  return undefined;
}

/** Chameleon's settings stand by platform, with `base` for all. */
function ofPlatforms(value: Settings): Settings {
  const parts = ['base', 'alipay', 'baidu', 'wx'].map((name) => value[name]).filter(isRecord);
  return parts.length === 0 ? value : Object.assign({}, value, ...parts);
}

/** Pages as routes: `./pages/index` of Mpx, with or without extension, and those of the packages it takes in. */
function pagesOf({ pages, packages }: Settings, read: Read): Json[] {
  const own = asList(pages).map((page) => (isRecord(page) ? { ...page, path: routeOf(page.path ?? page.src) } : routeOf(page)));
  const others = asList(packages).flatMap((item) => {
    const [, folder, file, root] = /^(?:\.\/)?(.*\/)?([^/?]+\.mpx)(?:\?root=([\w-]+))?$/.exec(String(item)) ?? [];
    const value = file ? settingsIn(read(`${folder ?? ''}${file}`)) : undefined;
    return asList(value?.pages).map((page) => {
      const route = routeOf(isRecord(page) ? (page.path ?? page.src) : page);
      return root ? `${root}/${route}` : `${folder ?? ''}${route}`;
    });
  });
  return [...own, ...others];
}

function asList(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

function routeOf(path: Json | undefined): string {
  return String(path ?? '').replace(/^\.\/|\?.*$|\.(mpx|wpy)(?=\?|$)/g, '');
}

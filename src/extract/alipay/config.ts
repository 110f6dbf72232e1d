import { asText, decodeLooseJson, isRecord, type Json } from '../../decode/javascript/literal.js';
import type { Tree } from '../../open/tree.js';
import type { AppConfig } from '../miniprogram/app-config.js';
import { textOf } from '../miniprogram/entry-texts.js';
import { readAlipayH5 } from '../web/config.js';

/**
 * Configuration of a compiled mini-program of Alipay: pages and titles in `appConfig.json`, tabs in `tabBar.json`; the package
 * around it says who it is. Bundles of a later generation, which are not read, leave its pages empty: a limit, never an H5 page.
 * Undefined where the tree holds none. Known from: packages of 2018–2019
 */
export function readAlipayBundle(tree: Tree, outer: Tree | undefined): AppConfig | undefined {
  const entry = tree.find('appConfig.json');
  const value = entry && decodeLooseJson(textOf(entry));
  if (!entry || !isRecord(value) || !Array.isArray(value.pages)) return undefined;
  const { id, name, versionName } = readAlipayH5(tree, outer);
  const window = fields(value.window);
  const settings = fields(value.launchParams);
  const pages = value.pages.flatMap((page) => {
    const path = asText(page);
    const own = fields(settings[path ?? '']);
    const title = asText(own.title) || asText(own.defaultTitle);
    return path ? [{ id: path, ...(title && { title }), components: {}, root: '' }] : [];
  });
  return {
    framework: 'native',
    carrier: 'alipay',
    entry,
    pages,
    tabs: readTabs(tree),
    components: {},
    ...(id && { id }),
    name: asText(window.defaultTitle) || name,
    ...(versionName && { versionName }),
    flags: [],
    permissions: [],
    plugins: [],
  };
}

function readTabs(tree: Tree): AppConfig['tabs'] {
  const entry = tree.find('tabBar.json');
  const { items } = fields(entry && decodeLooseJson(textOf(entry)));
  return (Array.isArray(items) ? items : []).flatMap((item) => {
    const { tag, name } = fields(item);
    const page = asText(tag);
    return page ? [{ page, text: asText(name) }] : [];
  });
}

function fields(value: Json | undefined): { [key: string]: Json } {
  return isRecord(value) ? value : {};
}

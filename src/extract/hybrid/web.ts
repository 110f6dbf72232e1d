import type { Opened } from '../../open/tree.js';
import { readEntry } from '../entry-bytes.js';
import { extractWebApp } from '../web/app.js';
import { plainWeb } from '../web/config.js';
import { isPage } from '../web/pages.js';
import { type Bundle, type BundleReader, folderBundle } from './bundle.js';
import { shellFolders } from './cordova.js';

/** Where the assets of an Android app stand, in bundles below the module. */
const ASSETS = /^((?:[\w-]+\/)?assets\/)(.*)$/;
const APPS = /assets\/apps\/[^/]+\/www\//;
const INDEX = /(^|\/)index\.x?html?$/i;

/** Pages in any other folder of the assets: what native code shows in a web view. Their names keep the folder's. */
export const webBundles: BundleReader = {
  find: (tree) => {
    const taken = shellFolders(tree);
    const isFree = (name: string): boolean => !APPS.test(name) && !taken.some((folder) => name.startsWith(folder));
    const folders = new Map<string, string>();
    for (const { name } of tree.entries) {
      const [, assets, rest = ''] = ASSETS.exec(name) ?? [];
      if (assets && isPage(name) && isFree(name)) folders.set(`${assets}${rest.slice(0, rest.indexOf('/') + 1)}`, assets);
    }
    return [...folders].map(([folder, assets]) => {
      const bundle = folderBundle(tree, assets);
      const others = [...folders.keys()].filter((other) => other !== folder && other.startsWith(folder));
      const entries = bundle.tree.entries.filter(({ name }) => {
        const whole = assets + name;
        return whole.startsWith(folder) && isFree(whole) && !others.some((other) => whole.startsWith(other));
      });
      return { path: `${bundle.path}${folder.slice(assets.length)}`, tree: { ...bundle.tree, entries } };
    });
  },
  extract: (opened, bundle) => {
    const config = { ...plainWeb('html'), opened: openedByCode(opened, bundle), loadedOnly: bundle.path.endsWith('assets/') };
    const part = extractWebApp(opened, bundle.tree, config);
    if (!part) return undefined;
    const isMain =
      config.opened.length > 0 || bundle.tree.entries.some(({ name }) => INDEX.test(name) && name.split('/').length <= 3);
    return { ...part, package: {}, hosts: isMain ? part.hosts : [] };
  },
};

const ASSET_URL = 'android_asset/';
const MAX_URL = 200;

/** Pages of a bundle that the app's code names as `file:///android_asset/…`: strings of DEX files are plain bytes. */
function openedByCode(opened: Opened, { tree }: Bundle): string[] {
  const found = new Set<string>();
  for (const { entries } of opened.trees)
    for (const entry of entries)
      if (/(^|\/)classes\d*\.dex$/.test(entry.name))
        for (const name of assetUrls(readEntry(entry) ?? Buffer.alloc(0))) if (tree.find(name) && isPage(name)) found.add(name);
  return [...found].sort();
}

function* assetUrls(bytes: Buffer): Generator<string> {
  for (let at = bytes.indexOf(ASSET_URL); at !== -1; at = bytes.indexOf(ASSET_URL, at + 1)) {
    const start = at + ASSET_URL.length;
    yield /^[\w./-]*/.exec(bytes.toString('latin1', start, start + MAX_URL))![0];
  }
}

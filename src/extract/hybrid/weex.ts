import type { Entry } from '../../open/tree.js';
import { pushTo } from '../multimap.js';
import { extractWeex } from '../weex/app.js';
import type { BundleReader } from './bundle.js';

/** What the framework demands of a bundle's first line, so that the platform knows which runtime to start. Source: weex-js-framework */
const BANNER = /^\ufeff?\s*(\/\/|\/\*)\s*\{\s*"framework"\s*:\s*"(Vue|Rax)"\s*,?[^}\n]*\}|^\s*["']use weex:(vue|rax)["']/i;
const SCRIPT = /\.(js|wx|weex|jsbundle)$/i;
/** Pages of uni-app's own runtime, and those of uni-apps, which another reader knows. */
const ELSEWHERE = /(^|\/)assets\/apps\/[^/]+\/www\/|(^|\/)__uniapp\w*\.js$/;

/** Weex bundles anywhere in the app; those below one folder of the assets are the pages of one app. */
export const weexBundles: BundleReader = {
  find: (tree) => {
    const folders = new Map<string, (typeof tree.entries)[number][]>();
    for (const entry of tree.entries) {
      if (!SCRIPT.test(entry.name) || ELSEWHERE.test(entry.name)) continue;
      if (!BANNER.test(entry.peek().toString('utf8', 0, 300))) continue;
      const folder = /^((?:[\w-]+\/)?assets\/)?/.exec(entry.name)![0];
      const own = { ...entry, name: entry.name.slice(folder.length), read: () => entry.read(), peek: () => entry.peek() };
      pushTo(folders, folder, own);
    }
    return [...folders.values()].map((entries) => ({ path: commonFolder(entries), tree: { ...tree, entries } }));
  },
  extract: (_opened, { tree }) => extractWeex(tree.entries),
};

/** The folder all of them lie in, below the assets; the first where there is none. */
function commonFolder([first, ...rest]: Entry[]): string {
  let folder = first!.path.replace(/[^/]*$/, '');
  for (const { path } of rest)
    while (folder && !path.startsWith(folder)) folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  return /assets\/$/.test(folder) || !folder.includes('assets/') ? first!.path : folder;
}

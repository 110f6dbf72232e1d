import { extractLua } from '../lua/app.js';
import type { BundleReader } from './bundle.js';

const SCRIPT = /^(?:[\w-]+\/)?assets\/(?:.*\/)?[^/]+\.(?:lua|aly|table)$/;
const MAIN = /^(?:[\w-]+\/)?assets\/(?:.*\/)?main\.lua$/;

/** Scripts and layout tables of an app written in Lua; games that bring some along begin elsewhere. */
export const luaBundles: BundleReader = {
  find: (tree) => {
    const main = tree.entries.find(({ name }) => MAIN.test(name));
    const entries = main ? tree.entries.filter(({ name }) => SCRIPT.test(name)) : [];
    return main ? [{ path: main.path, tree: { ...tree, entries } }] : [];
  },
  extract: (_opened, { tree }) => extractLua(tree.entries),
};

import { isHermes } from '../../decode/hermes/index.js';
import type { Entry } from '../../open/tree.js';
import { readHermesEntry } from '../hermes/index.js';
import type { BundleReader } from './bundle.js';

const NAMES = /\.(bundle|jsbundle|hbc)$/i;

/** React Native bundles that were compiled to Hermes bytecode, told by their first bytes. */
export const hermesBundles: BundleReader = {
  find: (tree) =>
    tree.entries
      .filter((entry) => NAMES.test(entry.name) && isHermes(entry.peek()))
      .map((entry: Entry) => ({
        path: entry.path,
        tree: { ...tree, path: entry.path, entries: [entry], find: (name) => (name === entry.name ? entry : undefined) },
      })),
  extract: (_opened, { tree }) => readHermesEntry(tree.entries[0]!),
};

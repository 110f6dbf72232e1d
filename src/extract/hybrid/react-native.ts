import { extractReactNative } from '../web/react-native.js';
import type { BundleReader } from './bundle.js';

const BUNDLE = /(^|\/)assets\/([\w./-]+\/)?[\w.-]+\.(jsbundle|bundle)$/;
/** First bytes of Hermes bytecode, which another reader knows. */
const HERMES = Buffer.from('c61fbc03c103191f', 'hex');

/** React Native bundles in plain JavaScript. */
export const reactNativeBundles: BundleReader = {
  find: (tree) =>
    tree.entries.flatMap((entry) => {
      const isScript = BUNDLE.test(entry.name) && !entry.peek().subarray(0, HERMES.length).equals(HERMES);
      return isScript ? [{ path: entry.path, tree: { ...tree, entries: [entry] } }] : [];
    }),
  extract: (_opened, { tree }) => extractReactNative(tree.entries[0]!),
};

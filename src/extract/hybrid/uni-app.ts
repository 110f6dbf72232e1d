import { readUniApp } from '../uniapp/index.js';
import { type BundleReader, folderBundle } from './bundle.js';

const MARKER = /^(.*assets\/apps\/[^/]+\/www\/)app-(config|config-service|service)\.js$/;

/** A compiled uni-app that its native shell keeps in `assets/apps/<app id>/www`. */
export const uniAppBundles: BundleReader = {
  find: (tree) => {
    // Newer packages have more than one of these files, and each tells of the same app; the oldest have the last alone.
    const folders = new Set(tree.entries.flatMap(({ name }) => MARKER.exec(name)?.[1] ?? []));
    return [...folders].map((folder) => folderBundle(tree, folder));
  },
  extract: (opened, { tree }) => readUniApp(opened, tree),
};

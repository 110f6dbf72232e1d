import { readUniApp } from '../uniapp/index.js';
import { type BundleReader, folderBundle } from './bundle.js';

const MARKER = /^(.*assets\/apps\/[^/]+\/www\/)app-config-service\.js$/;

/** A compiled uni-app that its native shell keeps in `assets/apps/<app id>/www`. */
export const uniAppBundles: BundleReader = {
  find: (tree) =>
    tree.entries.flatMap(({ name }) => {
      const folder = MARKER.exec(name)?.[1];
      return folder === undefined ? [] : [folderBundle(tree, folder)];
    }),
  extract: (opened, { tree }) => readUniApp(opened, tree),
};

import { extractFlutter } from '../flutter/index.js';
import { isFlutterEntry } from '../flutter/parts.js';
import type { BundleReader } from './bundle.js';

/**
 * The Flutter part of an app: its program and its assets may lie in different splits, so that all are read together where the
 * first of them is.
 */
export const flutterBundles: BundleReader = {
  find: (tree) => {
    const marker = tree.entries.find(isFlutterEntry);
    return marker ? [{ path: marker.path, tree }] : [];
  },
  extract: (opened, { path, tree }) => {
    const marker = opened.trees.flatMap(({ entries }) => entries).find(isFlutterEntry);
    return marker?.path === path && tree.entries.includes(marker) ? extractFlutter(opened.trees, marker) : undefined;
  },
};

import type { Opened } from '../../open/tree.js';
import type { Extraction } from '../extraction.js';
import { extractApp, mergeTrees } from '../miniprogram/app.js';
import { readUniAppBundle } from './config.js';

/** Facts of a compiled uni-app (`.wgt`, or the `www` folder of an app's assets); undefined where no tree holds one. */
export function extractUniApp(opened: Opened): Extraction | undefined {
  const tree = mergeTrees(opened.trees);
  const config = tree && readUniAppBundle(tree);
  return tree && config ? extractApp(opened, tree, config) : undefined;
}

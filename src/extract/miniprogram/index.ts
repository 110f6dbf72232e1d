import type { Opened } from '../../open/tree.js';
import type { Extraction } from '../extraction.js';
import { extractApp, mergeTrees } from './app.js';
import { readConfig } from './config.js';
import { readSubPackage } from './subpackage.js';

/** Facts of a mini-program, from sources or from the compiled package; undefined where no tree holds one. */
export function extractMiniProgram(opened: Opened): Extraction | undefined {
  const tree = mergeTrees(opened.trees);
  const config = tree && (readConfig(tree) ?? readSubPackage(tree));
  return tree && config ? extractApp(opened, tree, config) : undefined;
}

import type { Opened } from '../../open/tree.js';
import type { Extraction } from '../extraction.js';
import { mergeTrees } from '../miniprogram/app.js';
import { extractApp } from './app.js';
import { withChunks } from './chunks.js';
import { readQuickApp } from './config.js';

/** Facts of a quick app, from sources or from its package; undefined where no tree holds one. */
export function extractQuickApp(opened: Opened): Extraction | undefined {
  const tree = mergeTrees(opened.trees);
  const config = tree && readQuickApp(tree);
  return tree && config ? extractApp(opened, withChunks(tree), config) : undefined;
}

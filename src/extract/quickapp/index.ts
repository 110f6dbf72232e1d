import type { Opened } from '../../open/tree.js';
import type { Extraction } from '../extraction.js';
import { mergeTrees } from '../miniprogram/app.js';
import { otherAppLimits, partsOfOneApp } from '../one-app.js';
import { extractApp } from './app.js';
import { withChunks } from './chunks.js';
import { readQuickApp } from './config.js';

/** Facts of a quick app, from sources or from its package; undefined where no tree holds one. */
export function extractQuickApp(opened: Opened): Extraction | undefined {
  const parts = partsOfOneApp(opened.trees, (tree) => readQuickApp(tree)?.id);
  const tree = mergeTrees(parts.trees);
  const config = tree && readQuickApp(tree);
  if (!tree || !config) return undefined;
  const extraction = extractApp(opened, withChunks(tree), config);
  return { ...extraction, facts: [...extraction.facts, ...otherAppLimits(parts)] };
}

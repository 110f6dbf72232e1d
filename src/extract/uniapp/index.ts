import type { Opened, Tree } from '../../open/tree.js';
import type { Extraction } from '../extraction.js';
import { extractApp, mergeTrees } from '../miniprogram/app.js';
import { readUniAppBundle } from './config.js';
import { addNvuePages } from './nvue.js';
import { addVue2Pages } from './vue2.js';

/** Facts of a compiled uni-app handed in by itself (`.wgt`); undefined where no tree holds one. */
export function extractUniApp(opened: Opened): Extraction | undefined {
  const tree = mergeTrees(opened.trees);
  return tree && readUniApp(opened, tree);
}

/** Facts of the compiled uni-app a tree holds, wherever it lies. */
export function readUniApp(opened: Opened, tree: Tree): Extraction | undefined {
  const config = readUniAppBundle(tree);
  if (!config) return undefined;
  return extractApp(opened, tree, config, (app, sources) => {
    if (tree.find('app-view.js')) addVue2Pages(app, sources);
    addNvuePages(app, sources, config, tree);
    return undefined;
  });
}

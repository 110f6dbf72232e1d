import type { Opened } from '../../open/tree.js';
import type { Extraction } from '../extraction.js';
import type { Application } from '../javascript/application/application.js';
import { nameTemplates } from '../uniapp/mp-templates.js';
import { extractApp, mergeTrees } from './app.js';
import type { AppConfig } from './app-config.js';
import { readConfig } from './config.js';
import type { Sources } from './source-set.js';
import { readSubPackage } from './subpackage.js';
import { addTaroPages, dropConfigWords } from './taro.js';

/** Facts of a mini-program, from sources or from the compiled package; undefined where no tree holds one. */
export function extractMiniProgram(opened: Opened): Extraction | undefined {
  const tree = mergeTrees(opened.trees);
  const config = tree && (readConfig(tree) ?? readSubPackage(tree));
  return tree && config ? extractApp(opened, tree, config, joinCompiled) : undefined;
}

/** Joins what frameworks that compile to mini-programs take apart. */
function joinCompiled(app: Application, sources: Sources, config: AppConfig): undefined {
  nameTemplates(app, sources);
  addTaroPages(app, sources, config);
  if (config.framework === 'taro') dropConfigWords(app);
}

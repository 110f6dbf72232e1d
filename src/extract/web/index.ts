import type { Opened } from '../../open/tree.js';
import type { Extraction } from '../extraction.js';
import { extractWebApp } from './app.js';
import { readAlipayH5, readHtml5Plus } from './config.js';
import { isPage } from './pages.js';

/** Facts of a package of web pages (`.wgt` of HTML5+, `.amr` of Alipay); undefined where no tree holds one. */
export function extractWeb(opened: Opened): Extraction | undefined {
  if (opened.format !== 'wgt' && opened.format !== 'amr') return undefined;
  const tree = opened.trees.find(({ entries }) => entries.some(({ name }) => isPage(name)));
  if (!tree) return undefined;
  const outer = opened.trees.find((other) => other !== tree && other.find('Manifest.xml'));
  const config = opened.format === 'amr' ? readAlipayH5(tree, outer) : readHtml5Plus(tree);
  return config && extractWebApp(opened, tree, config);
}

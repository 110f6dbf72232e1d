import type { Opened } from '../../open/tree.js';
import type { Extraction } from '../extraction.js';
import { extractWebApp } from './app.js';
import { readAlipayH5, readHtml5Plus } from './config.js';
import { isPage } from './pages.js';

/** Packages of web pages, and the folder that one is made of. */
const FORMATS: ReadonlySet<Opened['format']> = new Set(['wgt', 'amr', 'project']);

/** Facts of web pages (HTML5+ as `.wgt` or as its sources, `.amr` of Alipay); undefined where no tree holds such an app. */
export function extractWeb(opened: Opened): Extraction | undefined {
  if (!FORMATS.has(opened.format)) return undefined;
  const tree = opened.trees.find(({ entries }) => entries.some(({ name }) => isPage(name)));
  if (!tree) return undefined;
  const outer = opened.trees.find((other) => other !== tree && other.find('Manifest.xml'));
  const config = opened.format === 'amr' ? readAlipayH5(tree, outer) : readHtml5Plus(tree);
  return config && extractWebApp(opened, tree, config);
}

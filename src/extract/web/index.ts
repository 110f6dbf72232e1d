import type { Opened, Tree } from '../../open/tree.js';
import type { Extraction } from '../extraction.js';
import { extractWebApp } from './app.js';
import { plainWeb, readAlipayH5, readHtml5Plus, type WebConfig } from './config.js';
import { isPage, textOf } from './pages.js';
import { extractWebSources } from './source-app.js';

/** Packages of web pages, and the folder that one is made of. */
const FORMATS: ReadonlySet<Opened['format']> = new Set(['wgt', 'amr', 'project']);

/** Facts of web pages (HTML5+ as `.wgt` or as its sources, `.amr` of Alipay, a folder of pages) and of sources of single-page apps. */
export function extractWeb(opened: Opened): Extraction | undefined {
  if (!FORMATS.has(opened.format)) return undefined;
  const tree = opened.trees.find(({ entries }) => entries.some(({ name }) => isPage(name)));
  const outer = opened.trees.find((other) => other !== tree && other.find('Manifest.xml'));
  const config = tree && (opened.format === 'amr' ? readAlipayH5(tree, outer) : readHtml5Plus(tree));
  if (config) return extractWebApp(opened, tree, config);
  if (opened.format !== 'project') return undefined;
  return extractWebSources(opened) ?? (tree && extractWebApp(opened, tree, pagesAlone(tree)));
}

/** Pages that are the whole app go by the title of the first. */
function pagesAlone(tree: Tree): WebConfig {
  const entry = tree.find('index.html');
  const name = entry && TITLE.exec(textOf([], entry) ?? '')?.[1]?.trim();
  return { ...plainWeb('web'), ...(name && { name }) };
}

const TITLE = /<title[^>]*>([^<]{1,60})</i;

import type { Opened, Tree } from '../../open/tree.js';
import type { Extraction } from '../extraction.js';
import { extractWebApp } from './app.js';
import { plainWeb, readAlipayH5, readHtml5Plus, type WebConfig } from './config.js';
import { isPage, textOf } from './pages.js';

/** Packages of web pages, and the folder that one is made of. */
const FORMATS: ReadonlySet<Opened['format']> = new Set(['wgt', 'amr', 'project']);

/**
 * Facts of web pages (HTML5+ as `.wgt` or as its sources, `.amr` of Alipay, pages alone); undefined where no tree holds such an
 * app.
 */
export function extractWeb(opened: Opened): Extraction | undefined {
  if (!FORMATS.has(opened.format)) return undefined;
  const tree = opened.trees.find(({ entries }) => entries.some(({ name }) => isPage(name)));
  if (!tree) return undefined;
  const outer = opened.trees.find((other) => other !== tree && other.find('Manifest.xml'));
  const config = opened.format === 'amr' ? readAlipayH5(tree, outer) : (readHtml5Plus(tree) ?? pagesAlone(opened, tree));
  return config && extractWebApp(opened, tree, config);
}

/** Pages that are the whole app: their folder was chosen for them, and is nobody else's source that could not be read. */
function pagesAlone({ format, limits }: Opened, tree: Tree): WebConfig | undefined {
  const isSource = limits.some(({ reason, share }) => reason === 'unsupported' && share === 1);
  const entry = tree.find('index.html');
  if (format !== 'project' || !entry || isSource) return undefined;
  const name = TITLE.exec(textOf([], entry) ?? '')?.[1]?.trim();
  return { ...plainWeb('web'), ...(name && { name }) };
}

const TITLE = /<title[^>]*>([^<]{1,60})</i;

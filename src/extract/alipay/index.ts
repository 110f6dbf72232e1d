import type { Opened } from '../../open/tree.js';
import type { Extraction } from '../extraction.js';
import { extractApp } from '../miniprogram/app.js';
import { readAlipayBundle } from './config.js';
import { addAlipayPages } from './pages.js';

/** Facts of a compiled mini-program of Alipay (`.amr`); undefined where no tree holds one: packages of web pages are others' work. */
export function extractAlipay(opened: Opened): Extraction | undefined {
  for (const tree of opened.trees) {
    const outer = opened.trees.find((other) => other !== tree && other.find('Manifest.xml'));
    const config = readAlipayBundle(tree, outer);
    if (config) return extractApp(opened, tree, config, addAlipayPages);
  }
  return undefined;
}

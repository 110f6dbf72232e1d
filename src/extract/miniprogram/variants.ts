import type { Tree } from '../../open/tree.js';
import { type Application, stemOf } from '../javascript/application/application.js';
import type { PageConfig } from './app-config.js';
import type { Sources } from './source-set.js';

/**
 * Files that a compiler takes for one platform in place of the plain one: `index.weapp.tsx` of Taro, `index.wx.mpx` of Mpx,
 * `login.alipay.js`. The first that is there stands for the others.
 * Sources: Taro guide, cross-platform development; Mpx guide, conditional compilation by file
 */
const PLATFORMS = [
  'weapp',
  'wechat',
  'wx',
  'mp',
  'ali',
  'alipay',
  'dd',
  'swan',
  'tt',
  'qq',
  'ks',
  'jd',
  'xhs',
  'qa',
  'h5',
  'web',
];
const VARIANT = new RegExp(`\\.(${PLATFORMS.join('|')})$`);

/** Lets what names a file without its platform find the one that is written for a platform. */
export function joinVariants(app: Application, sources: Sources): void {
  nameBare(app.byStem);
  nameBare(sources.templates);
  for (const [stem, script] of sources.outside ?? []) {
    const module = app.byStem.get(script);
    if (module && !app.byStem.has(stem)) app.byStem.set(stem, module);
  }
}

function nameBare<V>(byStem: Map<string, V>): void {
  const variants = [...byStem].filter(([stem]) => VARIANT.test(stem));
  for (const [stem, value] of variants.sort(([a], [b]) => rankOf(a) - rankOf(b)))
    if (!byStem.has(bareStem(stem))) byStem.set(bareStem(stem), value);
}

/**
 * Where pages stand that have no file under their path as it is: in one for a platform, or in one with other capitals, which
 * the disks of developers do not tell apart.
 */
export function findPageFiles(tree: Tree, pages: readonly PageConfig[]): void {
  const files = tree.entries.map(({ name }) => name.replace(/\.\w+$/, ''));
  const there = new Set(files.map(stemOf));
  const lost = pages.filter(({ id, file }) => !there.has(stemOf(file ?? id)));
  if (lost.length === 0) return;
  const byName = new Map<string, string>();
  for (const file of files.sort((a, b) => rankOf(a) - rankOf(b)))
    for (const name of [bareStem(file), bareStem(file).toLowerCase()]) if (!byName.has(name)) byName.set(name, file);
  for (const page of lost) {
    const stem = stemOf(page.file ?? page.id);
    const file = byName.get(stem) ?? byName.get(stem.toLowerCase());
    if (file !== undefined) page.file = file;
  }
}

function bareStem(file: string): string {
  return stemOf(file.replace(VARIANT, ''));
}

function rankOf(file: string): number {
  return PLATFORMS.indexOf(VARIANT.exec(file)?.[1] ?? '');
}

import { listed } from '../../facts/listing.js';
import { ALL_PARTS, type Session } from '../session.js';
import { type Entry, EntryError, type Tree } from '../tree.js';

interface SubPackage {
  root: string;
  pages: string[];
}

/** Whether the tree is a main package: only that one holds the app's configuration. */
export function isMainPackage(tree: Tree): boolean {
  return tree.find('app-config.json') !== undefined;
}

/**
 * Puts the main package first and tells what was not handed in: subpackages the main package declares, or the main package
 * itself. Trees without entries (still encrypted) have their own limit.
 */
export function orderParts(trees: Tree[], session: Session): Tree[] {
  const sorted = [...trees].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const mains = sorted.filter(isMainPackage);
  const main = mains[0];
  for (const other of mains.slice(1)) {
    session.addLimit({
      reason: 'unsupported',
      path: other.path,
      hides: [...ALL_PARTS],
      detail: '一次给出了多个主包，只以第一个为准。请把每个小程序的主包与分包分别送检。',
    });
  }
  const locked = sorted.some(({ entries }) => entries.length === 0);
  if (locked) return [...(main ? [main] : []), ...sorted.filter((tree) => tree !== main)];
  if (main) tellMissingSubPackages(main, sorted, session);
  else if (sorted[0]) tellMissingMain(sorted[0], session);
  return [...(main ? [main] : []), ...sorted.filter((tree) => tree !== main && !mains.includes(tree))];
}

/**
 * Packages that lie together, by app: each main package with the parts whose root it declares. With one main package all belong
 * to it; parts that no main package declares are a group of their own.
 */
export function groupParts(trees: readonly Tree[]): Tree[][] {
  const mains = trees.filter(isMainPackage);
  if (mains.length <= 1) return [[...trees]];
  const groups = mains.map((main) => ({ parts: [main], roots: readAppConfig(main)?.subPackages.map(({ root }) => root) ?? [] }));
  const homeless: Tree[] = [];
  for (const tree of trees.filter((one) => !isMainPackage(one))) {
    const home = groups.find(({ roots }) => roots.some((root) => hasCode(tree, root)));
    (home?.parts ?? homeless).push(tree);
  }
  return [...groups.map(({ parts }) => parts), ...(homeless.length > 0 ? [homeless] : [])];
}

function tellMissingMain(tree: Tree, session: Session): void {
  session.addLimit({
    reason: 'missing-subpackage',
    path: tree.path,
    hides: [...ALL_PARTS],
    detail: '只有分包，缺少主包（含 app-config.json 的 __APP__.wxapkg）。请把主包与全部分包一起送检。',
  });
}

function tellMissingSubPackages(main: Tree, trees: Tree[], session: Session): void {
  const config = readAppConfig(main, ({ path }) => {
    const detail = 'app-config.json 不是有效的 JSON，无法得知页面和分包。请重新提供完整的小程序包。';
    session.addLimit({ reason: 'unreadable', path, hides: ['config', 'screens'], detail });
  });
  if (!config) return;
  const missing = config.subPackages.filter(({ root }) => !trees.some((tree) => hasCode(tree, root)));
  if (missing.length === 0) return;
  const pages = missing.reduce((sum, { pages: own }) => sum + own.length, 0);
  const roots = missing.map(({ root }) => root).sort();
  session.addLimit({
    reason: 'missing-subpackage',
    path: main.path,
    hides: ['code', 'screens', 'texts', 'resources'],
    detail: `缺少 ${missing.length} 个分包（${listed(roots)}）${pages > 0 ? `，其中 ${pages} 个页面` : '，其内容'}未检查。请把主包与全部分包一起送检。`,
    // A game has no pages; then its packages are counted, the main one included.
    share: config.pages > 0 ? Math.min(1, pages / config.pages) : missing.length / (config.subPackages.length + 1),
  });
}

/** A subpackage is there when a script stands right in its root. */
function hasCode(tree: Tree, root: string): boolean {
  return ['app-service.js', 'page-frame.js', 'game.js'].some((name) => tree.find(`${root}/${name}`) !== undefined);
}

interface AppConfig {
  pages: number;
  subPackages: SubPackage[];
}

/** Pages and subpackages a main package declares; `onDamage` is told when its configuration is no JSON. */
export function readAppConfig(main: Tree, onDamage: (entry: Entry) => void = () => undefined): AppConfig | undefined {
  const entry = main.find('app-config.json')!;
  try {
    const config = asRecord(JSON.parse(entry.read().toString('utf8')));
    const list = config.subPackages ?? config.subpackages;
    const subPackages = (Array.isArray(list) ? list : []).map(asRecord).flatMap((item): SubPackage[] => {
      const root = typeof item.root === 'string' ? item.root.replace(/^\/+|\/+$/g, '') : '';
      return root ? [{ root, pages: texts(item.pages) }] : [];
    });
    return { pages: texts(config.pages).length, subPackages };
  } catch (error) {
    if (error instanceof EntryError) return undefined;
    if (!(error instanceof SyntaxError)) throw error;
    onDamage(entry);
    return undefined;
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

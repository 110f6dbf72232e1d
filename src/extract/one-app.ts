import type { LimitFact } from '../facts/types.js';
import type { Tree } from '../open/tree.js';

/** The parts of the app that is inspected, and what was handed in with it but belongs to another. */
export interface OneApp {
  trees: Tree[];
  others: { id: string; path: string }[];
}

/**
 * An archive of packages may hold one app in parts or several apps. The parts of one app have one id; a part without an id belongs to
 * the first app that has one.
 */
export function partsOfOneApp(trees: readonly Tree[], idOf: (tree: Tree) => string | undefined): OneApp {
  if (trees.length < 2) return { trees: [...trees], others: [] };
  const known = trees.map((tree) => ({ tree, id: idOf(tree) }));
  const own = known.find(({ id }) => id !== undefined)?.id;
  return {
    trees: known.flatMap(({ tree, id }) => (id === undefined || id === own ? [tree] : [])),
    others: known.flatMap(({ tree, id }) => (id === undefined || id === own ? [] : [{ id, path: tree.path }])),
  };
}

/** What is said of the other apps: nothing of them was read, and that must not look like "not found". */
export function otherAppLimits({ others }: OneApp): LimitFact[] {
  return others.map(({ id, path }) => ({
    kind: 'limit',
    reason: 'unsupported',
    hides: ['code', 'screens', 'texts', 'config', 'resources'],
    detail: `${path} 是另一个应用（${id}），没有检查；请分别送检。`,
    at: { path },
    owner: 'unknown',
    screens: [],
  }));
}

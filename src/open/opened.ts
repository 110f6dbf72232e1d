import { findInside, partsOfPackage } from './nested.js';
import { identifyPackage } from './package-format.js';
import { findProjectRoot, projectTree } from './project/root.js';
import type { Session } from './session.js';
import type { Entry, Opened, PackageFormat, Tree } from './tree.js';
import { groupParts, orderParts } from './wxapkg/parts.js';
import { appIdsInPath } from './wxapkg/wxapkg.js';

/** What a file is known by. */
export type Identity = Pick<Opened, 'file' | 'size' | 'sha256' | 'sm3'>;

export function opened(
  identity: Identity,
  format: PackageFormat,
  trees: Tree[],
  session: Session,
  form: Opened['form'] = format === 'project' ? 'project' : 'package',
): Opened {
  const appId = session.appId ?? (format === 'wxapkg' ? (session.givenAppId ?? appIdsInPath(session.inputPath)[0]) : undefined);
  return {
    ...identity,
    form,
    format,
    trees,
    limits: session.limits,
    tamper: session.tamper,
    ...(appId === undefined ? {} : { appId }),
    inflated: () => session.budget.spent(),
    openWithin: (tree, entries) => openWithin(tree, entries, session),
  };
}

/** The app an archive is, or holds; undefined for none. */
export function identifyArchive(identity: Identity, tree: Tree, session: Session): Opened | undefined {
  const format = tree.format === 'zip' ? identifyPackage(tree) : undefined;
  if (format) return within(tree, opened(identity, format, partsOfPackage(format, tree, session), session));
  const root = findProjectRoot(tree, session);
  if (root) return opened(identity, 'project', [projectTree(tree, root, session)], session, 'project');
  if (tree.format === 'tar' && (tree.find('hpmfile.json') || tree.find('appConfig.json')))
    return opened(identity, 'amr', [tree], session);
  const inside = findInside(tree, session);
  return inside && within(tree, opened(identity, inside.format, inside.trees, session));
}

/** Keeps the outer tree where the app's own trees lie inside it. */
export function within(container: Tree, found: Opened): Opened {
  return found.trees.includes(container) ? found : { ...found, container };
}

/**
 * Opens entries of a tree as the inputs they would be outside: an archive by itself, packages of WeChat by the apps they belong to.
 * Depth, budgets and log are those of the whole; digests are not taken.
 */
function openWithin(tree: Tree, entries: readonly Entry[], session: Session): Opened[] {
  const entered = entries.flatMap((entry) => tree.enter(entry) ?? []);
  const identity = (parts: Tree[]): Identity => {
    const size = entries.reduce((sum, entry) => (parts.some(({ path }) => path === entry.path) ? sum + entry.size : sum), 0);
    return { file: parts[0]!.path, size, sha256: '', sm3: () => '' };
  };
  const wechat = entered.filter(({ format }) => format === 'wxapkg');
  const groups = wechat.length > 0 ? groupParts(wechat) : [];
  return [
    ...groups.map((parts) => {
      const ordered = orderParts(parts, session);
      return opened(identity(ordered), 'wxapkg', ordered, session);
    }),
    ...entered
      .filter((one) => !wechat.includes(one))
      .map((one) => identifyArchive(identity([one]), one, session) ?? opened(identity([one]), 'unknown', [one], session)),
  ];
}

import type { Coverage, Fact } from '../../facts/types.js';
import type { Entry, Opened, Tree } from '../../open/tree.js';
import { extractAndroid } from '../android/index.js';
import type { Extraction } from '../extraction.js';
import { extractApp } from '../miniprogram/app.js';
import { readUniAppBundle } from '../uniapp/config.js';

/** Where an Android app keeps the bundle that a runtime shows in its place. */
const BUNDLE = /^(.*assets\/apps\/[^/]+\/www\/)app-config-service\.js$/;

/**
 * Facts of an Android app with those of the uni-app bundles in its assets: one app, whichever part shows a page. What the
 * Android side said it could not read of a bundle that is read here is taken back.
 */
export function extractAndroidApp(opened: Opened): Extraction | undefined {
  const android = extractAndroid(opened);
  if (!android) return undefined;
  return opened.trees.flatMap(bundlesIn).reduce((app: Extraction, bundle) => withBundle(app, opened, bundle), android);
}

interface Bundle {
  tree: Tree;
  /** Path of its folder, as evidence names it. */
  path: string;
}

/** Bundles as trees of their own: names below their folder, paths as before. */
function bundlesIn(tree: Tree): Bundle[] {
  return tree.entries.flatMap((marker): Bundle[] => {
    const folder = BUNDLE.exec(marker.name)?.[1];
    if (!folder) return [];
    const entries = tree.entries.filter(({ name }) => name.startsWith(folder)).map((entry): Entry => below(entry, folder));
    const byName = new Map(entries.map((entry) => [entry.name, entry]));
    const path = marker.path.slice(0, marker.path.length - (marker.name.length - folder.length));
    return [{ path, tree: { ...tree, path, entries, find: (name) => byName.get(name) } }];
  });
}

function below(entry: Entry, folder: string): Entry {
  return { ...entry, name: entry.name.slice(folder.length), read: () => entry.read(), peek: () => entry.peek() };
}

function withBundle(app: Extraction, opened: Opened, { tree, path }: Bundle): Extraction {
  const config = readUniAppBundle(tree);
  if (!config) return app;
  const part = extractApp(opened, tree, config);
  const isUnread = (fact: Fact): boolean =>
    fact.kind === 'limit' && fact.reason === 'unsupported' && (fact.at.path.startsWith(path) || path.startsWith(fact.at.path));
  return {
    ...app,
    facts: [...app.facts.filter((fact) => !isUnread(fact)), ...part.facts],
    coverage: { ...app.coverage, ...added(app.coverage, part.coverage) },
    hosts: [...new Set([...app.hosts, ...part.hosts])].sort(),
  };
}

/** Scripts, templates and screens of both. */
function added(a: Partial<Coverage>, b: Partial<Coverage>): Partial<Coverage> {
  const sum = <T extends Record<string, number>>(one: T | undefined, other: T | undefined): T | undefined =>
    one && other
      ? (Object.fromEntries(Object.keys(one).map((key) => [key, one[key]! + (other[key] ?? 0)])) as T)
      : (one ?? other);
  const scripts = sum(a.scripts, b.scripts);
  const templates = sum(a.templates, b.templates);
  const screens = sum(a.screens, b.screens);
  return { ...(scripts && { scripts }), ...(templates && { templates }), ...(screens && { screens }) };
}

import type { Entry, Tree } from '../../open/tree.js';
import { embeddedIn, isOpaque, looseDexes } from '../embedded.js';

/** Code that the app itself can load (DexClassLoader): the platform does not. */
export interface LoadedCode {
  /** DEX files, as they are or in a `.jar`, `.apk` or archive of any name. */
  dexes: Entry[];
  /** Files that by their name hold such code and whose bytes are none: encrypted, as a rule. */
  unreadable: Entry[];
}

const NAMED = /\.(dex|jar|apk)$/i;
const PLATFORM = /^(?:[\w-]+\/dex\/)?classes\d*\.dex$/;
const DEX = /^classes\d*\.dex$/;
/** A stray header is no code. */
const SMALLEST = 1024;

/**
 * Code among the files of an app. A package with a manifest of its own is not taken for a part of this one: it is an app inside
 * the app, and is read as one.
 */
export function loadedCode(tree: Tree): LoadedCode {
  const { embedded } = embeddedIn(tree);
  const loose = looseDexes(tree).filter(({ size }) => size >= SMALLEST);
  const known = new Set([...loose, ...embedded.map(({ entry }) => entry)]);
  return {
    dexes: [
      ...loose,
      ...embedded.flatMap(({ tree: inner }) =>
        inner.find('AndroidManifest.xml') ? [] : inner.entries.filter(({ name }) => DEX.test(name)),
      ),
    ],
    unreadable: tree.entries.filter(
      (entry) => NAMED.test(entry.name) && !PLATFORM.test(entry.name) && !known.has(entry) && isOpaque(entry),
    ),
  };
}

/** Whether files of the app hold code for it to load, readable or not, part of this app or an app of its own. */
export function hasLoadableCode(trees: readonly Tree[]): boolean {
  return trees.some((tree) => {
    const { dexes, unreadable } = loadedCode(tree);
    return dexes.length + unreadable.length > 0 || embeddedIn(tree).embedded.some((inner) => inner.tree.find('classes.dex'));
  });
}

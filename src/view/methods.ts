import { type Entry, EntryError, type Tree } from '../open/tree.js';
import { dex, searchMethods } from './formats/dex/index.js';

/** A class or method by name, over one entry or all DEX files of a package. */
export interface FoundMethods {
  /** Each file's part below the path of the file. */
  text: string;
  /** Names that may have been meant, where nothing was found. */
  near: string[];
  /** DEX files looked at. */
  files: number;
}

const NEAR = 5;

/**
 * Looks for a class or method as `searchMethods` takes it. Packages inside the trees are entered, archives with DEX code too.
 *
 * @param entries where to look; all DEX files of the trees unless given
 */
export function findMethods(
  trees: readonly Tree[],
  name: string,
  at?: { entry: Entry; tree: Tree; offset?: number },
): FoundMethods {
  const entries = at ? [at.entry].filter((entry) => dex.matches(entry, at.tree)) : trees.flatMap(dexEntries);
  const found: FoundMethods = { text: '', near: [], files: 0 };
  for (const entry of entries) {
    const bytes = readable(entry, at !== undefined);
    if (!bytes) continue;
    found.files++;
    const { text, near } = searchMethods(bytes, name, at?.offset);
    if (text !== '') found.text += `${found.text === '' ? '' : '\n'}# ${entry.path}\n${text}`;
    found.near.push(...near);
  }
  return { ...found, near: [...new Set(found.near)].slice(0, NEAR) };
}

function dexEntries(tree: Tree): Entry[] {
  return tree.entries.flatMap((entry) => {
    if (dex.matches(entry, tree)) return [entry];
    const inner = tree.enter(entry);
    return inner ? dexEntries(inner) : [];
  });
}

/** One that was asked for by name must be there; among many the others are still worth showing. */
function readable(entry: Entry, asked: boolean): Buffer | undefined {
  try {
    return entry.read();
  } catch (error) {
    if (asked || !(error instanceof EntryError)) throw error;
    return undefined;
  }
}

import { isArk } from '../decode/ark/index.js';
import { type Entry, EntryError, type Tree } from '../open/tree.js';
import { ark, searchArkMethods } from './formats/ark/index.js';
import { dex, searchMethods } from './formats/dex/index.js';

/** A class or method by name, over one entry or all files of a package that hold DEX or Ark code. */
export interface FoundMethods {
  /** Each file's part below the path of the file. */
  text: string;
  /** Names that may have been meant, where nothing was found. */
  near: string[];
  /** Files of code looked at. */
  files: number;
}

const NEAR = 5;

/**
 * Looks for a class or method as `searchMethods` and `searchArkMethods` take it. Packages inside the trees are entered, archives with code too.
 *
 * @param entries where to look; all files of code in the trees unless given
 */
export function findMethods(
  trees: readonly Tree[],
  name: string,
  at?: { entry: Entry; tree: Tree; offset?: number },
): FoundMethods {
  const entries = at ? [at.entry].filter((entry) => holdsCode(entry, at.tree)) : trees.flatMap(codeEntries);
  const found: FoundMethods = { text: '', near: [], files: 0 };
  const seen = new Set<string>();
  for (const entry of entries) {
    // The parts of a package of packages are met once more inside it.
    if (seen.has(entry.path)) continue;
    seen.add(entry.path);
    const bytes = readable(entry, at !== undefined);
    if (!bytes) continue;
    found.files++;
    const { text, near } = (isArk(bytes) ? searchArkMethods : searchMethods)(bytes, name, at?.offset);
    if (text !== '') found.text += `${found.text === '' ? '' : '\n'}# ${entry.path}\n${text}`;
    found.near.push(...near);
  }
  return { ...found, near: [...new Set(found.near)].slice(0, NEAR) };
}

function holdsCode(entry: Entry, tree: Tree): boolean {
  return dex.matches(entry, tree) || ark.matches(entry, tree);
}

function codeEntries(tree: Tree): Entry[] {
  return tree.entries.flatMap((entry) => {
    if (holdsCode(entry, tree)) return [entry];
    const inner = tree.enter(entry);
    return inner ? codeEntries(inner) : [];
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

import type { Entry, Opened, Tree } from '../../open/tree.js';
import type { Extraction } from '../extraction.js';

/** A folder or file inside a package that holds an app of its own. */
export interface Bundle {
  /** Its entries, named from its root; their paths stay those of the package. */
  tree: Tree;
  /** The folder (with `/` at its end) or file as evidence names it: `app.apk!assets/www/`. */
  path: string;
}

/** How one kind of bundle is found and read. */
export interface BundleReader {
  /** Every bundle of this kind in a tree of the package. */
  find(tree: Tree): Bundle[];
  /** Its facts; undefined where it turned out to be something else. What it could not read is a limit among them. */
  extract(opened: Opened, bundle: Bundle): Extraction | undefined;
}

/** A folder of a tree as a bundle. `folder` ends with `/`, or is empty for the whole tree. */
export function folderBundle(tree: Tree, folder: string): Bundle {
  const entries = tree.entries.filter(({ name }) => name.startsWith(folder)).map((entry) => below(entry, folder));
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const path = `${tree.path}${tree.path && '!'}${folder}`;
  return { path, tree: { ...tree, path, entries, find: (name) => byName.get(name) } };
}

function below(entry: Entry, folder: string): Entry {
  return { ...entry, name: entry.name.slice(folder.length), read: () => entry.read(), peek: () => entry.peek() };
}

import { digestOf, digestOfList } from './digest.js';
import type { OpenedDirectory } from './directory.js';
import { createTree, entryOfBytes } from './entry.js';
import type { Session } from './session.js';

/** A folder that exists in memory only: the small projects of rule examples. Names are `/`-separated. */
export function memoryDirectory(files: Record<string, string>, session: Session): OpenedDirectory {
  const named = Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
  named.sort((a, b) => (a.name < b.name ? -1 : 1));
  const entries = named.map(({ name, bytes }) => entryOfBytes(session, name, bytes));
  return {
    tree: createTree(session, { format: 'directory', path: '', depth: 1, entries }),
    size: named.reduce((sum, { bytes }) => sum + bytes.length, 0),
    digest: digestOfList(named.map(({ name, bytes }) => ({ sha256: digestOf(bytes).sha256, path: name }))),
  };
}

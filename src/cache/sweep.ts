import { rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type EntryFile, entryFiles, foldersOf, KINDS } from './layout.js';

/** What nobody finished in this time was left by a process that was killed. */
const LEFT_BEHIND_MS = 60 * 60 * 1000;

/** What was removed. */
export interface Swept {
  entries: number;
  bytes: number;
}

/**
 * Removes entries until the folder holds no more than `most` bytes, those used longest ago first, and what killed processes left.
 *
 * @param keep entries for which it is false go in any case
 */
export function sweep(folder: string, most: number, keep: (entry: EntryFile) => boolean = () => true): Swept {
  const files = entryFiles(folder).sort((a, b) => b.usedAt - a.usedAt || (a.file < b.file ? -1 : 1));
  const old = Date.now() - LEFT_BEHIND_MS;
  let held = 0;
  return remove(
    files.filter((entry) => {
      if (entry.partial) return entry.usedAt < old;
      if (!keep(entry)) return true;
      held += entry.bytes;
      return held > most;
    }),
  );
}

/** Removes every entry, then the folders that are empty. */
export function clear(folder: string): Swept {
  const swept = remove(entryFiles(folder));
  rmSync(join(folder, 'CACHEDIR.TAG'), { force: true });
  for (const empty of [...KINDS.flatMap((kind) => [...foldersOf(folder, kind), join(folder, kind)]), folder]) {
    try {
      rmdirSync(empty);
    } catch {
      // not empty, or not there
    }
  }
  return swept;
}

function remove(files: readonly EntryFile[]): Swept {
  const swept: Swept = { entries: 0, bytes: 0 };
  for (const entry of files) {
    try {
      rmSync(entry.file, { force: true });
    } catch {
      continue; // open elsewhere, or not ours to remove
    }
    swept.entries += 1;
    swept.bytes += entry.bytes;
  }
  return swept;
}

import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type Kind = 'facts' | 'results';

export const KINDS: readonly Kind[] = ['facts', 'results'];
/** Begins the names of entries that are being written. */
export const TEMPORARY = '.part-';

export interface EntryFile {
  kind: Kind;
  file: string;
  bytes: number;
  /** Milliseconds since 1970. */
  usedAt: number;
  /** Not in place yet, or left by a process that was killed. */
  partial: boolean;
}

/** The files of a cache, and no others: whatever else stands in the folder is somebody else's. */
export function entryFiles(folder: string): EntryFile[] {
  return KINDS.flatMap((kind) => foldersOf(folder, kind).flatMap((below) => filesIn(below, kind)));
}

/** The folders in which entries of a kind stand. */
export function foldersOf(folder: string, kind: Kind): string[] {
  return list(join(folder, kind)).flatMap((entry) =>
    entry.isDirectory() && /^[0-9a-f]{2}$/.test(entry.name) ? join(folder, kind, entry.name) : [],
  );
}

function filesIn(folder: string, kind: Kind): EntryFile[] {
  return list(folder).flatMap((entry) => {
    const partial = entry.name.startsWith(TEMPORARY);
    if (!entry.isFile() || !(partial || /^[0-9a-f]{64}$/.test(entry.name))) return [];
    const file = join(folder, entry.name);
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat ? [{ kind, file, bytes: stat.size, usedAt: stat.mtimeMs, partial }] : [];
  });
}

function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // not there, or gone meanwhile
  }
}

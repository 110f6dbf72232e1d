import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { AuditLog } from './audit.js';
import type { Records, Upload } from './records.js';
import { PART, uploadFolder } from './uploads.js';

export interface KeepLimits {
  /** Files of uploads that are inspected are kept so long; for good unless given. */
  keepUploadsMs?: number;
  /** Bytes of the whole store, above which files of uploads go, the oldest first. */
  storeBytes?: number;
}

export interface Upkeep {
  /** Removes what is too old, or too much with so many bytes more. @returns whether there is room for them */
  clean(more?: number): Promise<boolean>;
  /** Of the files of one package that were uploaded; undefined where there are none. */
  bytesOf(digest: string): number | undefined;
  /** Removes them. */
  removeFiles(digest: string, who: string, address: string): void;
}

/** An upload may take so long (see the server's limit of a request); what is older was broken off. */
const OLDEST_PART_MS = 3 * 60 * 60_000;

/**
 * Keeps the folder of the store within its limits. Only files of uploads are ever removed, and results stay.
 *
 * @param busy numbers of what waits or is being inspected, which is left alone
 */
export function createUpkeep(
  store: string,
  records: Records,
  audit: AuditLog,
  busy: () => ReadonlySet<number>,
  { keepUploadsMs, storeBytes }: KeepLimits,
  now: () => number = Date.now,
): Upkeep {
  const remove = (upload: Upload, who: string, address: string, why: string): number => {
    const bytes = bytesOf(upload.paths);
    const detail = `${upload.name} ${bytes} ${why}`.trim();
    audit.write({ who, address, what: 'clean', ...(upload.digest !== undefined && { package: upload.digest }), detail });
    records.cleaned(upload.id, new Date(now()).toISOString());
    removePaths(store, upload.paths);
    return bytes;
  };
  const removable = (): Upload[] => {
    const inHand = busy();
    return records.uploads().filter(({ id, isDone }) => isDone && !inHand.has(id));
  };
  const removeOld = (): void => {
    if (keepUploadsMs === undefined) return;
    for (const upload of removable()) if (now() - Date.parse(upload.at) > keepUploadsMs) remove(upload, '', '', '--keep-uploads');
  };
  const makeRoom = async (more: number): Promise<boolean> => {
    if (storeBytes === undefined) return true;
    let used = (await bytesIn(store)) + more;
    if (used <= storeBytes) return true;
    for (const upload of removable()) {
      used -= remove(upload, '', '', '--store-size');
      if (used <= storeBytes) return true;
    }
    return false;
  };
  return {
    clean: async (more = 0) => {
      removeParts(store, now() - OLDEST_PART_MS);
      removeOld();
      return makeRoom(more);
    },
    bytesOf: (digest) => {
      const uploads = records.uploads().filter((upload) => upload.digest === digest);
      return uploads.length === 0 ? undefined : bytesOf(uploads.flatMap(({ paths }) => paths));
    },
    removeFiles: (digest, who, address) => {
      for (const upload of records.uploads()) if (upload.digest === digest) remove(upload, who, address, '');
    },
  };
}

/** What an earlier run of the server left: uploads that broke off, and files that nothing in the data base names any more. */
export function removeLeftovers(store: string, live: readonly Pick<Upload, 'paths'>[]): void {
  removeParts(store, Number.POSITIVE_INFINITY);
  const folder = uploadFolder(store);
  if (!existsSync(folder)) return;
  const named = new Set(live.flatMap(({ paths }) => paths));
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = folders.flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)));
  removePaths(
    store,
    files.filter((file) => !named.has(file)),
  );
}

/** @param before milliseconds since 1970: what was begun later may still be coming in */
function removeParts(store: string, before: number): void {
  const folder = uploadFolder(store);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((one) => one.endsWith(PART))) {
    const path = join(folder, name);
    if ((statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? before) < before) rmSync(path, { recursive: true, force: true });
  }
}

/** Files of uploads, and their folders when nothing is left in them. */
function removePaths(store: string, paths: readonly string[]): void {
  const below = `${uploadFolder(store)}${sep}`;
  for (const path of paths.filter((one) => one.startsWith(below))) {
    rmSync(path, { force: true });
    const folder = join(path, '..');
    if (existsSync(folder) && readdirSync(folder).length === 0) rmSync(folder, { recursive: true, force: true });
  }
}

function bytesOf(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  // Files and folders may go while others are counted.
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await bytesIn(path);
    else if (entry.isFile()) bytes += (await stat(path).catch(() => undefined))?.size ?? 0;
  }
  return bytes;
}

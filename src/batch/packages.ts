import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { digestOfList } from '../open/digest.js';

/** One thing to inspect, as it was found. */
export interface Found {
  /** More than one for the packages of one WeChat app. */
  paths: string[];
  /** What the files are called, where their paths do not say it: files that were uploaded. In the order of the paths. */
  names?: string[];
  /** The folder directly under the one that was given: in collections, the unit that handed the package in. */
  unit: string;
}

/** The same with its content known. */
export interface Package extends Found {
  /** Base name of the first file. */
  name: string;
  size: number;
  digest: { sha256: string; sm3: string };
}

interface Hashed {
  sha256: string;
  sm3: string;
  size: number;
}

/**
 * Reads a package's files once for their digests, without keeping them. A package of several files, or a folder, has the digest
 * of the list `sha256  path`, sorted by path.
 *
 * @throws the system's error when a file cannot be read
 */
export async function identify(found: Found): Promise<Package> {
  const [first = ''] = found.paths;
  const name = nameOf(found, 0);
  const isFolder = found.paths.length === 1 && (await stat(first)).isDirectory();
  if (found.paths.length === 1 && !isFolder) {
    const { size, ...digest } = await hashFile(first);
    return { ...found, name, size, digest };
  }
  const files = isFolder ? await filesIn(first) : found.paths;
  const hashed: { path: string; sha256: string }[] = [];
  let size = 0;
  for (const [i, file] of files.entries()) {
    const one = await hashFile(file);
    size += one.size;
    hashed.push({ path: isFolder ? relative(first, file).split(sep).join('/') : nameOf(found, i), sha256: one.sha256 });
  }
  return { ...found, name, size, digest: digestOfFiles(hashed) };
}

/** Of several files: the digest that opening them gives, which the result carries. */
export function digestOfFiles(files: readonly { path: string; sha256: string }[]): Package['digest'] {
  const { sha256, sm3 } = digestOfList(files);
  return { sha256, sm3: sm3() };
}

function nameOf({ paths, names }: Found, i: number): string {
  return names?.[i] ?? basename(paths[i] ?? '');
}

async function hashFile(path: string): Promise<Hashed> {
  const sha256 = createHash('sha256');
  const sm3 = createHash('sm3');
  let size = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    sha256.update(chunk as Buffer);
    sm3.update(chunk as Buffer);
    size += (chunk as Buffer).length;
  }
  return { sha256: sha256.digest('hex'), sm3: sm3.digest('hex'), size };
}

const OTHERS = new Set(['node_modules', '.git', '.svn', '.hg']);

async function filesIn(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of await opendir(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !OTHERS.has(entry.name)) files.push(...(await filesIn(path)));
    else if (entry.isFile()) files.push(path);
  }
  return files;
}

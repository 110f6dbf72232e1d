import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { sm3InBackground } from './background-sm3.js';

/** Small enough that the digest finds it in the processor's cache. */
const CHUNK = 256 * 1024;

export interface Digest {
  sha256: string;
  /** GB/T 32905. Asked for last: it is taken then, or may still be on its way. */
  sm3: () => string;
}

export interface ReadFile {
  bytes: Buffer;
  sha256: string;
}

export interface DigestedFile extends ReadFile, Digest {}

/** Both digests of bytes at hand. */
export function digestOf(bytes: Buffer | string): Digest {
  return { sha256: hash('sha256', bytes), sm3: () => hash('sm3', bytes) };
}

/** Reads a file once with both digests; the SM3 of a large one is taken on another thread meanwhile. @throws the system's error */
export function readDigested(path: string): DigestedFile {
  const elsewhere = sm3InBackground(path, statSync(path).size);
  const { bytes, sha256 } = readHashed(path);
  return { bytes, sha256, sm3: () => elsewhere?.(sha256) ?? hash('sm3', bytes) };
}

/**
 * Reads a file once and takes its SHA-256 in the same pass.
 *
 * @param keepBytes false: only the digest is wanted, `bytes` is empty and memory stays at one chunk
 * @throws the system's error
 */
export function readHashed(path: string, keepBytes = true): ReadFile {
  const descriptor = openSync(path, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const sha256 = createHash('sha256');
    const target = Buffer.allocUnsafe(keepBytes ? size : Math.min(size, CHUNK));
    let filled = 0;
    while (filled < size) {
      const offset = keepBytes ? filled : 0;
      const got = readSync(descriptor, target, offset, Math.min(CHUNK, size - filled, target.length - offset), null);
      if (got === 0) break;
      sha256.update(target.subarray(offset, offset + got));
      filled += got;
    }
    return { bytes: keepBytes ? target.subarray(0, filled) : Buffer.alloc(0), sha256: sha256.digest('hex') };
  } finally {
    closeSync(descriptor);
  }
}

/** Digest of several files: over the lines `sha256  path`, sorted by path. */
export function digestOfList(files: readonly { sha256: string; path: string }[]): Digest {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return digestOf(sorted.map(({ sha256, path }) => `${sha256}  ${path}\n`).join(''));
}

function hash(algorithm: 'sha256' | 'sm3', bytes: Buffer | string): string {
  return createHash(algorithm).update(bytes).digest('hex');
}

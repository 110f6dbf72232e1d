import { createHash, type Hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Small enough that both digests find it in the processor's cache. */
const CHUNK = 256 * 1024;

export interface Digest {
  sha256: string;
  sm3: string;
}

export interface DigestedFile extends Digest {
  bytes: Buffer;
}

/** SHA-256 and SM3 (GB/T 32905) of bytes at hand. */
export function digestOf(bytes: Buffer | string): Digest {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), sm3: createHash('sm3').update(bytes).digest('hex') };
}

/**
 * Reads a file once and digests it in the same pass.
 *
 * @param keepBytes false: only the digests are wanted, `bytes` is empty and memory stays at one chunk
 * @throws the system's error
 */
export function readDigested(path: string, keepBytes = true): DigestedFile {
  const descriptor = openSync(path, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const hashes = { sha256: createHash('sha256'), sm3: createHash('sm3') };
    const target = Buffer.allocUnsafe(keepBytes ? size : Math.min(size, CHUNK));
    let filled = 0;
    while (filled < size) {
      const offset = keepBytes ? filled : 0;
      const got = readSync(descriptor, target, offset, Math.min(CHUNK, size - filled, target.length - offset), null);
      if (got === 0) break;
      const part = target.subarray(offset, offset + got);
      update(hashes, part);
      filled += got;
    }
    return {
      bytes: keepBytes ? target.subarray(0, filled) : Buffer.alloc(0),
      sha256: hashes.sha256.digest('hex'),
      sm3: hashes.sm3.digest('hex'),
    };
  } finally {
    closeSync(descriptor);
  }
}

function update(hashes: { sha256: Hash; sm3: Hash }, part: Buffer): void {
  hashes.sha256.update(part);
  hashes.sm3.update(part);
}

/** Digest of several files: over the lines `sha256  path`, sorted by path. */
export function digestOfList(files: { sha256: string; path: string }[]): Digest {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return digestOf(sorted.map(({ sha256, path }) => `${sha256}  ${path}\n`).join(''));
}

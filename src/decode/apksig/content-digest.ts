import { createHash } from 'node:crypto';
import type { SignatureAlgorithm } from './algorithms.js';

/** The parts of an archive around its signing block. */
export interface SignedRegions {
  /** The signing block with size fields and magic. */
  block: Buffer;
  /** Everything in front of it. */
  contents: Buffer;
  /** Central directory. */
  directory: Buffer;
  /** End record with its comment. */
  end: Buffer;
}

const CHUNK = 1 << 20;
const PAGE = 4096;

/**
 * Digest of all of an archive but its signing block. The end record counts as if it named the signing block's place as that of
 * the central directory.
 * Source: Android APK Signature Scheme v2, "Integrity-protected contents"; for the hash tree apksig's VerityTreeBuilder.
 */
export function contentDigest(regions: SignedRegions, content: SignatureAlgorithm['content']): Buffer {
  const end = Buffer.from(regions.end);
  if (end.length >= 20) end.writeUInt32LE(regions.contents.length >>> 0, 16);
  const parts = [regions.contents, regions.directory, end];
  if (content === 'verity-sha256') return treeDigest(parts);
  return chunkedDigest(parts, content === 'chunked-sha256' ? 'sha256' : 'sha512');
}

function chunkedDigest(parts: readonly Buffer[], hash: 'sha256' | 'sha512'): Buffer {
  const top = createHash(hash);
  const count = parts.reduce((sum, part) => sum + Math.ceil(part.length / CHUNK), 0);
  top.update(marked(0x5a, count));
  for (const part of parts)
    for (let at = 0; at < part.length; at += CHUNK) {
      const chunk = part.subarray(at, at + CHUNK);
      top.update(createHash(hash).update(marked(0xa5, chunk.length)).update(chunk).digest());
    }
  return top.digest();
}

function marked(mark: number, value: number): Buffer {
  const out = Buffer.alloc(5, mark);
  out.writeUInt32LE(value, 1);
  return out;
}

/** Salted with eight zero bytes; the root is followed by the length of what was hashed. */
function treeDigest(parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  let level = pagesOf(parts, length);
  while (level.length > PAGE) level = pagesOf([level], level.length);
  const root = Buffer.alloc(40);
  hashPage([level]).copy(root);
  root.writeBigUInt64LE(BigInt(length), 32);
  return root;
}

/** Hashes of all pages of the parts laid end to end. */
function pagesOf(parts: readonly Buffer[], length: number): Buffer {
  const out = Buffer.alloc(Math.ceil(length / PAGE) * 32);
  let pieces: Buffer[] = [];
  let room = PAGE;
  let count = 0;
  const flush = (): void => {
    hashPage(pieces).copy(out, count++ * 32);
    pieces = [];
    room = PAGE;
  };
  for (const part of parts)
    for (let at = 0; at < part.length; ) {
      const piece = part.subarray(at, at + room);
      pieces.push(piece);
      at += piece.length;
      room -= piece.length;
      if (room === 0) flush();
    }
  if (pieces.length > 0) flush();
  return out;
}

function hashPage(pieces: readonly Buffer[]): Buffer {
  const hash = createHash('sha256').update(Buffer.alloc(8));
  let length = 0;
  for (const piece of pieces) {
    hash.update(piece);
    length += piece.length;
  }
  return hash.update(Buffer.alloc(PAGE - length)).digest();
}

import type { Tree } from '../tree.js';

const MAGICS = ['APK Sig Block 42', 'RPK Sig Block 42'];

/**
 * The signing block in front of the central directory, with what stands around it; undefined without one.
 * Source: Android APK Signature Scheme v2, "APK Signing Block"; RPK uses the same layout under its own magic.
 */
export function findSigningBlock(bytes: Buffer, directoryStart: number, directoryEnd: number): Tree['signing'] {
  if (directoryStart < 32) return undefined;
  if (!MAGICS.includes(bytes.toString('latin1', directoryStart - 16, directoryStart))) return undefined;
  const size = Number(bytes.readBigUInt64LE(directoryStart - 24));
  const start = directoryStart - size - 8;
  if (size < 24 || start < 0 || Number(bytes.readBigUInt64LE(start)) !== size) return undefined;
  return {
    block: bytes.subarray(start, directoryStart),
    contents: bytes.subarray(0, start),
    directory: bytes.subarray(directoryStart, directoryEnd),
    end: bytes.subarray(directoryEnd),
  };
}

/** The header that every snapshot of the Dart VM starts with. */

export const SNAPSHOT_MAGIC = Buffer.from('f5f5dcdc', 'hex');
/** Magic, length and kind: 4 + 8 + 8 bytes. */
const VERSION_AT = 20;
const VERSION_LENGTH = 32;
const MAX_FEATURES = 4096;

export interface SnapshotHeader {
  /** File offset of the magic. */
  start: number;
  /** Where the stream of clusters begins. */
  body: number;
  /** End of the clusters, cut to the bytes that are there; the data image of precompiled code follows. */
  end: number;
  /** MD5 over the sources of the VM that fix the layout: one value for each release or two. */
  version: string;
  /** `product no-code_comments … arm64 android compressed-pointers`. */
  features: string;
}

/** Length, kind, hash of the version, features ended by NUL. Source: dart-lang/sdk runtime/vm/snapshot.h, SnapshotHeaderReader */
export function readSnapshotHeader(bytes: Buffer, start: number, limit: number): SnapshotHeader | undefined {
  const features = start + VERSION_AT + VERSION_LENGTH;
  if (!(features < limit) || limit > bytes.length || !bytes.subarray(start, start + 4).equals(SNAPSHOT_MAGIC)) return undefined;
  const version = bytes.toString('latin1', start + VERSION_AT, features);
  if (!/^[0-9a-f]{32}$/.test(version)) return undefined;
  const ended = bytes.subarray(features, Math.min(limit, features + MAX_FEATURES)).indexOf(0);
  if (ended === -1) return undefined;
  const length = bytes.readUInt32LE(start + 4) + bytes.readUInt32LE(start + 8) * 0x1_0000_0000;
  return {
    start,
    body: features + ended + 1,
    // The length leaves the magic out.
    end: Math.min(limit, start + 4 + length),
    version,
    features: bytes.toString('latin1', features, features + ended),
  };
}

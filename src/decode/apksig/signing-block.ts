import { items, sequenceReader } from './sequence.js';

/**
 * Signature schemes by the id of their pair in the signing block. Source: Android APK Signature Scheme v2, v3, v3.1; the pair
 * that hap-toolkit writes into `RPK Sig Block 42` has the layout of v2 (its packages, reference/formats.md).
 */
const SCHEMES = new Map<number, BlockScheme>([
  [0x7109871a, 'v2'],
  [0xf05368c0, 'v3'],
  [0x1b93ad61, 'v3.1'],
  [0x01000101, 'rpk'],
]);
const PAIRS = 1000;
const SIGNERS = 50;

export type BlockScheme = 'v2' | 'v3' | 'v3.1' | 'rpk';

export interface Signer {
  /** What the signatures are made over. */
  signedData: Buffer;
  digests: { algorithm: number; digest: Buffer }[];
  /** DER; the first is the signer's own, the chain behind it says nothing about the package. */
  certificates: Buffer[];
  /** SDK range outside and inside the signed data; v3 on. */
  range?: { min: number; max: number };
  signedRange?: { min: number; max: number };
  attributes: { id: number; value: Buffer }[];
  signatures: { algorithm: number; signature: Buffer }[];
  /** SubjectPublicKeyInfo, DER. */
  publicKey: Buffer;
}

export interface SchemeBlock {
  scheme: BlockScheme;
  signers: Signer[];
}

/** Schemes of an APK signing block (with size fields and magic) and their signers, oldest scheme first. */
export function readSigningBlock(block: Buffer): SchemeBlock[] {
  const out: SchemeBlock[] = [];
  const end = block.length - 24;
  for (let at = 8, i = 0; at + 12 <= end && i < PAIRS; i++) {
    const size = Number(block.readBigUInt64LE(at));
    if (size < 4 || at + 8 + size > end) break;
    const scheme = SCHEMES.get(block.readUInt32LE(at + 8));
    // A pair that occurs twice counts once, as on the platform, which takes the first.
    if (scheme && !out.some((one) => one.scheme === scheme))
      out.push({ scheme, signers: signersOf(block.subarray(at + 12, at + 8 + size), scheme) });
    at += 8 + size;
  }
  return out.sort((a, b) => (a.scheme < b.scheme ? -1 : 1));
}

function signersOf(value: Buffer, scheme: BlockScheme): Signer[] {
  const ranged = scheme === 'v3' || scheme === 'v3.1';
  return items(sequenceReader(value).part())
    .slice(0, SIGNERS)
    .map((bytes): Signer => {
      const signer = sequenceReader(bytes);
      const signedData = signer.part();
      const range = ranged ? { min: signer.uint32(), max: signer.uint32() } : undefined;
      const signatures = items(signer.part()).map((item) => {
        const reader = sequenceReader(item);
        return { algorithm: reader.uint32(), signature: reader.part() };
      });
      const publicKey = signer.part();
      const inner = sequenceReader(signedData);
      const digests = items(inner.part()).map((item) => {
        const reader = sequenceReader(item);
        return { algorithm: reader.uint32(), digest: reader.part() };
      });
      const certificates = items(inner.part());
      const signedRange = ranged ? { min: inner.uint32(), max: inner.uint32() } : undefined;
      const attributes = items(inner.part()).map((item) => {
        const reader = sequenceReader(item);
        return { id: reader.uint32(), value: reader.rest() };
      });
      return {
        signedData,
        digests,
        certificates,
        attributes,
        signatures,
        publicKey,
        ...(range && { range }),
        ...(signedRange && { signedRange }),
      };
    });
}

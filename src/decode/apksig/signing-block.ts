/**
 * Signature schemes by the id of their pair in the signing block. Source: Android APK Signature Scheme v2, v3, v3.1; the pair
 * that hap-toolkit writes into `RPK Sig Block 42` has the layout of v2 (its packages, reference/formats.md).
 */
const SCHEMES = new Map([
  [0x7109871a, 'v2'],
  [0xf05368c0, 'v3'],
  [0x1b93ad61, 'v3.1'],
  [0x01000101, 'rpk'],
]);
const PAIRS = 1000;
const CERTIFICATES = 50;

export interface SchemeCertificates {
  scheme: string;
  /** DER, the own certificate of each signer; the chain behind it says nothing about the package. */
  certificates: Buffer[];
}

/** Schemes of an APK signing block (with size fields and magic), with the certificates of their signers. */
export function readSigningBlock(block: Buffer): SchemeCertificates[] {
  const out: SchemeCertificates[] = [];
  const end = block.length - 24;
  for (let at = 8, i = 0; at + 12 <= end && i < PAIRS; i++) {
    const size = Number(block.readBigUInt64LE(at));
    if (size < 4 || at + 8 + size > end) break;
    const scheme = SCHEMES.get(block.readUInt32LE(at + 8));
    if (scheme) out.push({ scheme, certificates: certificatesOf(block.subarray(at + 12, at + 8 + size)) });
    at += 8 + size;
  }
  return out.sort((a, b) => (a.scheme < b.scheme ? -1 : 1));
}

/** signers → signer → signed data → digests, certificates; each a sequence with a length in front. */
function certificatesOf(value: Buffer): Buffer[] {
  const out: Buffer[] = [];
  for (const signer of items(prefixed(value, 0))) {
    const signedData = prefixed(signer, 0);
    const digests = prefixed(signedData, 0);
    const [certificate] = items(prefixed(signedData, 4 + digests.length));
    if (certificate) out.push(certificate);
  }
  return out;
}

function prefixed(bytes: Buffer, at: number): Buffer {
  if (at + 4 > bytes.length) return Buffer.alloc(0);
  return bytes.subarray(at + 4, Math.min(bytes.length, at + 4 + bytes.readUInt32LE(at)));
}

function items(sequence: Buffer): Buffer[] {
  const out: Buffer[] = [];
  for (let at = 0; at + 4 <= sequence.length && out.length < CERTIFICATES; ) {
    const item = prefixed(sequence, at);
    if (item.length === 0) break;
    out.push(item);
    at += 4 + item.length;
  }
  return out;
}

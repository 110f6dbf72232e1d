import { X509Certificate } from 'node:crypto';
import { isSigned, signatureAlgorithm } from './algorithms.js';
import { sequenceReader } from './sequence.js';

/** Attribute of a v3 signer that proves the rotation from older keys to the one in use. */
export const PROOF_OF_ROTATION = 0x3ba06f8c;
const NODES = 100;

/**
 * Certificates of a proof of rotation, oldest first, and whether each was signed for by the one before it.
 * Source: APK Signature Scheme v3, "Proof-of-rotation"; layout after apksig's V3SigningCertificateLineage.
 */
export function readLineage(value: Buffer): { certificates: Buffer[]; problem?: string } {
  const reader = sequenceReader(value);
  if (reader.uint32() !== 1) return { certificates: [], problem: '轮换证明的版本未知' };
  const certificates: Buffer[] = [];
  let algorithm = 0;
  for (let rest = reader.rest(); rest.length > 4 && certificates.length < NODES; ) {
    const node = sequenceReader(rest).part();
    rest = rest.subarray(4 + node.length);
    const fields = sequenceReader(node);
    const signedData = fields.part();
    fields.uint32();
    const next = fields.uint32();
    const signature = fields.part();
    const signed = sequenceReader(signedData);
    const certificate = signed.part();
    const previous = certificates.at(-1);
    if (previous && !(signed.uint32() === algorithm && isSignedBy(previous, algorithm, signedData, signature)))
      return { certificates, problem: `轮换证明中第 ${certificates.length + 1} 个证书未经上一个证书签署` };
    certificates.push(certificate);
    algorithm = next;
  }
  return { certificates };
}

function isSignedBy(certificate: Buffer, id: number, data: Buffer, signature: Buffer): boolean {
  const algorithm = signatureAlgorithm(id);
  if (!algorithm) return false;
  try {
    return isSigned(algorithm, data, new X509Certificate(certificate).publicKey, signature);
  } catch {
    return false;
  }
}

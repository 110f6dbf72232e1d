import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto';

export interface SignatureAlgorithm {
  hash: 'sha256' | 'sha512';
  key: 'rsa' | 'rsa-pss' | 'ec' | 'dsa';
  /** How the content is digested: in chunks, or as the root of a hash tree (fs-verity). */
  content: 'chunked-sha256' | 'chunked-sha512' | 'verity-sha256';
}

/** Source: Android APK Signature Scheme v2, "Signature algorithm IDs". */
const ALGORITHMS = new Map<number, SignatureAlgorithm>([
  [0x0101, { hash: 'sha256', key: 'rsa-pss', content: 'chunked-sha256' }],
  [0x0102, { hash: 'sha512', key: 'rsa-pss', content: 'chunked-sha512' }],
  [0x0103, { hash: 'sha256', key: 'rsa', content: 'chunked-sha256' }],
  [0x0104, { hash: 'sha512', key: 'rsa', content: 'chunked-sha512' }],
  [0x0201, { hash: 'sha256', key: 'ec', content: 'chunked-sha256' }],
  [0x0202, { hash: 'sha512', key: 'ec', content: 'chunked-sha512' }],
  [0x0301, { hash: 'sha256', key: 'dsa', content: 'chunked-sha256' }],
  [0x0421, { hash: 'sha256', key: 'rsa', content: 'verity-sha256' }],
  [0x0423, { hash: 'sha256', key: 'ec', content: 'verity-sha256' }],
  [0x0425, { hash: 'sha256', key: 'dsa', content: 'verity-sha256' }],
]);

export function signatureAlgorithm(id: number): SignatureAlgorithm | undefined {
  return ALGORITHMS.get(id);
}

/** Whether a signature is right. A key or signature of another form is simply wrong. */
export function isSigned(algorithm: SignatureAlgorithm, data: Buffer, publicKey: KeyObject, signature: Buffer): boolean {
  try {
    if (algorithm.key !== 'rsa-pss') return verify(algorithm.hash, data, publicKey, signature);
    const saltLength = algorithm.hash === 'sha256' ? 32 : 64;
    return verify(algorithm.hash, data, { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature);
  } catch {
    return false;
  }
}

/** The key of a SubjectPublicKeyInfo; undefined where OpenSSL refuses it. */
export function publicKeyOf(spki: Buffer): KeyObject | undefined {
  try {
    return createPublicKey({ key: spki, format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

export type Algorithm = 'Ed25519' | 'SM2-SM3';

export interface SigningKey {
  algorithm: Algorithm;
  key: KeyObject;
  /** SubjectPublicKeyInfo, PEM. */
  publicKey: string;
}

/** A key that cannot be used; the message says why. */
export class KeyError extends Error {}

/** A private key in PEM (PKCS#8 or SEC1). @throws KeyError where it is none, or of another algorithm */
export function readSigningKey(pem: string): SigningKey {
  const key = opened(() => createPrivateKey(pem), '私钥');
  return { algorithm: algorithmOf(key), key, publicKey: createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString() };
}

/** A public key in PEM. @throws KeyError where it is none, or of another algorithm */
export function readPublicKey(pem: string): { algorithm: Algorithm; key: KeyObject } {
  const key = opened(() => createPublicKey(pem), '公钥');
  return { algorithm: algorithmOf(key), key };
}

function opened(read: () => KeyObject, what: string): KeyObject {
  try {
    return read();
  } catch {
    throw new KeyError(`不是可用的${what}（PEM）。可用 jianfu keygen 或 openssl genpkey 生成。`);
  }
}

/** The object identifier of curve SM2 in DER. Source: GM/T 0006-2012, 1.2.156.10197.1.301 */
const SM2 = '06082a811ccf5501822d';

function algorithmOf(key: KeyObject): Algorithm {
  if (key.asymmetricKeyType === 'ed25519') return 'Ed25519';
  const der = key.type === 'private' ? key.export({ type: 'pkcs8', format: 'der' }) : key.export({ type: 'spki', format: 'der' });
  if (der.toString('hex').includes(SM2)) return 'SM2-SM3';
  throw new KeyError(`不支持这种密钥（${key.asymmetricKeyType ?? '未知'}）；支持 SM2 和 Ed25519。`);
}

/** A new pair in PEM. */
export function newKeyPair(algorithm: Algorithm): { privateKey: string; publicKey: string } {
  const pair = algorithm === 'Ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'SM2' });
  return {
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** Point of a public key as `04`, x, y in hexadecimal: the end of its SubjectPublicKeyInfo. */
export function sm2Point(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'der' }).subarray(-65).toString('hex');
}

/** The scalar of a private key in hexadecimal. Source: RFC 5915, ECPrivateKey: version 1, then an octet string */
export function sm2Scalar(key: KeyObject): string {
  const hex = key.export({ type: 'pkcs8', format: 'der' }).toString('hex');
  const found = /0201010420([0-9a-f]{64})/.exec(hex)?.[1];
  if (!found) throw new KeyError('SM2 私钥的结构读不懂。');
  return found;
}

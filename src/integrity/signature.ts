import { sign, verify } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { type Algorithm, KeyError, readPublicKey, readSigningKey, sm2Point, sm2Scalar } from './keys.js';

/** The identity that SM2 signatures hash in where nothing else is agreed. Source: GM/T 0009-2012 §10 */
const USER_ID = '1234567812345678';

/** A detached signature, as its file holds it. */
export interface DetachedSignature {
  format: 'jianfu-signature/1';
  algorithm: Algorithm;
  /** Base name of what was signed. */
  file: string;
  /** PEM. Whose it is, another way has to say. */
  publicKey: string;
  /** Only for SM2. */
  userId?: string;
  /** Base64; of SM2 the DER sequence of r and s. */
  signature: string;
}

/** Signs bytes as they are: `openssl` verifies it with the same file, key and identity. @throws KeyError */
export function signBytes(bytes: Buffer, file: string, pem: string): DetachedSignature {
  const { algorithm, key, publicKey } = readSigningKey(pem);
  const base = { format: 'jianfu-signature/1', algorithm, file, publicKey } as const;
  if (algorithm === 'Ed25519') return { ...base, signature: sign(null, bytes, key).toString('base64') };
  const hex = sm2.doSignature(bytes, sm2Scalar(key), { der: true, hash: true, userId: USER_ID });
  return { ...base, userId: USER_ID, signature: Buffer.from(hex, 'hex').toString('base64') };
}

/** Whether a signature is of these bytes, by the key it names or by one that is trusted. @throws KeyError */
export function verifyBytes(bytes: Buffer, signature: DetachedSignature, trusted?: string): boolean {
  const { algorithm, key } = readPublicKey(trusted ?? signature.publicKey);
  if (algorithm !== signature.algorithm) return false;
  const raw = Buffer.from(signature.signature, 'base64');
  if (algorithm === 'Ed25519') return verify(null, bytes, key, raw);
  const options = { der: true, hash: true, userId: signature.userId ?? USER_ID };
  try {
    return sm2.doVerifySignature(bytes, raw.toString('hex'), sm2Point(key), options);
  } catch {
    return false; // no DER sequence of two numbers
  }
}

/** The content of a signature file. @throws KeyError where it is none */
export function readSignature(text: string): DetachedSignature {
  try {
    const value = JSON.parse(text) as Partial<DetachedSignature>;
    const isWhole = [value.algorithm, value.publicKey, value.signature].every((part) => typeof part === 'string');
    if (value.format === 'jianfu-signature/1' && isWhole) return value as DetachedSignature;
  } catch {
    // told below
  }
  throw new KeyError('不是 jianfu sign 写出的签名文件。');
}

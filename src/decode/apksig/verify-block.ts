import { X509Certificate } from 'node:crypto';
import { isSigned, publicKeyOf, type SignatureAlgorithm, signatureAlgorithm } from './algorithms.js';
import { contentDigest, type SignedRegions } from './content-digest.js';
import { PROOF_OF_ROTATION, readLineage } from './lineage.js';
import type { BlockScheme, SchemeBlock, Signer } from './signing-block.js';
import type { SchemeCheck } from './types.js';

/** Attribute of a v2 signer that names a newer scheme the archive must carry too; of a v3 signer the SDK v3.1 rotates at. */
const STRIPPING_PROTECTION = 0xbeeff00d;

/**
 * Verifies the schemes of a signing block over the archive. Digests are computed once for each kind, whichever schemes share it.
 * Source: Android APK Signature Scheme v2 and v3, "Verification".
 */
export function verifyBlock(blocks: readonly SchemeBlock[], regions: SignedRegions): SchemeCheck[] {
  const digests = new Map<string, Buffer>();
  const digestOf = (kind: SignatureAlgorithm['content']): Buffer => {
    const known = digests.get(kind);
    if (known) return known;
    const digest = contentDigest(regions, kind);
    digests.set(kind, digest);
    return digest;
  };
  const present = new Set(blocks.map(({ scheme }) => scheme));
  return blocks.map((block): SchemeCheck => {
    const { scheme, signers } = block;
    if (scheme === 'rpk') return { scheme, status: 'not-checked', reason: '快应用签名块只读取证书' };
    const problem = signers.length === 0 ? '没有签名者' : (gapProblem(regions) ?? problemOf(block, present, digestOf));
    if (!problem) return { scheme, status: 'verified' };
    return { scheme, ...statusOf(problem) };
  });
}

/** The end record must follow the central directory at once: what stands between them no digest covers. */
function gapProblem({ directory, end }: SignedRegions): string | undefined {
  return end.length >= 16 && end.readUInt32LE(12) !== directory.length ? '目录与结束记录之间夹有未签名的数据' : undefined;
}

type Problem = string | { unchecked: string };

function statusOf(problem: Problem): Pick<SchemeCheck, 'status' | 'reason'> {
  return typeof problem === 'string'
    ? { status: 'failed', reason: problem }
    : { status: 'not-checked', reason: problem.unchecked };
}

function problemOf(
  { scheme, signers }: SchemeBlock,
  present: ReadonlySet<BlockScheme>,
  digestOf: (kind: SignatureAlgorithm['content']) => Buffer,
): Problem | undefined {
  for (const signer of signers) {
    const problem = signerProblem(signer, digestOf) ?? attributeProblem(signer, scheme, present);
    if (problem) return problem;
  }
  return undefined;
}

function signerProblem(signer: Signer, digestOf: (kind: SignatureAlgorithm['content']) => Buffer): Problem | undefined {
  const known = signer.signatures.flatMap(({ algorithm: id, signature }) => {
    const algorithm = signatureAlgorithm(id);
    return algorithm ? [{ algorithm, signature }] : [];
  });
  if (known.length === 0) return signer.signatures.length === 0 ? '签名者没有签名' : { unchecked: '签名算法不在规范所列之中' };
  const key = publicKeyOf(signer.publicKey);
  if (!key) return '公钥无法解析';
  if (!known.every(({ algorithm, signature }) => isSigned(algorithm, signer.signedData, key, signature)))
    return '签名与签名数据不符';
  if (!sameAlgorithms(signer)) return '摘要与签名的算法不一致';
  if (!holdsKey(signer.certificates[0], signer.publicKey)) return '证书的公钥与签名公钥不一致';
  const { range, signedRange } = signer;
  if (range && signedRange && (range.min !== signedRange.min || range.max !== signedRange.max))
    return '适用系统版本与签名数据不一致';
  for (const { algorithm: id, digest } of signer.digests) {
    const algorithm = signatureAlgorithm(id);
    if (algorithm && !digestOf(algorithm.content).equals(digest)) return '文件内容在签名之后被改动过';
  }
  return undefined;
}

function sameAlgorithms({ digests, signatures }: Signer): boolean {
  const ids = (list: readonly { algorithm: number }[]): string => list.map(({ algorithm }) => algorithm).join();
  return ids(digests) === ids(signatures);
}

function holdsKey(certificate: Buffer | undefined, publicKey: Buffer): boolean {
  if (!certificate) return false;
  try {
    return new X509Certificate(certificate).publicKey.export({ format: 'der', type: 'spki' }).equals(publicKey);
  } catch {
    return false;
  }
}

function attributeProblem(signer: Signer, scheme: BlockScheme, present: ReadonlySet<BlockScheme>): string | undefined {
  for (const { id, value } of signer.attributes) {
    if (id === STRIPPING_PROTECTION && scheme === 'v2' && value.length >= 4) {
      const named = value.readUInt32LE(0);
      if (named === 3 && !present.has('v3') && !present.has('v3.1')) return '签名数据声明另有 v3 签名，但已被移除';
    }
    if (id === STRIPPING_PROTECTION && scheme === 'v3' && !present.has('v3.1')) return '签名数据声明另有 v3.1 签名，但已被移除';
    if (id !== PROOF_OF_ROTATION) continue;
    const { certificates, problem } = readLineage(value);
    if (problem) return problem;
    if (!certificates.at(-1)?.equals(signer.certificates[0] ?? Buffer.alloc(0))) return '轮换证明的末个证书不是签名证书';
  }
  return undefined;
}

import { type CertificateInfo, readCertificate } from './certificate.js';
import type { SignedRegions } from './content-digest.js';
import { PROOF_OF_ROTATION, readLineage } from './lineage.js';
import { readSignedData, signingCertificates } from './pkcs7.js';
import { readSigningBlock, type SchemeBlock } from './signing-block.js';
import type { SchemeCheck } from './types.js';
import { verifyBlock } from './verify-block.js';
import { type JarFiles, verifyJar } from './verify-jar.js';

export type { CertificateInfo } from './certificate.js';
export type { SignedRegions } from './content-digest.js';
export type { JarFiles, JarSignature } from './verify-jar.js';

export interface ApkSignature {
  /** `v1`, `v2`, `v3`, `v3.1`: which are present. */
  schemes: string[];
  /** What verification says of each of them. */
  checks: SchemeCheck[];
  /** Signers' certificates, each once, those of the newest scheme first. */
  certificates: CertificateInfo[];
  /** Certificates a proof of rotation leads through, oldest first; empty without one. */
  lineage: CertificateInfo[];
}

/** More than this is not inflated for the sake of a v1 signature alone. */
const JAR_BYTES = 256 * 1024 * 1024;

/**
 * Which signature schemes an APK carries, by whose certificates, and whether they hold. v1 is verified where no newer scheme
 * is, as the platform does: it covers every entry, so all of them must be inflated.
 * @param jar the JAR signature's files; undefined where there is none
 * @param regions the archive around its signing block; undefined without one
 * @param size bytes all entries inflate to, as claimed
 */
export function readApkSignature(jar: JarFiles | undefined, regions: SignedRegions | undefined, size: number): ApkSignature {
  const v1 = (jar?.signatures ?? []).flatMap(({ block }) => {
    const data = readSignedData(block);
    return data ? signingCertificates(data) : [];
  });
  const blocks = regions ? readSigningBlock(regions.block) : [];
  const newer = regions ? verifyBlock(blocks, regions) : [];
  const checks = [...(jar && jar.signatures.length > 0 ? [jarCheck(jar, newer, size)] : []), ...newer];
  const newestFirst = [...blocks]
    .reverse()
    .flatMap(({ signers }) => signers.flatMap(({ certificates }) => certificates.slice(0, 1)));
  return {
    schemes: checks.map(({ scheme }) => scheme),
    checks,
    certificates: described([...newestFirst, ...v1]),
    lineage: described(lineageOf(blocks)),
  };
}

/** Certificates of the signers of one `META-INF/*.RSA`, `.DSA` or `.EC`; none where it is something else. */
export function readJarCertificates(block: Buffer): CertificateInfo[] {
  const data = readSignedData(block);
  return data ? described(signingCertificates(data)) : [];
}

function jarCheck(jar: JarFiles, newer: readonly SchemeCheck[], size: number): SchemeCheck {
  if (newer.some(({ status }) => status === 'verified'))
    return { scheme: 'v1', status: 'not-checked', reason: '已由更新的签名方案校验' };
  if (size > JAR_BYTES) return { scheme: 'v1', status: 'not-checked', reason: '校验 v1 签名要解压的内容超出上限' };
  return verifyJar(
    jar,
    newer.map(({ scheme }) => scheme),
  );
}

function lineageOf(blocks: readonly SchemeBlock[]): Buffer[] {
  for (const { signers } of [...blocks].reverse())
    for (const { attributes } of signers) {
      const proof = attributes.find(({ id }) => id === PROOF_OF_ROTATION);
      if (proof) return readLineage(proof.value).certificates;
    }
  return [];
}

function described(certificates: readonly Buffer[]): CertificateInfo[] {
  const out = new Map<string, CertificateInfo>();
  for (const der of certificates) {
    const info = readCertificate(der);
    if (!out.has(info.sha256)) out.set(info.sha256, info);
  }
  return [...out.values()];
}

import { type CertificateInfo, readCertificate } from './certificate.js';
import { readSignedData } from './pkcs7.js';
import { readSigningBlock } from './signing-block.js';

export type { CertificateInfo } from './certificate.js';

export interface ApkSignature {
  /** `v1`, `v2`, `v3`, `v3.1`: which are present; none of them is verified. */
  schemes: string[];
  /** Signers' certificates, each once, those of the newest scheme first. */
  certificates: CertificateInfo[];
}

/**
 * Which signature schemes an APK carries and by whose certificates.
 * @param signatureFiles contents of `META-INF/*.RSA`, `.DSA`, `.EC`
 * @param signingBlock the APK signing block with size fields and magic
 */
export function readApkSignature(signatureFiles: Buffer[], signingBlock?: Buffer): ApkSignature {
  const v1 = signatureFiles.flatMap(readSignedData);
  const block = signingBlock ? readSigningBlock(signingBlock) : [];
  const schemes = [...(v1.length > 0 ? ['v1'] : []), ...block.map(({ scheme }) => scheme)];
  const certificates = new Map<string, CertificateInfo>();
  for (const der of [...block.reverse().flatMap((one) => one.certificates), ...v1]) {
    const info = readCertificate(der);
    if (!certificates.has(info.sha256)) certificates.set(info.sha256, info);
  }
  return { schemes, certificates: [...certificates.values()] };
}

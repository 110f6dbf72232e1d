import { createHash, X509Certificate } from 'node:crypto';

export interface CertificateInfo {
  sha256: string;
  sm3: string;
  md5: string;
  /** `CN=…, O=…`; empty where the certificate cannot be parsed. */
  subject: string;
  issuer?: string;
  /** ISO 8601. */
  notBefore?: string;
  notAfter?: string;
  /** Made by a development tool, so the sample is hardly the released build. */
  debug: boolean;
}

/** The test keys that stand in AOSP for everyone to use. */
const PUBLIC_KEYS = new Set([
  'a40da80a59d170caa950cf15c18c454d47a39b26989d8b640ecd745ba71bf5dc',
  'c8a2e9bccf597c2fb6dc66bee293fc13f2fc47ec77bc6b2b0d52c11f51192ab8',
]);

/** Reads a DER certificate; a fingerprint is given even where it cannot be parsed. */
export function readCertificate(der: Buffer): CertificateInfo {
  const sha256 = createHash('sha256').update(der).digest('hex');
  const sm3 = createHash('sm3').update(der).digest('hex');
  const md5 = createHash('md5').update(der).digest('hex');
  try {
    const parsed = new X509Certificate(der);
    const subject = oneLine(parsed.subject);
    const debug = /CN=Android Debug\b/.test(subject) || PUBLIC_KEYS.has(sha256);
    return {
      sha256,
      sm3,
      md5,
      subject,
      issuer: oneLine(parsed.issuer),
      notBefore: isoDate(parsed.validFrom),
      notAfter: isoDate(parsed.validTo),
      debug,
    };
  } catch {
    // A certificate that OpenSSL refuses still has a fingerprint, which is what identifies the signer.
    return { sha256, sm3, md5, subject: '', debug: false };
  }
}

function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').reverse().filter(Boolean).join(', ');
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** OpenSSL's `Aug  7 06:01:23 2013 GMT`; taken apart by hand because Date's parser for it costs as much as the rest of a small scan. */
function isoDate(text: string): string | undefined {
  const [, month = '', day = '', time = '', year = ''] = /^(\w{3})\s+(\d{1,2}) ([\d:]{8}) (\d{4,})/.exec(text) ?? [];
  const number = MONTHS.indexOf(month) + 1;
  return number === 0 ? undefined : `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}T${time}Z`;
}

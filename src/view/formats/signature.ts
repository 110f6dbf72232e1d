import { readJarCertificates } from '../../decode/apksig/index.js';
import type { Format } from './format.js';

/** The certificates in a JAR signature file. */
export const signature: Format = {
  label: '签名证书',
  matches: ({ name }) => /^META-INF\/[^/]+\.(RSA|DSA|EC)$/i.test(name),
  render: (bytes) => {
    const certificates = readJarCertificates(bytes);
    if (certificates.length === 0) return undefined;
    return certificates.map((certificate) => `${JSON.stringify(certificate, undefined, 2)}\n`).join('');
  },
};

import { createHash, verify, X509Certificate } from 'node:crypto';
import { readSections, type Section } from './jar-manifest.js';
import { type Pkcs7Signer, readSignedData, type SignedData } from './pkcs7.js';
import type { SchemeCheck } from './types.js';

/** A JAR signature: `META-INF/X.SF` and the block `META-INF/X.RSA` beside it. */
export interface JarSignature {
  file: Buffer;
  block: Buffer;
}

export interface JarFiles {
  manifest: Buffer;
  signatures: JarSignature[];
  /** Names of all entries but folders. */
  names: readonly string[];
  /** Bytes of an entry; undefined where they cannot be had. */
  read(name: string): Buffer | undefined;
}

/** Strongest first: the platform checks the strongest digest that is there. */
const DIGESTS: [name: string, hash: string][] = [
  ['sha-512', 'sha512'],
  ['sha-384', 'sha384'],
  ['sha-256', 'sha256'],
  ['sha1', 'sha1'],
  ['sha-1', 'sha1'],
];
/** Content of the OIDs, in hex. */
const HASH_OF_OID = new Map([
  ['608648016503040201', 'sha256'],
  ['608648016503040202', 'sha384'],
  ['608648016503040203', 'sha512'],
  ['608648016503040204', 'sha224'],
  ['2b0e03021a', 'sha1'],
  ['2a864886f70d0205', 'md5'],
]);
/** DSA with SHA-384 and SHA-512, which the platform does not know. Source: apksig, V1SchemeVerifier. */
const UNKNOWN_TO_PLATFORM = new Set(['608648016503040303', '608648016503040304']);
/** Files that make up the signature itself. */
const SIGNATURE_FILE = /^META-INF\/([^/]+\.(SF|RSA|DSA|EC)|MANIFEST\.MF|SIG-[^/]*)$/i;

/**
 * Verifies a JAR signature: signature over `*.SF`, its digests over the manifest, the manifest's over every entry.
 * @param newer schemes that stand in the signing block; a signature file that names others says they were taken out
 * Source: JAR File Specification, "Signature validation"; Android APK signature scheme v1 with its stripping protection
 */
export function verifyJar(jar: JarFiles, newer: readonly string[]): SchemeCheck {
  const problem = problemOf(jar, newer);
  return problem ? { scheme: 'v1', status: 'failed', reason: problem } : { scheme: 'v1', status: 'verified' };
}

function problemOf(jar: JarFiles, newer: readonly string[]): string | undefined {
  const manifest = readSections(jar.manifest);
  for (const { file, block } of jar.signatures) {
    const data = readSignedData(block);
    if (!data?.signers.some((signer) => signer.signsData && signs(signer, data, file))) return '签名文件（.SF）的签名不成立';
    if (data.signers.some(({ attributes, messageDigest }) => attributes && !messageDigest)) return '签名块的签名属性不完整';
    const sections = readSections(file);
    const named = sections[0]?.attributes.get('x-android-apk-signed') ?? '';
    for (const id of named.split(',').map((part) => part.trim()))
      if (/^[23]$/.test(id) && !newer.some((scheme) => scheme.startsWith(`v${id}`)))
        return `签名文件声明另有 v${id} 签名，但已被移除`;
    if (!coversManifest(sections, jar.manifest, manifest)) return '清单文件（MANIFEST.MF）在签名之后被改动过';
  }
  return entryProblem(jar, manifest);
}

function signs(signer: Pkcs7Signer, data: SignedData, file: Buffer): boolean {
  const hash = HASH_OF_OID.get(signer.digestOid);
  const certificate = data.certificates.find(({ serial }) => serial === signer.serial);
  if (!hash || !certificate || UNKNOWN_TO_PLATFORM.has(signer.signatureOid)) return false;
  try {
    const { publicKey } = new X509Certificate(certificate.der);
    if (!signer.attributes) return verify(hash, file, publicKey, signer.signature);
    const digest = createHash(hash).update(file).digest();
    return signer.messageDigest?.equals(digest) === true && verify(hash, signer.attributes, publicKey, signer.signature);
  } catch {
    return false;
  }
}

/** A digest of the whole manifest, or else of every section named. */
function coversManifest(sections: readonly Section[], whole: Buffer, manifest: readonly Section[]): boolean {
  const [main, ...named] = sections;
  if (!main) return false;
  if (matches(main.attributes, '-digest-manifest', whole)) return true;
  const byName = new Map(manifest.slice(1).map((section) => [section.attributes.get('name'), section.bytes]));
  return named.every(({ attributes }) => {
    const bytes = byName.get(attributes.get('name'));
    return bytes !== undefined && matches(attributes, '-digest', bytes) === true;
  });
}

/** Whether the strongest digest fits; undefined without one. */
function matches(attributes: ReadonlyMap<string, string>, suffix: string, bytes: Buffer): boolean | undefined {
  for (const [name, hash] of DIGESTS) {
    const digest = attributes.get(name + suffix);
    if (digest !== undefined) return createHash(hash).update(bytes).digest('base64') === digest;
  }
  return undefined;
}

function entryProblem({ names, read }: JarFiles, manifest: readonly Section[]): string | undefined {
  const byName = new Map(manifest.slice(1).map(({ attributes }) => [attributes.get('name'), attributes]));
  for (const name of names) {
    if (SIGNATURE_FILE.test(name)) continue;
    const attributes = byName.get(name);
    if (!attributes && name.startsWith('META-INF/')) continue;
    const bytes = attributes && read(name);
    if (!attributes || !bytes) return attributes ? `${name} 未能读取` : `${name} 不在签名范围之内`;
    if (matches(attributes, '-digest', bytes) !== true) return `${name} 在签名之后被改动过`;
  }
  return undefined;
}

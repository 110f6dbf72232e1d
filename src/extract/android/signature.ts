import { type JarFiles, readApkSignature } from '../../decode/apksig/index.js';
import type { Fact, PackageSignature } from '../../facts/types.js';
import type { Tree } from '../../open/tree.js';
import { readEntry } from '../entry-bytes.js';

const BLOCK = /^META-INF\/([^/]+)\.(RSA|DSA|EC)$/i;

/** Signature of a package and whether it holds. */
export function readSignature(tree: Tree): PackageSignature {
  const size = tree.entries.reduce((sum, entry) => sum + entry.size, 0);
  const { lineage, ...signature } = readApkSignature(jarFiles(tree), tree.signing, size);
  return { ...signature, ...(lineage.length > 0 && { lineage }) };
}

/** A signature that does not hold: the file is not what its signer signed. It weakens no finding. */
export function signatureTampering({ checks = [] }: PackageSignature, path: string): Fact[] {
  return checks.flatMap(({ scheme, status, reason }): Fact[] => {
    if (status !== 'failed') return [];
    const detail = `${scheme} 签名校验不通过：${reason}。`;
    return [{ kind: 'tamper', trick: 'signature-mismatch', detail, at: { path }, owner: 'unknown', screens: [] }];
  });
}

/** A block whose signature file is missing signs nothing; it counts only where no other is there, to tell who signed once. */
function jarFiles(tree: Tree): JarFiles | undefined {
  const bytesOf = (name: string): Buffer | undefined => {
    const entry = tree.find(name);
    return entry && readEntry(entry);
  };
  const signatures = tree.entries.flatMap((entry) => {
    const stem = BLOCK.exec(entry.name)?.[1];
    const block = stem === undefined ? undefined : readEntry(entry);
    return block ? [{ block, file: bytesOf(`META-INF/${stem}.SF`) ?? Buffer.alloc(0) }] : [];
  });
  if (signatures.length === 0) return undefined;
  const complete = signatures.filter(({ file }) => file.length > 0);
  return {
    manifest: bytesOf('META-INF/MANIFEST.MF') ?? Buffer.alloc(0),
    signatures: complete.length > 0 ? complete : signatures,
    names: tree.entries.map(({ name }) => name),
    read: bytesOf,
  };
}

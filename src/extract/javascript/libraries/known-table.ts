import { FINGERPRINT_LENGTH } from './fingerprint.js';

/** A library with the fingerprints of its files, those of each version that no version before had. */
export interface KnownLibrary {
  name: string;
  kind: string;
  versions: { version: string; hashes: string[] }[];
}

/** One library a block: `# name kind`, then a line for each version with its fingerprints run together. */
export function parseKnown(text: string): KnownLibrary[] {
  const out: KnownLibrary[] = [];
  for (const line of text.split('\n')) {
    const [first = '', second = '', third = ''] = line.split(' ');
    if (first === '#') out.push({ name: second, kind: third, versions: [] });
    else if (second) out.at(-1)?.versions.push({ version: first, hashes: cut(second) });
  }
  return out;
}

export function writeKnown(libraries: readonly KnownLibrary[]): string {
  const blocks = libraries.map(({ name, kind, versions }) =>
    [`# ${name} ${kind}`, ...versions.map(({ version, hashes }) => `${version} ${hashes.join('')}`)].join('\n'),
  );
  return `${blocks.join('\n')}\n`;
}

function cut(hashes: string): string[] {
  const out: string[] = [];
  for (let at = 0; at + FINGERPRINT_LENGTH <= hashes.length; at += FINGERPRINT_LENGTH)
    out.push(hashes.slice(at, at + FINGERPRINT_LENGTH));
  return out;
}

import { createHash } from 'node:crypto';

/** Shorter files are too alike to be anybody's: `"use strict";`. */
const LEAST = 200;
/** Letters of base64 that eight bytes take. */
export const FINGERPRINT_LENGTH = 11;

/**
 * The same for copies of one file that differ only in what copying changes: byte order mark, line ends, blanks at line ends, and
 * the line that names a source map. Undefined for files that are too short to be told.
 */
export function fingerprint(text: string): string | undefined {
  const plain = text
    .replace(/^\uFEFF/, '')
    .replace(/[ \t\r]+$/gm, '')
    .replace(/\n*\/\/[#@] sourceMappingURL=\S*\s*$/, '')
    .trimEnd();
  if (plain.length < LEAST) return undefined;
  return createHash('sha256').update(plain).digest().subarray(0, 8).toString('base64url');
}

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
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map(withoutBlanks);
  const plain = lines.join('\n').trimEnd().replace(SOURCE_MAP, '').trimEnd();
  if (plain.length < LEAST) return undefined;
  return createHash('sha256').update(plain).digest().subarray(0, 8).toString('base64url');
}

const SOURCE_MAP = /\/\/[#@] sourceMappingURL=\S*$/;

/** By hand: a pattern for blanks at the end is tried at every blank of a line, which takes seconds where a line has thousands. */
function withoutBlanks(line: string): string {
  let end = line.length;
  while (end > 0 && ' \t\r'.includes(line[end - 1]!)) end--;
  return line.slice(0, end);
}

import type { Oddity } from '../oddity.js';
import { type HermesFunction, readFunction } from './functions.js';
import { isHermes, readHeader, versionOf } from './header.js';
import { type HermesLiterals, readLiterals } from './literals.js';
import { FIRST_VERSION, LAST_VERSION } from './opcodes.js';
import { type HermesStrings, readStrings } from './strings.js';

export type { HermesFunction } from './functions.js';
export { isHermes } from './header.js';
export { eachInstruction, type HermesInstruction, switchTargets } from './instructions.js';
export type { HermesLiterals, Literal } from './literals.js';
export type { HermesStrings } from './strings.js';

/** A bundle of Hermes bytecode, read in place. */
export interface HermesFile {
  bytes: Buffer;
  version: number;
  counts: { functions: number; strings: number };
  /** Id of the function that runs when the bundle is loaded. */
  globalFunction: number;
  strings: HermesStrings;
  literals: HermesLiterals;
  /** Undefined for an id outside the table, or a place outside the file. */
  function(id: number): HermesFunction | undefined;
  oddities: Oddity[];
}

/** Why a file with the magic of Hermes cannot be read. */
export interface UnreadableHermes {
  version: number;
  reason: 'version' | 'truncated';
}

/**
 * Opens Hermes bytecode of versions 59 to 99. Nothing but the header is read before it is asked for, and nothing is allocated by
 * a count of the header.
 *
 * @returns undefined where the bytes are something else
 */
export function decodeHermes(bytes: Buffer): HermesFile | UnreadableHermes | undefined {
  if (!isHermes(bytes)) return undefined;
  const version = versionOf(bytes);
  if (version < FIRST_VERSION || version > LAST_VERSION) return { version, reason: 'version' };
  const header = readHeader(bytes);
  if (!header) return { version, reason: 'truncated' };
  return {
    bytes,
    version,
    counts: { functions: header.functions, strings: header.strings },
    globalFunction: header.globalFunction,
    strings: readStrings(bytes, header),
    literals: readLiterals(bytes, header),
    function: (id) => readFunction(bytes, header, id),
    oddities: header.cut.map((name) => ({
      trick: 'hermes-section-beyond-file',
      detail: `Hermes 字节码的 ${name} 段超出文件末尾。`,
    })),
  };
}

export function isReadable(file: HermesFile | UnreadableHermes): file is HermesFile {
  return 'bytes' in file;
}

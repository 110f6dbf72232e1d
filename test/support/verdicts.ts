import { fileURLToPath } from 'node:url';
import { checkFacts, loadPacks } from '../../src/check/index.js';
import { extractFacts } from '../../src/extract/index.js';
import { openBuffer } from '../../src/open/index.js';

const packs = loadPacks(fileURLToPath(new URL('../../rules', import.meta.url)));

/** What a package's result says, short enough to compare. */
export interface Outcome {
  /** Names of the oddities, each once, sorted. */
  tricks: string[];
  /** Reasons of the limits, each once, sorted. */
  limits: string[];
  verdicts: Record<string, string>;
}

export function outcomeOf(name: string, bytes: Buffer): Outcome {
  const document = checkFacts(extractFacts(openBuffer(name, bytes), 'test'), packs);
  const once = (names: string[]): string[] => [...new Set(names)].sort();
  return {
    tricks: once(document.tampering.map(({ trick }) => trick)),
    limits: once(document.limits.map(({ reason }) => reason)),
    verdicts: Object.fromEntries(document.items.map(({ rule, verdict }) => [rule, verdict])),
  };
}

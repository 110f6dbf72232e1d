import { type DartProgram, decodeDartLibrary } from '../../decode/dart/index.js';
import type { Fact } from '../../facts/types.js';
import type { Entry, Tree } from '../../open/tree.js';
import { readEntry } from '../entry-bytes.js';
import type { Extraction } from '../extraction.js';
import { assetFacts } from './assets.js';
import { developmentLimit, readLimit, tooManyLimit, unreadableLimit } from './limits.js';
import { readPackages } from './packages.js';
import { findParts, type Parts } from './parts.js';
import { programFacts } from './program-facts.js';

/** Dictionaries of input methods and areas come in tens of thousands; an app's own words do not. */
const MAX_TEXTS = 30_000;

/** Facts of the Flutter part of an app: strings of its compiled program, and its assets. @param marker an entry that shows it is there */
export function extractFlutter(trees: readonly Tree[], marker: Entry): Extraction {
  const parts = findParts(trees);
  const found = readProgram(parts.libraries);
  const packages = found ? readPackages(found.program, parts) : [];
  const assets = assetFacts(parts, packages);
  return {
    facts: [...(found ? limited(found, programFacts({ ...found, packages })) : [missing(parts, marker)]), ...assets],
    package: {},
    coverage: {},
    hosts: ['flutter'],
  };
}

function missing({ libraries: [library], kernel }: Parts, marker: Entry): Fact {
  return kernel && !library ? developmentLimit(kernel.path) : unreadableLimit((library ?? marker).path);
}

interface Found {
  path: string;
  program: DartProgram;
}

/** The first library that can be read: all hold the same program for another processor. */
function readProgram(libraries: readonly Entry[]): Found | undefined {
  for (const entry of libraries) {
    const bytes = readEntry(entry);
    const program = bytes && decodeDartLibrary(bytes);
    if (program) return { path: entry.path, program };
  }
  return undefined;
}

/** The facts with what could not be seen; longer texts are kept where there are too many. */
function limited({ path, program }: Found, facts: Fact[]): Fact[] {
  const texts = facts.filter((fact) => fact.kind === 'text');
  const limit = readLimit(path, program, texts.length);
  if (texts.length <= MAX_TEXTS) return [...facts, limit];
  const kept = new Set<Fact>(texts.sort((a, b) => Number(b.value.length > 1) - Number(a.value.length > 1)).slice(0, MAX_TEXTS));
  return [...facts.filter((fact) => fact.kind !== 'text' || kept.has(fact)), limit, tooManyLimit(path, MAX_TEXTS)];
}

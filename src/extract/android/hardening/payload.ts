import type { Entry } from '../../../open/tree.js';
import { readEntry } from '../../entry-bytes.js';
import type { Classes } from '../classes.js';
import type { Sources } from '../sources.js';
import { entropyOf, isKnownFormat } from './entropy.js';
import { loadersIn } from './loaders.js';

/** Data that may be the app's code, encrypted. */
export interface PayloadFigures {
  /** Bytes of a DEX that no section claims, and their entropy; the largest of all files. */
  unclaimed?: { entry: string; size: number; of: number; entropy: number };
  /** Files of random-looking bytes beside a small DEX that loads code. */
  hidden?: { names: string[]; size: number; entropy: number; classes: number; dexSize: number };
}

/** Merging tools leave gaps of zeros this large and larger; what is random is no gap. */
const TAIL = 65_536;
const RANDOM_TAIL = 16_384;
const RANDOM_IN_DEX = 7.2;
/** Padding has less. */
const LEAST = 3;
/** Smallest file that could be an app's code, and the entropy encrypted data has over a full sample. */
const SMALLEST = 65_536;
const RANDOM = 7.9;
/** A shell with its helpers; the smallest real app has more code than data. */
const STUB_CLASSES = 300;
/** Files read to measure them: enough for every ABI's payload. */
const MEASURED = 40;
const PLACES = /^(?:[\w-]+\/)?(?:assets|lib|res\/raw|root)\/|^[^/]+$/;

export function payloadFigures(sources: Sources, classes: Classes): PayloadFigures {
  const unclaimed = largestGap(sources);
  const hidden = hiddenBesideStub(sources, classes);
  return { ...(unclaimed && { unclaimed }), ...(hidden && { hidden }) };
}

function largestGap({ dexes }: Sources): PayloadFigures['unclaimed'] {
  let largest: PayloadFigures['unclaimed'];
  for (const { entry, dex } of dexes)
    for (const { at, size } of dex.unclaimed) {
      if (size < RANDOM_TAIL || size <= (largest?.size ?? 0)) continue;
      const entropy = entropyOf(dex.bytes.subarray(at, at + size));
      const isTail = at + size >= dex.bytes.length && size > TAIL && size > dex.bytes.length / 2;
      if ((isTail && entropy >= LEAST) || entropy >= RANDOM_IN_DEX)
        largest = { entry: entry.path, size, of: dex.bytes.length, entropy };
    }
  return largest;
}

function hiddenBesideStub(sources: Sources, classes: Classes): PayloadFigures['hidden'] {
  const { dexes } = sources;
  if (dexes.length === 0 || classes.total > STUB_CLASSES) return undefined;
  const dexSize = dexes.reduce((sum, { dex }) => sum + dex.bytes.length, 0);
  const { files, size, entropy } = randomFiles(sources);
  if (files.length === 0 || size < dexSize || loadersIn(classes).length === 0) return undefined;
  return { names: files.map(({ name }) => name), size, entropy, classes: classes.total, dexSize };
}

/** Large files that look random and do not say what they are, the largest first. */
export function randomFiles({ entries }: Sources): { files: Entry[]; size: number; entropy: number } {
  let entropy = 0;
  const large = entries.filter(({ name, size }) => PLACES.test(name) && size >= SMALLEST).sort((a, b) => b.size - a.size);
  const files = large.slice(0, MEASURED).filter((entry) => {
    const measured = isKnownFormat(entry.peek()) ? 0 : measure(entry);
    entropy = Math.max(entropy, measured);
    return measured >= RANDOM;
  });
  return { files, size: files.reduce((sum, one) => sum + one.size, 0), entropy };
}

function measure(entry: Entry): number {
  const bytes = readEntry(entry);
  return bytes && bytes.length >= SMALLEST ? entropyOf(bytes) : 0;
}

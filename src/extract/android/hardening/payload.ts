import { eachInstruction } from '../../../decode/dex/index.js';
import type { Entry } from '../../../open/tree.js';
import type { AppClass, Classes } from '../classes.js';
import { readEntry, type Sources } from '../sources.js';
import { entropyOf, isKnownFormat } from './entropy.js';

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
/** Smallest file that could be an app's code, and the entropy encrypted data has over a full sample. */
const SMALLEST = 65_536;
const RANDOM = 7.9;
/** A shell with its helpers; the smallest real app has more code than data. */
const STUB_CLASSES = 300;
/** Files read to measure them: enough for every ABI's payload. */
const MEASURED = 40;
const PLACES = /^(?:[\w-]+\/)?(?:assets|lib|res\/raw|root)\/|^[^/]+$/;
const LOADER = /^Ldalvik\/system\/(DexFile|\w*ClassLoader);$/;
const MULTIDEX = /^(androidx|android\.support)\.multidex\./;

export function payloadFigures(sources: Sources, classes: Classes): PayloadFigures {
  const unclaimed = largestGap(sources);
  const hidden = hiddenBesideStub(sources, classes);
  return { ...(unclaimed && { unclaimed }), ...(hidden && { hidden }) };
}

function largestGap({ dexes }: Sources): PayloadFigures['unclaimed'] {
  let largest: PayloadFigures['unclaimed'];
  for (const { entry, dex } of dexes) {
    const { at, size } = dex.unclaimed;
    if (size < RANDOM_TAIL || size <= (largest?.size ?? 0)) continue;
    const entropy = entropyOf(dex.bytes.subarray(at, at + size));
    const isTail = at + size >= dex.bytes.length && size > TAIL && size > dex.bytes.length / 2;
    if (isTail || entropy >= RANDOM_IN_DEX) largest = { entry: entry.path, size, of: dex.bytes.length, entropy };
  }
  return largest;
}

function hiddenBesideStub({ dexes, entries }: Sources, classes: Classes): PayloadFigures['hidden'] {
  if (dexes.length === 0 || classes.total > STUB_CLASSES) return undefined;
  const dexSize = dexes.reduce((sum, { dex }) => sum + dex.bytes.length, 0);
  const opaque = entries.filter(({ name, size }) => PLACES.test(name) && size >= SMALLEST).sort((a, b) => b.size - a.size);
  let entropy = 0;
  const found = opaque.slice(0, MEASURED).filter((entry) => {
    const measured = isKnownFormat(entry.peek()) ? 0 : measure(entry);
    entropy = Math.max(entropy, measured);
    return measured >= RANDOM;
  });
  const size = found.reduce((sum, one) => sum + one.size, 0);
  if (size < dexSize || found.length === 0 || !loadsCode(classes)) return undefined;
  return { names: found.map(({ name }) => name), size, entropy, classes: classes.total, dexSize };
}

function measure(entry: Entry): number {
  const bytes = readEntry(entry);
  return bytes && bytes.length >= SMALLEST ? entropyOf(bytes) : 0;
}

/** Some class creates a class loader or opens DEX files, or leaves that to native code before the application starts. */
function loadsCode(classes: Classes): boolean {
  return [...classes.byName.values()].some((item) => !MULTIDEX.test(item.name) && item.data().methods.length > 0 && loads(item));
}

function loads(item: AppClass): boolean {
  const { dex } = item.source;
  if (LOADER.test(item.definition.superclass ?? '')) return true;
  return item.data().methods.some((method) => {
    if (method.flags & 0x100) return method.ref.name === 'attachBaseContext';
    const code = method.code ? dex.code(method.code) : undefined;
    if (!code) return false;
    return eachInstruction(dex.bytes, code, 2000).some((one) => {
      if (one.kind === 'new-instance') return LOADER.test(dex.type(one.index));
      if (one.kind !== 'invoke') return false;
      const callee = dex.method(one.index);
      return callee !== undefined && LOADER.test(callee.owner) && /^(<init>|loadDex|loadClass|openDexFile)$/.test(callee.name);
    });
  });
}

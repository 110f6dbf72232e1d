import { readFileSync } from 'node:fs';
import { extractAndroid } from '../../src/extract/android/index.js';
import type { LimitFact } from '../../src/facts/types.js';
import { openBuffer } from '../../src/open/index.js';
import { buildZip } from './zip-writer.js';

export type Contents = Record<string, Buffer | undefined>;

export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../../fixtures/packages/${name}`, import.meta.url));
}

/** The built fixture's entries by name. */
export const GRID: Readonly<Record<string, Buffer>> = Object.fromEntries(
  openBuffer('app.apk', fixture('android-grid.apk')).trees[0]!.entries.map((entry) => [entry.name, entry.read()]),
);

/** The fixture packed anew with entries added, replaced or, where undefined, left out. */
export function gridWith(changes: Contents): Buffer {
  const files = Object.entries({ ...GRID, ...changes });
  return buildZip(files.flatMap(([name, data]) => (data ? [{ name, data }] : [])));
}

/** Limits of an APK, without those that say nothing of it as it stands. */
export function limitsOf(apk: Buffer): LimitFact[] {
  return (extractAndroid(openBuffer('app.apk', apk))?.facts ?? []).filter((fact) => fact.kind === 'limit');
}

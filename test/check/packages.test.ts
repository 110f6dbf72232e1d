/**
 * Over a folder of real packages, which are not part of this repository: nothing that a limit hides reads as not there.
 * Run with the folder's name: `JIANFU_PACKAGES=folder npx vitest run test/check/packages.test.ts`
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { InputError, loadPacks, scanInput } from '../../src/index.js';
import type { ResultDocument } from '../../src/result.js';

const folder = process.env.JIANFU_PACKAGES;
const names = folder ? readdirSync(folder).sort() : [];
const packs = loadPacks(fileURLToPath(new URL('../../rules', import.meta.url)));
const needs = new Map(packs.flatMap(({ rules }) => rules.map((rule) => [rule.id, rule] as const)));
/** Reasons of which the smallest share is too much, whatever a rule tolerates. */
const NEVER = new Set(['missing-subpackage', 'compiled-runtime']);

/** Items that say something is not there although a limit hides a twentieth or more of a part they need. */
function wronglyDenied({ items, limits }: ResultDocument): string[] {
  return items.flatMap(({ rule: id, kind, verdict }) => {
    const rule = needs.get(id);
    if (!rule || kind === 'note' || (verdict !== 'not-found' && verdict !== 'absent')) return [];
    const most = rule.tolerance ?? 0.05;
    return limits
      .filter(
        ({ hides, reason, share = 1 }) =>
          hides.some((part) => rule.needs.includes(part)) && share > 0 && (share >= most || NEVER.has(reason)),
      )
      .map(({ reason, share }) => `${id} ${verdict}, ${reason} hides ${share ?? 'an unknown share'}`);
  });
}

describe.skipIf(!folder)('real packages', () => {
  it.each(names)('%s', { timeout: 300_000 }, (name) => {
    expect(resultsOf(join(folder!, name)).flatMap(wronglyDenied)).toEqual([]);
  });
});

/** Nothing where the file holds no app. */
function resultsOf(path: string): ResultDocument[] {
  try {
    return [scanInput(path, { packs })];
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

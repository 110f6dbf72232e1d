import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { formatsOf } from '../scripts/fuzz/formats.js';
import { targetsOf } from '../scripts/fuzz/packages.js';
import { fuzz } from '../scripts/fuzz/run.js';
import { loadPacks } from '../src/check/index.js';

const path = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
const folder = path('fixtures/packages');
const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`)]));
const packs = loadPacks(path('rules'));

it('starts from inputs that are read in full', () => {
  for (const { name, seeds, read } of formatsOf(files))
    for (const seed of seeds) expect(`${name} ${read(seed)}`).toMatch(/[1-9]\d\d|cn\.example/);
  for (const { verdicts } of targetsOf(files, packs)) expect(verdicts.get('14-2-check-in')).toMatch(/^(found|suspected)$/);
});

it('finds no throw, hang or silently lost finding in a short run', () => {
  expect(fuzz({ seed: 20261124, count: 400, files, packs })).toEqual({ inputs: 400, failures: [] });
});

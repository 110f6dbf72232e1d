import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadPacks, testRules } from '../../src/check/index.js';
import { extractProject } from '../../src/scan.js';

const packs = loadPacks(fileURLToPath(new URL('../../rules', import.meta.url)));

describe('rules', () => {
  for (const { rule, example, passed, detail } of testRules(packs, extractProject))
    it(`${rule}: ${example}`, () => expect({ passed, detail }).toEqual({ passed: true, detail }));
});

import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadPacks, testRules } from '../../src/check/index.js';
import { extractFacts } from '../../src/extract/index.js';
import type { FactsFile } from '../../src/facts/types.js';
import { openBuffer } from '../../src/open/index.js';
import { buildZip } from '../support/zip-writer.js';

const packs = loadPacks(fileURLToPath(new URL('../../rules', import.meta.url)));

/** A project in memory: packed as a ZIP, which opening takes for a project folder. */
function extractProject(files: Record<string, string>): FactsFile {
  const zip = buildZip(Object.entries(files).map(([name, text]) => ({ name, data: text })));
  return extractFacts(openBuffer('example.zip', zip), '0.0.0');
}

describe('rules', () => {
  for (const { rule, example, passed, detail } of testRules(packs, extractProject))
    it(`${rule}: ${example}`, () => expect({ passed, detail }).toEqual({ passed: true, detail }));
});

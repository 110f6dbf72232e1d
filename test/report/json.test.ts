import { describe, expect, it } from 'vitest';
import { json } from '../../src/report/json.js';
import { sealLine } from '../../src/report/seal.js';
import type { ResultDocument } from '../../src/result.js';
import { activeCharacters, hostileResult } from '../support/hostile-result.js';
import { sampleResult } from '../support/sample-result.js';

const options = { lang: 'zh', color: false, width: 80 } as const;
const { write } = json;

/** The same document with the keys of every object turned around. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  );
}

describe('json', () => {
  it('writes one document for one input and an array for several', () => {
    expect(JSON.parse(write([sampleResult()], options))).toEqual({
      ...JSON.parse(JSON.stringify(sampleResult())),
      seal: sealLine(sampleResult()),
    });
    expect(JSON.parse(write([sampleResult(), sampleResult()], options))).toHaveLength(2);
    expect(write([], options)).toBe('[]\n');
  });

  it('has the keys of design §5 in order, however the document was put together', () => {
    const written = write([sampleResult()], options);
    expect(Object.keys(JSON.parse(written))).toEqual([
      'schemaVersion',
      'tool',
      'package',
      'coverage',
      'limits',
      'tampering',
      'items',
      'inventory',
      'declaration',
      'suppressions',
      'reviews',
      'seal',
      'run',
    ]);
    const sample = sampleResult();
    const other = turned(sample) as ResultDocument;
    other.run.timings = sample.run.timings;
    expect(write([other], options)).toBe(written);
  });

  it('keeps what a package says, with acting characters escaped', () => {
    const written = write([hostileResult()], options);
    expect(JSON.parse(written)).toEqual({ ...JSON.parse(JSON.stringify(hostileResult())), seal: sealLine(hostileResult()) });
    expect(activeCharacters(written)).toEqual([]);
  });
});

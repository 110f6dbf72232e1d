import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { loadPacks } from '../../src/check/index.js';
import type { ResultDocument } from '../../src/result.js';
import { extractInput, scanInput } from '../../src/scan.js';
import { hostileResult } from '../support/hostile-result.js';
import { cleanResult, packedResult, sampleResult } from '../support/sample-result.js';

function validator(name: string): (value: unknown) => string[] {
  const schema = JSON.parse(readFileSync(new URL(`../../schema/${name}.schema.json`, import.meta.url), 'utf8'));
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTypes: false }).compile(schema);
  return (value) => {
    validate(JSON.parse(JSON.stringify(value)));
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
}

const PACKAGE = 'fixtures/packages/wechat-redline.wxapkg';

describe('result.schema.json', () => {
  const errors = validator('result');

  it('accepts a document and an array of documents', () => {
    expect(errors(sampleResult())).toEqual([]);
    expect(errors(hostileResult())).toEqual([]);
    expect(errors(packedResult())).toEqual([]);
    expect(errors(cleanResult())).toEqual([]);
    expect(errors([sampleResult(), sampleResult({ limits: [], declaration: { unit: '示例单位' } })])).toEqual([]);
  });

  it('accepts what a scan of a real package gives', () => {
    expect(errors(scanInput(PACKAGE, { packs: loadPacks('rules') }))).toEqual([]);
  });

  it.each<[string, (sample: ResultDocument) => unknown]>([
    ['an unknown key', (sample) => ({ ...sample, score: 90 })],
    ['an unknown key inside', (sample) => ({ ...sample, items: [{ ...sample.items[0], passed: true }] })],
    ['a verdict of another kind', (sample) => ({ ...sample, items: [{ ...sample.items[0], verdict: 'present' }] })],
    [
      'an unknown key in evidence',
      (sample) => {
        const [item] = sample.items;
        const [context] = item!.contexts;
        const evidence = context!.evidence.map((one) => ({ ...one, weight: 1 }));
        return { ...sample, items: [{ ...item, contexts: [{ ...context, evidence }] }] };
      },
    ],
    ['a missing key', ({ run: _, ...rest }) => rest],
  ])('refuses %s', (_, change) => {
    expect(errors(change(sampleResult()))).not.toEqual([]);
  });
});

describe('facts.schema.json', () => {
  const errors = validator('facts');

  it('accepts what extraction gives for a real package', () => {
    expect(errors(extractInput(PACKAGE))).toEqual([]);
  });

  it('refuses a fact of unknown kind and one without its own attributes', () => {
    const file = extractInput(PACKAGE);
    const base = { at: { path: 'a' }, owner: 'own', screens: [] };
    expect(errors({ ...file, facts: [{ ...base, kind: 'rumour' }] })).not.toEqual([]);
    expect(errors({ ...file, facts: [{ ...base, kind: 'screen', id: 'a' }] })).not.toEqual([]);
    expect(errors({ ...file, facts: [{ ...base, kind: 'url', value: 'a', newer: 1 }] })).toEqual([]);
  });
});

import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { junit } from '../../src/report/junit.js';
import type { ResultDocument } from '../../src/result.js';
import { context } from '../support/sample-parts.js';
import { cleanResult, packedResult, sampleResult } from '../support/sample-result.js';

const options = { lang: 'zh', color: false, width: 80 } as const;
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', isArray: (name) => name === 'testcase' });

type Case = Record<'name' | 'classname', string> &
  Record<'failure' | 'error' | 'skipped', { message: string; type: string } | undefined>;

function suite(document: ResultDocument, failOn?: 'found' | 'suspected' | 'never') {
  const text = junit.write([document], { ...options, failOn });
  expect(XMLValidator.validate(text)).toBe(true);
  return parser.parse(text).testsuites.testsuite;
}

/** What became of each case. */
function outcomes(document: ResultDocument, failOn?: 'found' | 'suspected' | 'never'): string[] {
  const { testcase } = suite(document, failOn) as { testcase: Case[] };
  return testcase.map(
    (one) => `${one.name.split(' ')[0]} ${['failure', 'error', 'skipped'].find((key) => key in one) ?? 'passed'}`,
  );
}

describe('junit', () => {
  it('has a case for every rule: found fails, undetermined is an error, what does not apply is skipped', () => {
    expect(outcomes(sampleResult())).toEqual([
      '14-2-check-in failure',
      '14-2-points-ranking error',
      '14-2-online-time passed',
      '14-4-engagement-metrics passed',
      '14-5-commerce skipped',
      '18-1-complaint-entry passed',
      '18-2-complaint-accept passed',
      '18-3-complaint-track passed',
      '15-distribution passed',
    ]);
    expect(suite(sampleResult())).toMatchObject({ tests: '9', failures: '1', errors: '1', skipped: '1' });
  });

  it('fails what the gate of the run fails, and shows findings where nothing may fail', () => {
    expect(outcomes(sampleResult(), 'suspected').filter((line) => line.endsWith('failure'))).toEqual([
      '14-2-check-in failure',
      '14-2-online-time failure',
      '18-3-complaint-track failure',
    ]);
    expect(outcomes(sampleResult(), 'never')).toEqual(outcomes(sampleResult()));
  });

  it('nothing of a packed package passes but notes; a clean one has all its cases', () => {
    expect(outcomes(packedResult()).filter((line) => line.endsWith('passed'))).toEqual(['15-distribution passed']);
    expect(suite(cleanResult())).toMatchObject({ tests: '9', failures: '0', errors: '0', skipped: '0' });
  });

  it('skips what is suppressed, with the reason', () => {
    const [item] = sampleResult().items;
    const suppression = { reason: '夜间值守', basis: '〔2026〕1号', approver: '某某', expires: '2026-12-31' };
    const { testcase } = suite(
      sampleResult({ items: [{ ...item!, unsuppressed: 'not-found', contexts: [context({ suppression })] }] }),
    ) as { testcase: Case[] };
    expect(testcase[0]!.skipped).toEqual({
      message: '已知问题：夜间值守；依据〔2026〕1号；批准人 某某；有效期至 2026-12-31。',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { gitlabCodeQuality } from '../../src/report/gitlab/code-quality.js';
import { gitlabSast } from '../../src/report/gitlab/sast.js';
import type { ResultDocument } from '../../src/result.js';
import { foreignSchema } from '../support/foreign-schema.js';
import { hostileResult } from '../support/hostile-result.js';
import { context } from '../support/sample-parts.js';
import { cleanResult, packedResult, sampleResult } from '../support/sample-result.js';

const options = { lang: 'zh', color: false, width: 80 } as const;
const suppression = { reason: '夜间值守', basis: '〔2026〕1号', approver: '某某', expires: '2026-12-31' };
const suppressed = () =>
  sampleResult({ items: [{ ...sampleResult().items[0]!, unsuppressed: 'not-found', contexts: [context({ suppression })] }] });

describe('gitlab-codequality', () => {
  const errors = foreignSchema('gitlab-code-quality');
  const entries = (...documents: ResultDocument[]) => JSON.parse(gitlabCodeQuality.write(documents, options));

  it('has an entry per finding, in GitLab’s form', () => {
    expect(
      entries(sampleResult()).map((one: { check_name: string; severity: string }) => [one.check_name, one.severity]),
    ).toEqual([
      ['14-2-check-in', 'critical'],
      ['14-2-check-in', 'major'],
      ['14-2-online-time', 'major'],
      ['18-3-complaint-track', 'major'],
      ['14-2-points-ranking', 'minor'],
    ]);
    expect(entries(sampleResult())[0]).toMatchObject({
      description: '发现：打卡签到　打卡签到（pages/sign/index）　同一页面中功能及其强制或记录要件均有证据。',
      location: { path: 'grid.wxapkg!app-service.js', lines: { begin: 12 } },
    });
    for (const documents of [[sampleResult(), sampleResult()], [hostileResult()], [packedResult()], []])
      expect(errors(entries(...documents))).toEqual([]);
  });

  it('never gives two entries one fingerprint, and none to what is suppressed', () => {
    const prints = entries(sampleResult(), sampleResult()).map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    expect(new Set(prints).size).toBe(10);
    expect(entries(suppressed())).toEqual([]);
  });
});

describe('gitlab-sast', () => {
  const errors = foreignSchema('gitlab-sast');
  const report = (...documents: ResultDocument[]) => JSON.parse(gitlabSast.write(documents, options));

  it('fits the schema and has no severity above medium', () => {
    for (const documents of [[sampleResult()], [hostileResult()], [packedResult(), cleanResult()], []])
      expect(errors(report(...documents))).toEqual([]);
    const severities = report(sampleResult()).vulnerabilities.map(({ severity }: { severity: string }) => severity);
    expect(severities).toEqual(['Medium', 'Low', 'Low', 'Low', 'Unknown']);
  });

  it('the scan has failed where something could not be read, so that nothing is taken for mended', () => {
    expect(report(packedResult()).scan).toMatchObject({
      status: 'failure',
      start_time: '2026-03-05T08:30:00',
      end_time: '2026-03-05T08:30:01',
      messages: [{ level: 'warn', value: expect.stringContaining('代码已加固') }],
    });
    expect(report(cleanResult()).scan).toMatchObject({ status: 'success', messages: [] });
  });

  it('leaves out what is suppressed', () => {
    expect(report(suppressed()).vulnerabilities).toEqual([]);
  });
});

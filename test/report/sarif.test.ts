import { gzipSync } from 'node:zlib';
import type { Log, Result } from 'sarif';
import { describe, expect, it } from 'vitest';
import { loadPacks } from '../../src/check/index.js';
import { sarif } from '../../src/report/sarif/index.js';
import { uriOf } from '../../src/report/sarif/location.js';
import { sealLine } from '../../src/report/seal.js';
import type { ResultDocument } from '../../src/result.js';
import { scanInput } from '../../src/scan.js';
import { foreignSchema } from '../support/foreign-schema.js';
import { hostileResult } from '../support/hostile-result.js';
import { context } from '../support/sample-parts.js';
import { cleanResult, packedResult, sampleResult } from '../support/sample-result.js';

const errors = foreignSchema('sarif-schema-2.1.0');
const options = { lang: 'zh', color: false, width: 80 } as const;
const log = (...documents: ResultDocument[]): Log => JSON.parse(sarif.write(documents, options));
const results = (...documents: ResultDocument[]): Result[] => log(...documents).runs[0]!.results!;

describe('sarif', () => {
  it.each<[string, ResultDocument[]]>([
    ['the sample', [sampleResult()]],
    ['several', [sampleResult(), packedResult(), cleanResult()]],
    ['a hostile one', [hostileResult()]],
    ['none', []],
    ['a real package', [scanInput('fixtures/packages/android-grid.apk', { packs: loadPacks('rules') })]],
  ])('fits the OASIS schema: %s', (_, documents) => {
    expect(errors(log(...documents))).toEqual([]);
  });

  it('the check by the schema can fail', () => {
    const broken = log(sampleResult());
    broken.runs[0]!.results![0]!.level = 'fatal' as never;
    expect(errors(broken)).toEqual(['/runs/0/results/0/level must be equal to one of the allowed values']);
  });

  it('has a result per screen that carries a verdict, gravest first, and none for what was not found', () => {
    expect(results(sampleResult()).map(({ ruleId, kind, level }) => [ruleId, kind, level])).toEqual([
      ['14-2-check-in', 'fail', 'error'],
      ['14-2-check-in', 'fail', 'warning'],
      ['14-2-online-time', 'fail', 'warning'],
      ['18-3-complaint-track', 'fail', 'warning'],
      ['14-2-points-ranking', 'open', 'none'],
    ]);
    expect(results(cleanResult())).toEqual([]);
  });

  it('says what it is, where it stands, and keeps brackets from being links', () => {
    const [first] = results(sampleResult());
    expect(first).toMatchObject({
      ruleIndex: 0,
      message: {
        text: '发现：打卡签到（第十四条第（二）项）。打卡签到（pages/sign/index）\n同一页面中功能及其强制或记录要件均有证据。',
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'grid.wxapkg!app-service.js', uriBaseId: 'PACKAGEROOT' },
            region: { startLine: 12, startColumn: 7 },
          },
        },
      ],
      properties: { verdict: 'found', screen: 'pages/sign/index', reachable: 'yes' },
    });
    const places = first!.relatedLocations!.map(({ physicalLocation, logicalLocations, message }) => [
      physicalLocation!.region,
      logicalLocations?.[0]?.fullyQualifiedName,
      message!.text,
    ]);
    expect(places).toEqual([
      [{ startLine: 12, startColumn: 7 }, undefined, '按钮文字：“外勤打卡签到”'],
      [{ startLine: 1, startColumn: 48214 }, 'submitSign', '接口：POST {}/api/attendance/checkin（wx.request）'],
      [
        { startLine: 1 },
        'cn.example.grid.SignActivity.submit(Landroid/view/View;)V',
        '提交校验：未满足即提示“请先上传现场照片”，不再执行 submitSign',
      ],
    ]);
    const [item] = sampleResult().items;
    const linked = sampleResult({ items: [{ ...item!, reason: '[点此](1) {0}' }] });
    expect(results(linked)[0]!.message.text).toContain('\\[点此\\](1) {{0}}');
  });

  it('prints of findings are stable over versions, and unique', () => {
    const sample = sampleResult();
    const later = sampleResult({ package: { ...sample.package, versionName: '9', sha256: sample.package.sm3 } });
    const prints = (document: ResultDocument) =>
      results(document).map(({ partialFingerprints }) => partialFingerprints!['jianfuFinding/v1']);
    expect(prints(later)).toEqual(prints(sample));
    expect(new Set(prints(sample)).size).toBe(prints(sample).length);
  });

  it('claims success only where everything that matters was read, and says what was not', () => {
    const [complete, partial] = [cleanResult(), sampleResult()].map((document) => log(document).runs[0]!.invocations![0]!);
    expect(complete).toMatchObject({ executionSuccessful: true, toolExecutionNotifications: [] });
    expect(partial!.executionSuccessful).toBe(false);
    expect(partial!.toolExecutionNotifications!.map(({ level, descriptor }) => [level, descriptor!.id])).toEqual([
      ['error', 'limit-missing-subpackage'],
      ['note', 'limit-parse-failed'],
      ['warning', 'tamper-duplicate-name'],
    ]);
  });

  it('marks what is suppressed, and tells of entries that ran out', () => {
    const [item] = sampleResult().items;
    const suppression = { reason: '夜间值守', basis: '〔2026〕1号', approver: '某某', expires: '2026-12-31' };
    const entry = { rule: item!.rule, fingerprint: 'a-b', ...suppression, state: 'expired' } as const;
    const { results: found, invocations } = log(
      sampleResult({ items: [{ ...item!, contexts: [context({ suppression })] }], suppressions: [entry] }),
    ).runs[0]!;
    expect(found![0]!.suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: '夜间值守；〔2026〕1号；某某；2026-12-31' },
    ]);
    expect(invocations![0]!.toolConfigurationNotifications).toEqual([
      { level: 'warning', message: { text: expect.stringContaining('已于 2026-12-31 到期') } },
    ]);
  });

  it('describes every rule for people, and claims no security severity', () => {
    const { rules } = log(sampleResult()).runs[0]!.tool.driver;
    expect(rules!.map(({ id }) => id)).toEqual(sampleResult().items.map(({ rule }) => rule));
    expect(rules![0]!.help!.markdown).toContain('**打卡签到**');
    expect(JSON.stringify(rules)).not.toContain('security-severity');
    for (const rule of rules!) expect(rule.properties!.tags!.length).toBeLessThanOrEqual(10);
  });

  it('carries the seals, and every verdict', () => {
    const { seals, verdicts } = log(sampleResult()).runs[0]!.properties!;
    expect(seals).toEqual([sealLine(sampleResult())]);
    expect(verdicts[0]).toMatchObject({ '14-5-commerce': 'not-applicable', '18-1-complaint-entry': 'present' });
  });

  it('keeps to what GitHub takes: 5,000 results, 100 places of each, 10 MB gzipped', () => {
    const [item] = sampleResult().items;
    const [one] = context().evidence;
    const evidence = Array.from({ length: 150 }, (_, i) => ({ ...one!, at: { path: 'grid.wxapkg!a.js', line: i + 1 } }));
    const contexts = Array.from({ length: 6000 }, (_, i) =>
      context({ screen: `pages/${i}`, evidence: evidence.slice(0, i === 0 ? 150 : 6), fingerprint: `${i}-a` }),
    );
    const text = sarif.write([sampleResult({ items: [{ ...item!, contexts }] })], options);
    const { results: found, invocations } = (JSON.parse(text) as Log).runs[0]!;
    expect(found).toHaveLength(5000);
    expect(found![0]!.relatedLocations).toHaveLength(100);
    expect(found![0]!.properties!.placesNotShown).toBe(50);
    expect(found!.reduce((sum, { relatedLocations }) => sum + (relatedLocations?.length ?? 0), 0)).toBe(20_000);
    expect(found!.at(-1)!.properties!.placesNotShown).toBe(6);
    expect(invocations![0]).toMatchObject({ executionSuccessful: false });
    expect(invocations![0]!.toolExecutionNotifications!.at(-1)!.message.text).toContain('另有 1000 条');
    expect(gzipSync(text, { level: 1 }).length).toBeLessThan(10_000_000);
  });
});

describe('uriOf', () => {
  it.each([
    ['app.apk!assets/页 面#1?.js', 'app.apk!assets/%E9%A1%B5%20%E9%9D%A2%231%3F.js'],
    ['../../etc/passwd', '%5B..%5D/%5B..%5D/etc/passwd'],
    ['//evil.example/x', 'evil.example/x'],
    ['javascript:alert(1)', 'javascript%3Aalert(1)'],
    ['a\\b', 'a%5Cb'],
    ['\ud800', '%EF%BF%BD'],
    ['', 'package'],
  ])('%s is %s', (path, uri) => {
    expect(uriOf(path)).toBe(uri);
    expect(new URL(uri, 'file:///base/').href.startsWith('file:///base/')).toBe(true);
  });
});

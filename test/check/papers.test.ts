import { describe, expect, it } from 'vitest';
import { checkFacts, type Declaration, loadPacks, type Papers, withReviews } from '../../src/check/index.js';
import type { ContextResult, ResultDocument } from '../../src/result.js';
import { extractInput } from '../../src/scan.js';

const packs = loadPacks('rules');
const facts = extractInput('fixtures/packages/android-grid.apk');
const DAY = '2026-11-29';

type Checked = Omit<ResultDocument, 'run'>;

function check(papers: Papers = {}): Checked {
  return checkFacts(facts, packs, { on: DAY, ...papers });
}

function itemOf({ items }: Checked, rule: string): Checked['items'][number] {
  return items.find((item) => item.rule === rule)!;
}

function found(rule: string): ContextResult {
  return itemOf(check(), rule).contexts[0]!;
}

const DECLARED: Declaration = {
  schemaVersion: 1,
  app: { name: '网格巡查', ids: ['cn.example.grid'], versionName: '1.0.0', carriers: ['android'] },
  units: { host: '示例市数据局' },
  filing: { type: 'first' },
  audience: 'internal',
  build: { kind: 'release' },
};

describe('the declaration', () => {
  const differences = (declaration: Declaration): string[] =>
    itemOf(check({ declaration }), '8-1-declaration').contexts.flatMap(({ evidence }) => evidence.map(({ what }) => what));

  it('is an item of its own, not applicable without a file', () => {
    expect(itemOf(check(), '8-1-declaration')).toMatchObject({ kind: 'note', verdict: 'not-applicable', contexts: [] });
    expect(check().declaration).toBeNull();
  });

  it('that fits says nothing, and stands in the result as written', () => {
    expect(itemOf(check({ declaration: DECLARED }), '8-1-declaration')).toMatchObject({ verdict: 'none', contexts: [] });
    expect(check({ declaration: DECLARED }).declaration).toEqual(DECLARED);
  });

  it('is held against the package field by field', () => {
    const declaration: Declaration = {
      ...DECLARED,
      app: { name: '网格通', ids: ['cn.example.other'], versionName: '2.0', carriers: ['wechat'] },
      units: { host: '示例村', level: 'below-county', nature: 'institution-other' },
      filing: { type: 'change' },
      build: { kind: 'test' },
      otherApps: [{ name: '某应用' }],
      fees: [{ name: '党费', kind: 'party-dues' }],
    };
    expect(differences(declaration)).toEqual([
      '申报的名称是“网格通”，样品是“网格巡查”',
      '申报 cn.example.other，样品是 cn.example.grid',
      '申报的版本是“2.0”，样品是“1.0.0”',
      '申报的形态是 wechat，样品是 android',
      '申报为测试版：结论只对测试版，正式版须另行送检',
      '申报为变更或重新备案，没有申报备案编号',
      '县以下单位原则上不得开发建设政务应用程序（第二条）',
      '不承担行政职能的事业单位主办的应用程序不纳入统一备案管理（第五条第二款）',
      '跳转的“某应用”未申报备案编号',
      '收费“党费”未写依据',
    ]);
  });

  it('of an app for the public alone is said with what is found, which stays what it is', () => {
    const reason = (audience: Declaration['audience']): string =>
      itemOf(check({ declaration: { ...DECLARED, audience } }), '14-2-check-in').reason;
    expect(reason('public')).toBe(`${reason('internal')}申报的服务对象只有社会公众，参照管理（第二条），由主管部门掌握。`);
    expect(reason('mixed')).toBe(reason('internal'));
    const { verdict } = itemOf(check({ declaration: { ...DECLARED, audience: 'public' } }), '14-2-check-in');
    expect(verdict).toBe(itemOf(check(), '14-2-check-in').verdict);
    const absent = itemOf(check({ declaration: { ...DECLARED, audience: 'public' } }), '14-3-usage-rate');
    expect(absent.reason).not.toContain('参照管理');
  });

  it('of a special scene leaves the finding as it is, marks it and says what the declaration lacks', () => {
    const scene = {
      function: '应急值守签到',
      rules: ['14-2-check-in'],
      screens: ['cn.example.grid.checkin.CheckInActivity', 'cn.example.Gone'],
      ground: 'emergency' as const,
      basis: { document: '《应急值守规定》', number: '示函〔2026〕1号' },
    };
    const declaration = { ...DECLARED, scenes: [scene] };
    const item = itemOf(check({ declaration }), '14-2-check-in');
    expect(item.verdict).toBe('found');
    expect(item.contexts[0]!.declared).toEqual({
      function: '应急值守签到',
      ground: 'emergency',
      basis: '《应急值守规定》（示函〔2026〕1号）',
      missing: ['条款', '制定机关', '附件', '适用人员与岗位', '启用条件', '关闭方式', '数据保存期限', '批准人', '批准日期'],
    });
    expect(differences(declaration)[0]).toBe('特殊场景“应急值守签到”申报的页面 cn.example.Gone 不在样品中');
    expect(itemOf(check({ declaration }), '14-2-points-ranking').contexts.some(({ declared }) => declared)).toBe(false);
  });
});

describe('suppressions', () => {
  const rule = '14-2-check-in';
  const entry = {
    rule,
    fingerprint: found(rule).fingerprint,
    reason: '下版移除',
    basis: '会议纪要',
    approver: '示例',
    expires: DAY,
  };

  it('mark the finding, count it no longer, and leave the verdict standing', () => {
    const checked = check({ suppressions: [entry] });
    const item = itemOf(checked, rule);
    expect([item.verdict, item.unsuppressed]).toEqual(['found', 'not-found']);
    expect(item.contexts[0]!.suppression).toEqual({ reason: '下版移除', basis: '会议纪要', approver: '示例', expires: DAY });
    expect(checked.suppressions).toEqual([{ ...entry, state: 'applied' }]);
  });

  it('leave nothing where the rest of the package could not be read: that is undetermined, not clean', () => {
    const limit = {
      kind: 'limit',
      reason: 'packed',
      hides: ['code'],
      detail: '代码已加固',
      at: { path: 'a' },
      owner: 'unknown',
      screens: [],
    };
    const packed = { ...facts, facts: [...facts.facts, limit as unknown as (typeof facts.facts)[number]] };
    const checked = checkFacts(packed, packs, { on: DAY, suppressions: [entry] });
    const item = itemOf(checked, rule);
    expect([item.verdict, item.unsuppressed]).toEqual(['found', 'undetermined']);
  });

  it('that ran out do nothing and are told', () => {
    const checked = check({ suppressions: [{ ...entry, expires: '2026-11-28' }] });
    expect(itemOf(checked, rule).unsuppressed).toBeUndefined();
    expect(checked.suppressions.map(({ state }) => state)).toEqual(['expired']);
  });

  it('fit by place or by words of the same rule, and are told where they fit nothing', () => {
    const [place, words] = entry.fingerprint.split('-');
    const states = [`${place}-000000000000`, `000000000000-${words}`, '000000000000-000000000000'].map(
      (fingerprint) => check({ suppressions: [{ ...entry, fingerprint }] }).suppressions[0]!.state,
    );
    expect(states).toEqual(['applied', 'applied', 'unused']);
    expect(check({ suppressions: [{ ...entry, rule: '14-5-commerce' }] }).suppressions[0]!.state).toBe('unused');
  });
});

describe('fingerprints', () => {
  const prints = (input: string): Map<string, string> => {
    const { items } = checkFacts(extractInput(input), packs);
    const contexts = items.flatMap((item) => item.contexts.map((context) => ({ item, context })));
    return new Map(
      contexts
        .filter(({ context: { verdict } }) => verdict === 'found' || verdict === 'suspected')
        .map(({ item, context }) => [`${item.rule} ${context.screen}`, context.fingerprint]),
    );
  };

  it.each([
    ['source and package', 'fixtures/quickapp-redline', 'fixtures/packages/quickapp-redline.rpk'],
    ['plain and obfuscated', 'fixtures/packages/android-grid.apk', 'fixtures/packages/android-obfuscated.apk'],
    ['Kotlin, plain and obfuscated', 'fixtures/packages/android-kotlin.apk', 'fixtures/packages/android-kotlin-obfuscated.apk'],
  ])('are the same in two builds of one source: %s', (_, one, other) => {
    const first = prints(one);
    expect(first.size).toBeGreaterThan(3);
    expect(prints(other)).toEqual(first);
  });
});

describe('reviews', () => {
  const rule = '14-2-check-in';
  const answer = { answer: '成立' as const, by: '示例', on: DAY, reason: '现场核实' };

  it('stand beside what they answer; those that fit nothing are told', () => {
    const { fingerprint } = found(rule);
    const checked = check({
      reviews: [
        { rule, fingerprint, ...answer },
        { rule: '18-1-complaint-entry', ...answer, answer: '不成立' },
        { rule, fingerprint: '000000000000-000000000000', ...answer },
      ],
    });
    expect(itemOf(checked, rule).contexts[0]!.reviews).toEqual([{ about: 'finding', ...answer }]);
    expect(itemOf(checked, '18-1-complaint-entry').reviews).toEqual([{ about: 'finding', ...answer, answer: '不成立' }]);
    expect(checked.reviews.map(({ state }) => state)).toEqual(['applied', 'applied', 'unused']);
    expect(itemOf(checked, '18-1-complaint-entry').verdict).toBe('absent');
  });

  it('put into a result afterwards make the document that a check with them makes', () => {
    const reviews = [
      { rule, fingerprint: found(rule).fingerprint, ...answer },
      { rule: '18-1-complaint-entry', ...answer },
      { rule, fingerprint: '000000000000-000000000000', ...answer },
    ];
    const run = { startedAt: '', durationMs: 0, host: { node: '', platform: '' }, timings: {} };
    const afterwards = withReviews({ ...check(), run, seal: 'of the document without them' }, reviews);
    expect(afterwards).toEqual({ ...check({ reviews }), run });
  });
});

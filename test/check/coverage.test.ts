import { describe, expect, it } from 'vitest';
import { check, fact, onePack, RULE, screen } from './support.js';

const limit = (partial: Record<string, unknown>): ReturnType<typeof fact> =>
  fact({ kind: 'limit', reason: 'packed', hides: ['code'], detail: '代码已加固，请提交未加固的样品。', screens: [], ...partial });
const found = [
  fact({ kind: 'text', value: '签到', position: 'button' }),
  fact({ kind: 'request', path: '/sign', method: 'POST', linked: true }),
];

describe('an absence', () => {
  it('is stated where everything needed was seen', () => {
    expect(check([screen('a')])).toMatchObject({
      verdict: 'not-found',
      reason: '在本次覆盖范围内未检出符合判定规则的证据；未发现不等于不存在。',
    });
  });

  it('is undetermined under a limit that may hide all of a needed part', () => {
    expect(check([screen('a'), limit({})])).toMatchObject({
      verdict: 'undetermined',
      reason: '代码已加固，请提交未加固的样品。',
      contexts: [],
    });
  });

  it.each([
    [0.04, 'not-found'],
    [0.05, 'undetermined'],
  ])('with a share of %d hidden: %s', (share, verdict) => expect(check([screen('a'), limit({ share })]).verdict).toBe(verdict));

  it('adds small limits up', () => {
    const three = [1, 2, 3].map((page) =>
      limit({ share: 0.02, reason: 'remote-content', detail: `页面 ${page}`, hides: ['code', 'texts'] }),
    );
    expect(check([screen('a'), ...three])).toMatchObject({ verdict: 'undetermined', reason: '页面 1' });
  });

  it('does not mind a limit on parts the rule does not need, or within its own tolerance', () => {
    expect(check([screen('a'), limit({ hides: ['resources'] })]).verdict).toBe('not-found');
    const tolerant = onePack(RULE.replace('needs:', 'tolerance: 0.5\nneeds:'));
    expect(check([screen('a'), limit({ share: 0.4 })], tolerant).verdict).toBe('not-found');
  });

  it('is undetermined where nothing of the app was seen', () => {
    const nothing = {
      screens: { total: 0, reachable: 0 },
      texts: 0,
      scripts: { total: 0, parsed: 0, failed: 0, thirdParty: 0 },
      templates: { total: 0, parsed: 0, failed: 0 },
    };
    expect(check([], undefined, nothing)).toMatchObject({
      verdict: 'undetermined',
      reason: '包内没有读到应用自身的页面、代码或文字，不能作出有无的判断。',
    });
    expect(check([], undefined, { screens: { total: 0, reachable: 0 } }).reason).toBe('未能识别应用的页面，不能作出有无的判断。');
    expect(check([screen('a')], undefined, { ...nothing, screens: { total: 3, reachable: 3 } }).verdict).toBe('undetermined');
  });

  it('of a duty is undetermined in the same way', () => {
    const duty = onePack(
      RULE.replace('kind: prohibition', 'kind: duty').replace(/verdict: .*/, 'verdict: { present: feature and recorded }'),
      `- { name: 是, facts: [{ kind: text, value: 签到 }], expect: { elements: [feature] } }
- { name: 否, facts: [{ kind: text, value: 查询 }], expect: { verdict: absent } }`,
    );
    expect(check([screen('a')], duty).verdict).toBe('absent');
    expect(check([screen('a'), limit({})], duty).verdict).toBe('undetermined');
    expect(check([screen('a'), limit({}), ...found], duty).verdict).toBe('present');
  });
});

it('a limit never weakens a finding', () => {
  expect(check([screen('a'), limit({}), ...found]).verdict).toBe('found');
});

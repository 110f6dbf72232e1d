import { describe, expect, it } from 'vitest';
import { checkFacts, loadCodeRules, loadPacks } from '../../src/check/index.js';
import type { Item } from '../../src/result.js';
import { fact, factsFile, onePack, packFiles, rulesFolder, screen } from './support.js';

const FRAME = `clause: '第二十条', kind: 'prohibition', title: '代码', elements: { feature: { title: '功能' } },
  verdict: { found: 'feature' }, needs: ['texts'], advice: '无', outsideScreens: 'clue'`;
const FACTS = [
  screen('a'),
  screen('b'),
  fact({ kind: 'request', path: '/sign', screens: ['a'] }),
  fact({ kind: 'text', value: '签到', position: 'label', screens: ['b'] }),
];

function moduleOf(source: string): string {
  return `${rulesFolder({ 'rule.mjs': source })}/rule.mjs`;
}

/** The item of a rule whose `match` has this body. */
function run(body: string, budgetMs?: number): Item {
  const file = moduleOf(`export const rule = { id: '20-x', ${FRAME}, ${body} };`);
  return checkFacts(factsFile(FACTS), [loadCodeRules(file, budgetMs)]).items[0]!;
}

/** With what a code rule does not load. */
function refusal(source: string, budgetMs?: number): string {
  const file = moduleOf(source);
  try {
    loadCodeRules(file, budgetMs);
    return 'loaded';
  } catch (error) {
    return (error as Error).message.replaceAll(file, 'rule.mjs');
  }
}

/**
 * A budget that only a rule without an end goes over: several times what this machine needs, as busy as it is now, for one that
 * ends. All others have the time that rules have in earnest.
 */
function budgetForEndless(): number {
  const from = performance.now();
  run('match: () => ({})');
  return Math.ceil(500 + 3 * (performance.now() - from));
}

describe('a code rule', () => {
  it('finds the evidence, and the engine says what it is worth', () => {
    const item = run("match: ({ facts, screen }) => ({ feature: screen ? facts.filter(({ kind }) => kind !== 'screen') : [] })");
    expect(item).toMatchObject({ rule: '20-x', verdict: 'found' });
    expect(item.contexts.map(({ screen, verdict, evidence }) => [screen, verdict, evidence.map(({ what }) => what)])).toEqual([
      ['a', 'found', ['/sign（wx.request）']],
      // Words alone do not prove, whatever the rule says.
      ['b', 'suspected', ['“签到”']],
    ]);
  });

  it('may take its time, and sees the whole package', () => {
    const item = run('async match({ facts, package: all }) { await null; return all.length === 4 ? { feature: facts } : {}; }');
    expect(item.contexts.map(({ screen }) => screen)).toEqual(['a', 'b']);
  });

  it.each([
    ['throws', "match() { throw new TypeError('坏了'); }", '坏了'],
    ['never answers', 'match: () => new Promise(() => {})', '规则没有答复就结束了'],
    ['ends the thread', 'match() { process.exit(0); }', '规则没有答复就结束了'],
    ['throws later', "match: () => new Promise(() => setTimeout(() => { throw new Error('晚了'); }))", '晚了'],
    ['answers nothing', 'match() {}', 'match 应返回“要件: 事实的列表”'],
    ['answers with an element it has not', 'match: () => ({ other: [] })', 'match 返回了没有声明的要件“other”'],
    ['answers with no list', "match: () => ({ feature: 'yes' })", 'match 给要件“feature”的不是所给事实的列表'],
    [
      'makes facts up',
      "match: () => ({ feature: [{ kind: 'text', value: '签到' }] })",
      'match 给要件“feature”的不是所给事实的列表',
    ],
    [
      'changes facts',
      "match({ facts }) { for (const fact of facts) fact.owner = 'unknown'; return {}; }",
      'Cannot assign to read only property',
    ],
  ])('that %s leaves its item undetermined', (_, body, reason) => {
    const { verdict, reason: said } = run(body);
    expect({ verdict, said }).toEqual({ verdict: 'undetermined', said: expect.stringContaining(`规则执行出错：${reason}`) });
  });

  it('that never ends is stopped: its item is undetermined, or it is not loaded', { timeout: 60_000 }, () => {
    const budget = budgetForEndless();
    const late = `超过 ${budget / 1000} 秒没有答复`;
    const { verdict, reason } = run('match() { for (;;); }', budget);
    expect({ verdict, reason }).toEqual({ verdict: 'undetermined', reason: expect.stringContaining(`规则执行出错：${late}`) });
    expect(refusal('for (;;);', budget)).toBe(`rule.mjs：代码规则没有加载成：${late}`);
  });

  it.each([
    ['is no module', 'export const', 'rule.mjs：代码规则没有加载成：Unexpected end of input'],
    ['exports no rule', 'export const x = 1;', 'rule.mjs：没有导出规则；用 export const rule = defineRule({ … })'],
    [
      'does not fit',
      `export const rule = { id: '20-x', ${FRAME.replace('feature: {', 'feature: { text: 1,').replace("needs: ['texts'], ", '')}, match() {} };`,
      'rule.mjs：20-x.needs：缺少这个键',
    ],
  ])('that %s is not loaded', (_, source, message) => expect(refusal(source)).toBe(message));

  it('takes no id that is taken', () => {
    const file = moduleOf(`export const rule = { id: '14-2-check-in', ${FRAME}, match: () => ({}) };`);
    const folder = rulesFolder(packFiles());
    expect(() => loadPacks(folder, { loaded: [loadCodeRules(file)] })).toThrow(
      `${file}：规则 14-2-check-in 出现两次，另一个在 ${folder}/p/14-2-check-in；请换一个 id`,
    );
  });
});

it('a rule of data that looks at too much leaves its item undetermined', () => {
  const parts = Array.from({ length: 3000 }, (_, i) => `{ text: { maxLength: ${i + 100}, owner: any, linked: true } }`);
  const rule = `id: 14-2-check-in\nclause: 条\nkind: prohibition\ntitle: 试\nlexicon: words\nelements:\n  feature: { title: 功能, any: [${parts.join(', ')}] }\nverdict: { suspected: feature }\nneeds: [code]\nadvice: 无\n`;
  const facts = Array.from({ length: 20_000 }, (_, i) => fact({ kind: 'text', value: '查询', position: 'label' }, i + 1));
  const { items } = checkFacts(factsFile([screen('a'), ...facts]), onePack(rule));
  expect(items[0]).toMatchObject({
    verdict: 'undetermined',
    reason: '规则执行出错：要看的事实太多，超过一条规则的上限。请告知规则的作者。',
  });
});

import { describe, expect, it } from 'vitest';
import { checkFacts } from '../../src/check/index.js';
import { check, fact, factsFile, onePack, RULE, screen } from './support.js';

const title = fact({ kind: 'text', value: '签到', position: 'page-title' }, 3);
const request = fact({ kind: 'request', method: 'POST', path: '/api/sign/add', linked: true }, 7);

describe('an item', () => {
  it('shows where an element is that only screens without a verdict have', () => {
    const rule = RULE.replace('  audience:', '  named: { title: 名目, text: { pattern: 网格员 } }\n  audience:');
    const named = { ...fact({ kind: 'text', value: '网格员', position: 'label' }, 1), screens: ['b'] };
    const facts = [screen('a', { title: '签到' }), screen('b'), title, request, named];
    const { contexts, elements, reason } = check(facts, onePack(rule));
    expect(elements.find(({ id }) => id === 'named')?.status).toBe('evidenced');
    expect(
      contexts.map(({ screen: id, verdict, evidence }) => [id, verdict, evidence.some(({ element }) => element === 'named')]),
    ).toEqual([
      ['a', 'found', false],
      ['b', 'not-found', true],
    ]);
    expect(reason).not.toContain('另有');
    expect(check(facts).contexts.map(({ screen: id }) => id)).toEqual(['a']);
  });

  it('tells verdict, elements, contexts and evidence', () => {
    expect(check([screen('a', { title: '签到' }), title, request])).toEqual({
      rule: '14-2-check-in',
      clause: '第十四条第（二）项',
      title: '打卡签到',
      kind: 'prohibition',
      verdict: 'found',
      reason: '页面 a（签到）中，“功能”“记录”均有证据。',
      elements: [
        { id: 'feature', title: '功能', status: 'evidenced' },
        { id: 'recorded', title: '记录', status: 'evidenced' },
        { id: 'audience', title: '对象', status: 'review' },
      ],
      contexts: [
        {
          screen: 'a',
          title: '签到',
          reachable: 'yes',
          verdict: 'found',
          elements: [
            { id: 'feature', title: '功能', status: 'evidenced' },
            { id: 'recorded', title: '记录', status: 'evidenced' },
            { id: 'audience', title: '对象', status: 'review' },
          ],
          evidence: [
            {
              element: 'feature',
              kind: 'text',
              tier: 'T2',
              at: { path: 'a.js', line: 3 },
              what: '“签到”',
              name: '签到',
              position: 'page-title',
              owner: 'own',
            },
            {
              element: 'recorded',
              kind: 'request',
              tier: 'T4',
              at: { path: 'a.js', line: 7 },
              what: 'POST /api/sign/add（wx.request）',
              name: 'POST /api/sign/add',
              owner: 'own',
              linked: true,
            },
          ],
          fingerprint: expect.stringMatching(/^[0-9a-f]{12}-[0-9a-f]{12}$/),
        },
      ],
      advice: '取消',
      questions: ['是否必须签到？'],
    });
  });

  it('adds evidence up inside one screen, not over the package', () => {
    const elsewhere = { ...request, screens: ['b'] };
    expect(check([screen('a'), screen('b'), title, elsewhere]).verdict).toBe('suspected');
  });

  it('takes the verdict of the strongest screen and puts it first', () => {
    const facts = [screen('a'), screen('b'), { ...title, screens: ['a', 'b'] }, { ...request, screens: ['b'] }];
    const item = check(facts);
    expect(item.verdict).toBe('found');
    expect(item.contexts.map((context) => [context.screen, context.verdict])).toEqual([
      ['b', 'found'],
      ['a', 'suspected'],
    ]);
  });
});

it('of screens with the same verdict, the one that is named for the matter comes first', () => {
  const label = fact({ kind: 'text', value: '签到', position: 'label', screens: ['a'] }, 5);
  const facts = [screen('a'), screen('b'), label, { ...title, screens: ['b'] }, { ...request, screens: ['a', 'b'] }];
  expect(check(facts).contexts.map(({ screen: id, verdict }) => `${id} ${verdict}`)).toEqual(['b found', 'a found']);
});

describe('what does not count', () => {
  it('words alone are never 发现', () => {
    const words = onePack(RULE.replace('found: feature and recorded', 'found: feature'));
    expect(check([screen('a'), title], words).verdict).toBe('suspected');
  });

  it('a core word inside a longer negative word', () => {
    const item = check([screen('a'), fact({ kind: 'text', value: '签到领券', position: 'button' })]);
    expect(item).toMatchObject({ verdict: 'not-found', contexts: [] });
  });

  it('third-party facts, unless the rule asks for them', () => {
    const facts = [screen('a'), { ...title, owner: 'third-party' as const }, { ...request, owner: 'third-party' as const }];
    expect(check(facts)).toMatchObject({ verdict: 'not-found', contexts: [] });
    const any = onePack(RULE.replace('text: { words: core }', 'text: { words: core, owner: any }'));
    expect(check(facts, any).verdict).toBe('suspected');
  });

  it('texts of an article, and long ones', () => {
    const article = fact({ kind: 'text', value: '签到', position: 'article' });
    const long = fact({ kind: 'text', value: `${'会议要求，各级党组织要加强管理，'.repeat(3)}落实签到`, position: 'label' });
    expect(check([screen('a'), article, long]).verdict).toBe('not-found');
  });

  it('bound parts when a text is measured', () => {
    const bound = fact({ kind: 'text', value: '签到{item.someVeryLongBindingExpressionWithManyParts + 1}', position: 'label' });
    expect(check([screen('a'), bound]).verdict).toBe('suspected');
  });

  it('a page that is not registered: it is asked about only', () => {
    const item = check([screen('a', { registered: false, reachable: 'no', from: [] }), title, request]);
    expect(item.verdict).toBe('not-found');
    expect(item.contexts).toEqual([]);
    expect(item.questions).toEqual(['未登记的页面 a 中留有相关代码，是否已停用？已停用的功能应删除页面、接口和资源后重新打包。']);
  });

  it('a screen without a way in is 发现疑似 at most, and asked about', () => {
    const item = check([screen('a', { reachable: 'no', from: [] }), title, request]);
    expect(item.verdict).toBe('suspected');
    expect(item.questions.at(-1)).toBe('页面 a 未见入口，是否已下线？已停用的功能应删除后重新打包。');
  });

  it('facts outside all screens prove nothing, and count as the rule says', () => {
    const loose = [screen('b'), { ...title, screens: [] }, { ...request, screens: [] }];
    expect(check(loose)).toMatchObject({ verdict: 'suspected', contexts: [{ screen: 'package', reachable: 'unknown' }] });
    const clue = onePack(RULE.replace('needs:', 'outsideScreens: clue\nneeds:'));
    expect(check(loose, clue).verdict).toBe('not-found');
  });

  it('evidence of an element only a person can judge', () => {
    const item = check([screen('a'), fact({ kind: 'text', value: '网格员', position: 'label' })]);
    expect(item).toMatchObject({ verdict: 'not-found', contexts: [] });
    expect(item.elements[2]!.status).toBe('evidenced');
  });
});

describe('the document', () => {
  const facts = [
    screen('a'),
    screen('b'),
    ...Array.from({ length: 30 }, (_, i) =>
      fact({ kind: 'text', value: `签到 ${i}`, position: 'button', screens: ['a', 'b'] }, i % 7),
    ),
    request,
    fact({ kind: 'limit', reason: 'parse-failed', hides: ['code'], detail: 'x', share: 0.01, screens: [] }),
    fact({ kind: 'tamper', trick: 'duplicate-name', detail: 'y', screens: [] }),
    fact({ kind: 'sdk', name: 'm', category: 'map', called: false, screens: [] }),
    fact({ kind: 'sdk', name: 'm', category: 'map', called: true, screens: [] }),
  ];
  const packs = (): ReturnType<typeof onePack> => onePack();

  it('does not depend on the order of the facts', () => {
    const rules = packs();
    const first = checkFacts(factsFile(facts), rules);
    for (let turn = 1; turn < facts.length; turn += 5)
      expect(checkFacts(factsFile([...facts.slice(turn), ...facts.slice(0, turn)].reverse()), rules)).toEqual(first);
  });

  it('keeps the twelve strongest pieces of evidence of an element', () => {
    const [context] = checkFacts(factsFile(facts), packs()).items[0]!.contexts;
    expect(context!.evidence.filter((evidence) => evidence.element === 'feature')).toHaveLength(12);
  });

  it('has an item for a rule that fails on its own account', () => {
    const [pack] = packs();
    const rule = pack!.rules[0]!;
    const ofText = (): never => {
      throw new Error('坏了');
    };
    const broken = { ...pack!, rules: [{ ...rule, vocabulary: { ...rule.vocabulary, ofText } }] };
    const items = checkFacts(factsFile(facts), [broken, ...packs()]).items;
    expect(items.map((item) => [item.verdict, item.reason.split('。')[0]])).toEqual([
      ['undetermined', '规则执行出错：坏了'],
      ['found', expect.any(String)],
    ]);
  });

  it('shows messages that several screens may give last', () => {
    const expired = fact({ kind: 'text', value: '登录已过期', position: 'dialog', screens: ['a', 'b'] }, 1);
    const button = fact({ kind: 'text', value: '提交', position: 'button' }, 9);
    const [context] = check([screen('a'), screen('b'), title, request, expired, button]).contexts;
    expect(context!.shows!.map(({ text }) => text)).toEqual(['提交', '登录已过期']);
  });

  it('shows what stands on a screen with a finding, in order, what is evidence marked', () => {
    const button = fact({ kind: 'text', value: '提交', position: 'button', screens: ['a'] }, 9);
    const [context] = check([screen('a'), title, request, button]).contexts;
    expect(context!.shows).toEqual(expect.arrayContaining([{ position: 'button', text: '提交' }]));
    const marked = check([screen('a'), { ...title, position: 'button' } as typeof title, request, button]).contexts[0]!.shows;
    expect(marked?.map(({ text, marked }) => [text, marked ?? false])).toEqual([
      [(title as { value: string }).value, true],
      ['提交', false],
    ]);
  });

  it('keeps a fingerprint when lines move, changes it when the evidence changes', () => {
    const print = (...all: typeof facts): string => check(all).contexts[0]!.fingerprint;
    const before = print(screen('a'), title, request);
    expect(print(screen('a'), { ...title, at: { path: 'other.js', line: 90 } }, request)).toBe(before);
    expect(print(screen('a'), title)).not.toBe(before);
  });
});

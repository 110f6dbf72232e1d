import { describe, expect, it } from 'vitest';
import { lintPacks } from '../../src/check/index.js';
import { mistakeInFact } from '../../src/cli/facts-file.js';
import { EXAMPLES, packFiles, RULE, rulesFolder } from './support.js';

/** What lint says of a pack, one line each, without the temporary folder. */
function lint(replaced: Record<string, string> = {}): string[] {
  const folder = rulesFolder(packFiles(replaced));
  const { mistakes } = lintPacks(folder, { mistakeInFact });
  return mistakes.map(({ file, key, message }) =>
    [file.replace(`${folder}/p/`, ''), key, message]
      .filter(Boolean)
      .join('：')
      .replace(/可用：[^；]*/g, '可用：…'),
  );
}
const rule = (from: string, to: string): Record<string, string> => ({
  'p/14-2-check-in/rule.yaml': RULE.replace(from, to),
});
const VERDICT = 'verdict: { found: feature and recorded, suspected: feature }';
const AT = '14-2-check-in/rule.yaml';

/** A second rule with a lexicon of its own, in which 签到 is a negative word. */
const SECOND = {
  'lexicon/other.yaml': 'core: [打卡]\nendpoints: [punch]\nnegative: [签到]\n',
  'p/14-2-other/rule.yaml': RULE.replace('id: 14-2-check-in', 'id: 14-2-other').replace('lexicon: words', 'lexicon: other'),
  'p/14-2-other/examples.yaml': EXAMPLES.replace('签到', '打卡'),
  'p/14-2-other/README.md': '# 另\n',
};

describe('lintPacks', () => {
  it('has nothing to say of a pack that is in order', () => expect(lint()).toEqual([]));

  it('has nothing to say of the built-in packs', () => {
    expect(lintPacks('rules', { mistakeInFact }).mistakes).toEqual([]);
  });

  it.each([
    [
      'a verdict a stronger one always comes before',
      rule(VERDICT, 'verdict: { found: feature, suspected: feature and recorded }'),
      [`${AT}：verdict.suspected：永远得不出：凡它成立时，更强的结论也成立；请改式子，或删去这一行`],
    ],
    [
      'a verdict that contradicts itself',
      rule(VERDICT, 'verdict: { found: feature and recorded and not feature, suspected: feature }'),
      [`${AT}：verdict.found：永远得不出：任何要件的组合都不能使它成立；请改式子，或删去这一行`],
    ],
    [
      'a verdict ruled out by what elements say of each other',
      {
        'p/14-2-check-in/rule.yaml': RULE.replace(
          'request: { words: endpoints }',
          'request: { words: endpoints }, not: { element: feature }',
        ).replace(VERDICT, 'verdict: { found: feature and recorded, suspected: feature or recorded }'),
      },
      [`${AT}：verdict.found：永远得不出：任何要件的组合都不能使它成立；请改式子，或删去这一行`],
    ],
    [
      'a verdict that needs no evidence',
      rule(VERDICT, 'verdict: { found: feature and recorded, suspected: not recorded }'),
      [`${AT}：verdict.suspected：没有任何要件有证据时也成立；请写上至少一个须有证据的要件`],
    ],
    [
      'an element no verdict uses',
      rule(VERDICT, 'verdict: { suspected: feature }'),
      [
        `${AT}：elements.recorded：没有结论用到它；写进 verdict，或标上 review: true（供人工复核）、clue: true（只作线索列出），或删去`,
      ],
    ],
    [
      'a word in the negative list of another rule',
      SECOND,
      [
        `${AT}：elements（words/core）：“签到”在另一条规则的否定词 other/negative（14-2-other）中；从 words/core 或对方的否定词中删去，或在 rule.yaml 的 disputed 写明“签到: 理由”`,
      ],
    ],
    ['such a word with a reason', { ...SECOND, ...rule('advice: 取消', 'disputed: { 签到: 两边都对 }\nadvice: 取消') }, []],
    [
      'a reason for a word nobody disputes',
      rule('advice: 取消', 'disputed: { 签到: 两边都对 }\nadvice: 取消'),
      [`${AT}：disputed.签到：不在任何其他规则的否定词中，请删去`],
    ],
    [
      'facts no package can have',
      {
        'p/14-2-check-in/examples.yaml': `${EXAMPLES}
- { name: 类, facts: [{ kind: txt, value: 签到 }], expect: { verdict: not-found } }
- { name: 类, facts: [{ kind: text, value: 签到, position: header }], expect: { verdict: not-found } }
- { name: 家族, facts: [{ kind: api, name: wx.x, family: gps, hint: 1 }], expect: { verdict: not-found } }
`,
      },
      [
        '14-2-check-in/examples.yaml：[2]“类”.facts[0]：kind：不认识“txt”，可用：…',
        '14-2-check-in/examples.yaml：[3]“类”：示例重名，请改一个',
        '14-2-check-in/examples.yaml：[3]“类”.facts[0]：position：不认识“header”，可用：…',
        '14-2-check-in/examples.yaml：[4]“家族”.facts[0]：hint：不认识的键；family：不认识“gps”，可用：…',
      ],
    ],
    [
      'an empty page',
      { 'p/14-2-check-in/README.md': '\n' },
      ['14-2-check-in/README.md：说明是空的；写明查什么、依据、判定、局限、整改'],
    ],
    [
      'what was left to be filled in',
      { ...rule('advice: 取消', 'advice: 待填'), 'p/14-2-check-in/README.md': '# 打卡\n\n待填\n' },
      ['14-2-check-in/README.md：还写着“待填”，请填写', `${AT}：advice：还写着“待填”，请填写`],
    ],
    [
      'what keeps a rule from loading',
      rule('text: { words: core }', 'txt: { words: core }'),
      [`${AT}：elements.feature：不认识的键“txt”，可用：…`, 'pack.yaml：包里没有可用的规则；用 jianfu rules new 写一条'],
    ],
  ])('finds %s', (_, replaced, lines) => expect(lint(replaced)).toEqual(lines));

  it('looks at one rule where it is asked to', () => {
    const folder = rulesFolder(packFiles({ ...SECOND, 'p/14-2-other/README.md': '' }));
    expect(lintPacks(folder, { mistakeInFact, only: new Set(['14-2-other']) })).toEqual({
      rules: 1,
      mistakes: [{ file: `${folder}/p/14-2-other/README.md`, message: expect.stringContaining('说明是空的') }],
    });
  });
});

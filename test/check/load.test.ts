import { describe, expect, it } from 'vitest';
import { compileRules, explainRule, loadPacks, testRules } from '../../src/check/index.js';
import { EXAMPLES, packFiles, RULE, rulesFolder } from './support.js';

/** The message with which a pack does not load, without the temporary folder. */
function refusal(replaced: Record<string, string>): string {
  const folder = rulesFolder(packFiles(replaced));
  try {
    loadPacks(folder);
  } catch (error) {
    // Lists of keys grow.
    return (error as Error).message.replace(`${folder}/`, '').replace(/(不认识的键.*可用：).*$/, '$1…');
  }
  return 'loaded';
}
const rule = (from: string, to: string): Record<string, string> => ({ 'p/14-2-check-in/rule.yaml': RULE.replace(from, to) });

/** A second pack with a rule of its own. */
function otherPack(replaced: Record<string, string> = {}): Record<string, string> {
  return {
    'lexicon/words.yaml': 'core: [打卡]\nendpoints: [punch]\n',
    'q/pack.yaml': 'id: other\nversion: 2\ntitle: 另\nengine: 1\n',
    'q/14-2-other/rule.yaml': RULE.replace('id: 14-2-check-in', 'id: 14-2-other'),
    'q/14-2-other/examples.yaml': EXAMPLES.replace('签到', '打卡'),
    'q/14-2-other/README.md': '# 另\n',
    ...replaced,
  };
}

describe('loadPacks', () => {
  it('gives packs with their rules in the order of the articles', () => {
    const files = packFiles();
    const second = RULE.replace('id: 14-2-check-in', 'id: 5-1-host');
    const folder = rulesFolder({
      ...files,
      'p/5-1-host/rule.yaml': second,
      'p/5-1-host/examples.yaml': EXAMPLES,
      'p/5-1-host/README.md': '',
    });
    const [pack] = loadPacks(folder);
    expect(pack).toMatchObject({ id: 'test', version: '1.0.0', digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(pack!.rules.map(({ id }) => id)).toEqual(['5-1-host', '14-2-check-in']);
  });

  it('takes several folders, but no pack twice', () => {
    const folder = rulesFolder(packFiles());
    const other = rulesFolder(otherPack());
    expect(loadPacks([folder, other]).map(({ id }) => id)).toEqual(['other', 'test']);
    expect(() => loadPacks([folder, folder])).toThrow(`${folder}/p：规则包 test 出现两次，另一个在 ${folder}/p；请换一个 id`);
  });

  it('a further pack may use the words of the first, and have its own beside them', () => {
    const folder = rulesFolder(packFiles());
    const { 'lexicon/words.yaml': words, ...rest } = otherPack();
    const shared = rulesFolder({ ...rest, 'q/14-2-other/examples.yaml': EXAMPLES });
    expect(loadPacks(folder, { packs: [shared] }).map(({ id }) => id)).toEqual(['other', 'test']);
    const own = rulesFolder({
      ...rest,
      'lexicon/punch.yaml': words!,
      'q/14-2-other/rule.yaml': RULE.replace('id: 14-2-check-in', 'id: 14-2-other').replace(
        'words: core',
        'words: [core, punch/core]',
      ),
    });
    const [other] = loadPacks(folder, { packs: [own] });
    expect(other!.rules[0]!.vocabulary.ofText('签到、打卡')).toEqual(new Set(['words/core', 'punch/core']));
  });

  it('a folder with a pack.yaml is one pack, its lexicons inside', () => {
    const files = Object.entries(otherPack()).map(([name, text]) => [name.replace('q/', ''), text]);
    expect(loadPacks(rulesFolder(Object.fromEntries(files)))).toMatchObject([{ id: 'other', rules: [{ id: '14-2-other' }] }]);
  });

  it('no pack takes the id of another rule or the name of another lexicon', () => {
    const folder = rulesFolder(packFiles());
    const taken = rulesFolder(packFiles({ 'p/pack.yaml': 'id: other\nversion: 2\ntitle: 另\nengine: 1\n' }));
    expect(() => loadPacks([folder, taken])).toThrow(
      `${taken}/p/14-2-check-in：规则 14-2-check-in 出现两次，另一个在 ${folder}/p/14-2-check-in；请换一个 id`,
    );
    expect(() => loadPacks(folder, { packs: [taken] })).toThrow(
      `${taken}/lexicon/words.yaml：词表 words 已有，在 ${folder}/lexicon；请换一个文件名`,
    );
  });

  it('says everything that is wrong with a rule, and goes on with the others where it is asked to', () => {
    const rule = RULE.replace('{ words: core }', '{ wrds: core }').replace('suspected: feature', 'suspected: featur');
    const folder = rulesFolder({
      ...packFiles({ 'p/14-2-check-in/rule.yaml': rule }),
      ...otherPack({ 'lexicon/words.yaml': packFiles()['lexicon/words.yaml']! }),
      'q/14-2-other/examples.yaml': EXAMPLES,
    });
    const mistakes: unknown[] = [];
    const packs = loadPacks(folder, { onMistakes: (some) => mistakes.push(...some) });
    expect(packs.map(({ id, rules }) => [id, rules.length])).toEqual([
      ['other', 1],
      ['test', 0],
    ]);
    const file = `${folder}/p/14-2-check-in/rule.yaml`;
    expect(mistakes).toEqual([
      { file, key: 'elements.feature.text.wrds', message: expect.stringContaining('不认识的键') },
      { file, key: 'verdict.suspected', message: expect.stringContaining('不是本规则的要件') },
    ]);
  });

  it.each([
    [
      'no positive example',
      { 'p/14-2-check-in/examples.yaml': EXAMPLES.split('\n').toSpliced(1, 1).join('\n') },
      'p/14-2-check-in/examples.yaml：规则 14-2-check-in 没有应当命中的示例，请补一个 expect 为 found 的',
    ],
    [
      'no negative example',
      { 'p/14-2-check-in/examples.yaml': EXAMPLES.split('\n').toSpliced(2, 1).join('\n') },
      'p/14-2-check-in/examples.yaml：规则 14-2-check-in 没有不应命中的示例，请补一个 expect 为 not-found 的',
    ],
    ['a missing key', rule('advice: 取消\n', ''), 'p/14-2-check-in/rule.yaml：advice：缺少这个键'],
    [
      'another id than the folder',
      rule('id: 14-2-check-in', 'id: x'),
      'p/14-2-check-in/rule.yaml：id：“x”与文件夹名“14-2-check-in”不同，请改成一样的',
    ],
    ['a key nobody knows', rule('advice:', 'advise: 1\nadvice:'), 'p/14-2-check-in/rule.yaml：advise：不认识的键，可用：…'],
    [
      'a matcher nobody knows',
      rule('text: { words: core }', 'txt: { words: core }'),
      'p/14-2-check-in/rule.yaml：elements.feature：不认识的键“txt”，可用：…',
    ],
    [
      'a key of a matcher nobody knows',
      rule('{ words: core }', '{ word: core }'),
      'p/14-2-check-in/rule.yaml：elements.feature.text.word：不认识的键，可用：…',
    ],
    [
      'a role no lexicon has',
      rule('{ words: core }', '{ words: [core, force/strong] }'),
      'p/14-2-check-in/rule.yaml：elements.feature.text.words：不认识“force/strong”，词表中没有这个角色',
    ],
    [
      'a position that is none',
      rule('{ words: core }', '{ position: header }'),
      'p/14-2-check-in/rule.yaml：elements.feature.text.position：不认识“header”，可用：page-title、tab、menu、button、toast、dialog、app-name、label、placeholder、list、option、code、unknown、article、data、ui、strong-ui、any',
    ],
    [
      'an element without a condition',
      rule(', text: { words: core }', ''),
      'p/14-2-check-in/rule.yaml：elements.feature：没有条件',
    ],
    [
      'an element named later',
      rule('text: { words: core }', 'element: recorded'),
      'p/14-2-check-in/rule.yaml：elements.feature.element：“recorded”不是写在前面的要件',
    ],
    [
      'a verdict of another kind',
      rule('suspected: feature', 'present: feature'),
      'p/14-2-check-in/rule.yaml：verdict.present：不是 prohibition 的结论，可用：found、suspected、not-found',
    ],
    [
      'a verdict over an unknown element',
      rule('suspected: feature', 'suspected: featur'),
      'p/14-2-check-in/rule.yaml：verdict.suspected：“featur”中的“featur”不是本规则的要件',
    ],
    [
      'a pattern that may never end',
      rule('pattern: 网格员', "pattern: '(a{1,9}){1,9}b'"),
      'p/14-2-check-in/rule.yaml：elements.audience.text.pattern：“(a{1,9}){1,9}”括号里外都有次数，请只留一处',
    ],
    [
      'a pattern without a bound',
      rule('pattern: 网格员', 'pattern: a.*b'),
      'p/14-2-check-in/rule.yaml：elements.audience.text.pattern：“.*”的次数没有上限，请写成 {0,8} 这样',
    ],
    [
      'a pattern with look-around',
      rule('pattern: 网格员', "pattern: '(?=a)'"),
      'p/14-2-check-in/rule.yaml：elements.audience.text.pattern：“(?=a”是环视或命名组，不得使用；分组写成 (?:…)',
    ],
    ['another engine', { 'p/pack.yaml': 'id: t\nversion: 1\ntitle: x\nengine: 2\n' }, 'p/pack.yaml：engine：为 2，本程序支持 1'],
    ['a lexicon that is no list', { 'lexicon/words.yaml': 'core: 签到\n' }, 'lexicon/words.yaml：core：应是词的列表'],
    ['no page', { 'p/14-2-check-in/README.md/x': '' }, 'p/14-2-check-in/README.md：读不到文件'],
  ])('refuses %s', (_, replaced, message) => {
    const files: Record<string, string> = replaced;
    if ('p/14-2-check-in/README.md/x' in files) {
      const { 'p/14-2-check-in/README.md': __, ...rest } = packFiles();
      const folder = rulesFolder(rest);
      expect(() => loadPacks(folder)).toThrow(message);
    } else expect(refusal(files)).toBe(message);
  });

  it('refuses YAML that does not parse, naming the file', () => {
    expect(refusal({ 'lexicon/words.yaml': 'core: [签到' })).toMatch(/^lexicon\/words\.yaml：/);
  });

  it('gives the same packs from compiled rules, and parses what has changed since', () => {
    const folder = rulesFolder(packFiles());
    const compiled = JSON.parse(JSON.stringify(compileRules(folder)));
    const plain = loadPacks(folder)[0]!;
    const quick = loadPacks(folder, { compiled })[0]!;
    expect(quick.digest).toBe(plain.digest);
    expect(quick.rules[0]!.elements).toEqual(plain.rules[0]!.elements);
    const changed = rulesFolder(packFiles(rule('advice: 取消', 'advice: 改')));
    expect(loadPacks(changed, { compiled })[0]!.rules[0]!.advice).toBe('改');
  });
});

it('explainRule tells a rule by its page and elements', () => {
  const [pack] = loadPacks(rulesFolder(packFiles()));
  expect(explainRule(pack!, '14-2-check-in')).toMatchObject({
    pack: 'test 1.0.0',
    clause: '第十四条第（二）项',
    page: '# 打卡签到\n',
    elements: [
      { id: 'feature', title: '功能' },
      { id: 'recorded', title: '记录' },
      { id: 'audience', title: '对象' },
    ],
    examples: ['是', '否'],
  });
  expect(explainRule(pack!, 'x')).toBeUndefined();
});

it('testRules says what came out where an example fails, and survives one that cannot be run', () => {
  const examples = `${EXAMPLES}
- { name: 错, facts: [{ kind: text, value: 查询 }], expect: { verdict: found, elements: [feature] } }
- { name: 坏, project: { a.js: '' }, expect: { verdict: found } }
`;
  const packs = loadPacks(rulesFolder(packFiles({ 'p/14-2-check-in/examples.yaml': examples })));
  const results = testRules(packs, () => {
    throw new Error('没有');
  });
  expect(results.map(({ example, passed, detail }) => [example, passed, detail])).toEqual([
    ['是', true, 'suspected'],
    ['否', true, 'not-found'],
    ['错', false, '结论应为 found，得到 not-found；要件 feature 应有证据'],
    ['坏', false, '出错：没有'],
  ]);
});

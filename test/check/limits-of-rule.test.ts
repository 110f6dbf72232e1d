import { describe, expect, it } from 'vitest';
import { checkFacts, type Declaration } from '../../src/check/index.js';
import { check, EXAMPLES, fact, factsFile, onePack, RULE, screen } from './support.js';

const shown = fact({ kind: 'text', value: '签到', position: 'page-title' });
const request = fact({ kind: 'request', path: '/sign', method: 'POST', linked: true });
const rule = (lines: string, base = RULE): string => base.replace('needs:', `${lines}\nneeds:`);
const declared = (filing: Declaration['filing']): Declaration => ({
  schemaVersion: 1,
  app: { name: '某某通' },
  units: { host: '某某县行政审批局' },
  filing,
  audience: 'internal',
  build: { kind: 'release' },
});

describe('a ceiling', () => {
  const low = RULE.replace('found: feature and recorded, ', '');

  it('is said with what no file can show', () => {
    const item = check([screen('a'), shown, request], onePack(rule('ceiling: suspected\nunseen: 是否必要不在安装包中。', low)));
    expect(item).toMatchObject({
      verdict: 'suspected',
      reason:
        '页面 a 中，“功能”“记录”有证据；其余要件无法由安装包证明，须由单位说明并人工复核。本项由程序判定以“发现疑似”为限：是否必要不在安装包中。',
    });
  });

  it('holds whatever a rule that was put together elsewhere says', () => {
    const [pack] = onePack(RULE);
    const capped = [{ ...pack!, rules: pack!.rules.map((one) => ({ ...one, ceiling: 'suspected' as const })) }];
    expect(check([screen('a'), shown, request], onePack(RULE)).verdict).toBe('found');
    expect(check([screen('a'), shown, request], capped).verdict).toBe('suspected');
  });

  it.each([
    ['ceiling: suspected\nunseen: 无', RULE, 'verdict.found 高于 ceiling“suspected”，永远不会得出'],
    ['ceiling: suspected', low, '有 ceiling 的规则须在 unseen 中说明安装包里看不到什么'],
    ['ceiling: present\nunseen: 无', low, 'ceiling“present”不是 prohibition 的结论'],
    ['ceiling: not-found\nunseen: 无', low, 'ceiling“not-found”不是 prohibition 的结论'],
    ['scope: package', RULE, 'scope: package 只用于提示项'],
    ['scope: app', RULE, 'scope 应是 screens 或 package'],
    ['notApplicable: [{ declared: units.name, is: [a], reason: 无 }]', RULE, 'notApplicable 中 declared 应是'],
    ['notApplicable: [{ declared: audience, reason: 无 }]', RULE, 'notApplicable 须写 is 与 reason'],
  ])('%s is refused', (lines, base, message) => expect(() => onePack(rule(lines, base))).toThrow(message));
});

describe('a declared exception', () => {
  const pack = () => onePack(rule('notApplicable: [{ declared: filing.type, is: [first], reason: 首次备案尚无编号 }]'));
  const item = (facts: ReturnType<typeof fact>[], type?: Declaration['filing']['type']) =>
    checkFacts(factsFile(facts), pack(), type ? { declaration: declared({ type }) } : {}).items[0]!;

  it('puts the item out of scope where nothing was found', () => {
    expect(item([screen('a')], 'first')).toMatchObject({
      verdict: 'not-applicable',
      reason: '首次备案尚无编号（据申报文件 filing.type）。',
    });
    expect(item([screen('a')], 'change').verdict).toBe('not-found');
    expect(item([screen('a')]).verdict).toBe('not-found');
  });

  it('takes no finding away', () => expect(item([screen('a'), shown], 'first').verdict).toBe('suspected'));
});

describe('a note on the whole package', () => {
  const note = rule('scope: package')
    .replace('kind: prohibition', 'kind: note')
    .replace(/verdict: .*/, 'verdict: { note: feature and recorded }');
  const examples = EXAMPLES.replace('{ verdict: suspected }', '{ elements: [feature] }').replace('not-found', 'none');
  const apart = [screen('a'), screen('b'), shown, { ...request, screens: ['b'] }];

  it('adds evidence up over screens and is told once', () => {
    const item = check(apart, onePack(note, examples));
    expect(item).toMatchObject({ verdict: 'note', reason: '样品中，“功能”“记录”有相关事实。' });
    expect(item.contexts.map(({ screen: id }) => id)).toEqual(['package']);
  });

  it('says what was not read where it saw nothing', () => {
    const hidden = fact({ kind: 'limit', reason: 'packed', hides: ['code'], detail: '代码已加固。', screens: [] });
    expect(check([screen('a'), hidden], onePack(note, examples))).toMatchObject({
      verdict: 'none',
      reason: '可读的部分中无相关事实；代码已加固。',
      partly: true,
    });
    expect(check([screen('a')], onePack(note, examples)).partly).toBeUndefined();
    expect(check([screen('a')], onePack(note, examples)).reason).toBe('无相关事实。');
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, jianfu, PACKAGES, scanJson } from './command.js';

const CLEAN = join(PACKAGES, 'wechat-clean.wxapkg');
const REDLINE = join(PACKAGES, 'wechat-redline.wxapkg');

/** Files of a pack as a unit may write it, below `root`. */
function unitPack(root: string, id = '20-visits'): Record<string, string> {
  return {
    [`${root}/pack.yaml`]: 'id: unit\nversion: 1.0.0\ntitle: 本单位\nengine: 1\n',
    [`${root}/lexicon/visits.yaml`]: 'core: [学习材料]\n',
    [`${root}/${id}/rule.yaml`]: `id: ${id}\nclause: 内部规定\nkind: note\ntitle: 走访\nlexicon: visits\nelements:\n  feature: { title: 功能, text: { words: [core, check-in/core], position: any } }\nverdict: { note: feature }\nneeds: [texts]\nadvice: 无\n`,
    [`${root}/${id}/examples.yaml`]:
      '- { name: 是, facts: [{ kind: text, value: 学习材料 }], expect: { verdict: note } }\n- { name: 否, facts: [{ kind: text, value: 查询 }], expect: { verdict: none } }\n',
    [`${root}/${id}/README.md`]: '# 走访\n',
  };
}
const CODE = `import { defineRule } from ${JSON.stringify(new URL('../../dist/src/index.js', import.meta.url).href)};
const rule = { clause: '内部规定', kind: 'note', title: '代码', elements: { feature: { title: '功能' } }, verdict: { note: 'feature' }, needs: ['texts'], advice: '无' };
export const longTexts = defineRule({ ...rule, id: '20-long', match: ({ facts }) => ({ feature: facts.filter((fact) => fact.kind === 'text') }) });
export const hanging = defineRule({ ...rule, id: '20-hanging', match() { console.log('不该印出'); for (;;); } });
`;
const verdicts = (args: string[], cwd: string): Record<string, string> =>
  Object.fromEntries(scanJson(args, { cwd }).items.map(({ rule, verdict }) => [rule, verdict]));

describe('packs of others', () => {
  it.each([
    ['a folder', 'mine', 'mine', '.'],
    ['an npm package', 'node_modules/jianfu-pack-x/rules/x', 'jianfu-pack-x', '.'],
    ['a scoped npm package above', 'node_modules/@unit/pack', '@unit/pack', 'deep/er'],
  ])('from %s add rules to the built-in ones', (_, root, name, from) => {
    const cwd = folder({ ...unitPack(root), 'deep/er/.keep': '' });
    const found = verdicts([CLEAN, '--pack', name], join(cwd, from));
    expect(found).toMatchObject({ '20-visits': 'note', '14-2-check-in': 'not-found' });
  });

  it('may be named in the configuration, relative to it', () => {
    const cwd = folder({ ...unitPack('mine'), '.jianfurc.yaml': 'packs: [./mine]\n', 'deep/.keep': '' });
    expect(verdicts([CLEAN], join(cwd, 'deep'))['20-visits']).toBe('note');
    const { tool } = scanJson([CLEAN], { cwd });
    expect(tool.packs.map(({ id }) => id)).toEqual(['unit', 'zw-2026']);
  });

  it('that take the id of a rule are refused, both named', () => {
    const cwd = folder(unitPack('mine', '14-2-check-in'));
    const { code, stderr } = jianfu(['scan', CLEAN, '--pack', 'mine'], { cwd });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^jianfu: (\S+)：规则 14-2-check-in 出现两次，另一个在 \S+；请换一个 id\n$/),
    });
    expect(stderr).toMatch(/mine\/14-2-check-in/);
    expect(stderr).toMatch(/zw-2026\/14-2-check-in/);
  });

  it('that are nowhere are refused', () => {
    expect(jianfu(['rules', 'list', '--pack', 'jianfu-pack-none'])).toMatchObject({
      code: 2,
      stderr: 'jianfu: 找不到规则包 jianfu-pack-none：没有这个文件夹，也没有装这个 npm 包（npm install jianfu-pack-none）。\n',
    });
  });
});

describe('code rules', () => {
  it('run where the configuration names them; one that hangs leaves its item undetermined and exit 3', () => {
    const cwd = folder({ 'rule.mjs': CODE, 'jianfu.config.json': '{"codeRules": ["./rule.mjs"], "codeRuleSeconds": 5}' });
    const { code, stdout, stderr } = jianfu(['scan', CLEAN, '-f', 'json'], { cwd });
    expect(stderr).toBe('jianfu: 使用配置 jianfu.config.json，并运行其中的代码规则 ./rule.mjs\n');
    const items = JSON.parse(stdout).items as { rule: string; verdict: string; reason: string }[];
    expect(
      items.filter(({ rule }) => ['20-hanging', '20-long'].includes(rule)).map(({ rule, verdict }) => [rule, verdict]),
    ).toEqual([
      ['20-hanging', 'undetermined'],
      ['20-long', 'note'],
    ]);
    expect(code).toBe(3);
  });

  it('that came with the sample are not run unless a person names the configuration', () => {
    const cwd = folder({
      'app/app.json': '{"pages":["pages/a/a"]}',
      'app/pages/a/a.wxml': '<view>学习材料</view>',
      'app/pages/a/a.js': 'Page({})',
      'app/rule.mjs': `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify('ran')}, ''); ${CODE}`,
      'app/.jianfurc.json': '{"codeRules": ["./rule.mjs"], "codeRuleSeconds": 5}',
    });
    const { code, stderr } = jianfu(['scan', '.'], { cwd: join(cwd, 'app') });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('没有采用') });
    expect(() => readFileSync(join(cwd, 'app/ran'))).toThrow();
    const named = jianfu(['scan', '.', '--config', '.jianfurc.json', '-f', 'json'], { cwd: join(cwd, 'app') });
    expect(JSON.parse(named.stdout).items.some(({ rule }: { rule: string }) => rule === '20-long')).toBe(true);
  });
});

describe('jianfu rules', () => {
  it('new writes a rule that loads and passes; lint says what to fill in, and nothing once it is', () => {
    const cwd = folder();
    for (const [id, kind] of [
      ['20-visits', 'prohibition'],
      ['20-help', 'duty'],
      ['20-hint', 'note'],
    ] as const)
      expect(jianfu(['rules', 'new', id, '--kind', kind, '-o', 'mine'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(jianfu(['rules', 'test', '20-visits', '20-help', '20-hint', '--pack', 'mine'], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('共 6 个示例，全部通过。\n'),
    });
    const before = jianfu(['rules', 'lint', '20-visits', '--pack', 'mine'], { cwd });
    expect(before.code).toBe(1);
    expect(before.stdout).toContain('mine/20-visits/rule.yaml\n');
    expect(before.stdout).toContain('  clause：还写着“待填”，请填写\n');
    const files = [
      'pack.yaml',
      ...['20-visits', '20-help', '20-hint'].flatMap((id) => [
        `${id}/rule.yaml`,
        `${id}/examples.yaml`,
        `${id}/README.md`,
        `lexicon/${id}.yaml`,
      ]),
    ];
    const filled = folder(
      Object.fromEntries(
        files.map((name) => [`mine/${name}`, readFileSync(join(cwd, 'mine', name), 'utf8').replaceAll('待填', '走访')]),
      ),
    );
    expect(jianfu(['rules', 'lint', '--pack', 'mine'], { cwd: filled })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('没有发现问题'),
    });
    expect(jianfu(['rules', 'test', '20-', '--pack', 'mine'], { cwd: filled }).stderr).toContain('可指多条规则');
    expect(jianfu(['rules', 'test', '20-help', '--pack', 'mine'], { cwd: filled }).code).toBe(0);
  });

  it('new writes over nothing, and into no folder that is something else', () => {
    const cwd = folder({ 'app/app.json': '{}' });
    expect(jianfu(['rules', 'new', 'x-1', '-o', 'app'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('不像规则包'),
    });
    expect(jianfu(['rules', 'new', 'X 1', '-o', 'mine'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('规则号'),
    });
    jianfu(['rules', 'new', 'x-1', '-o', 'mine'], { cwd });
    expect(jianfu(['rules', 'new', 'x-1', '-o', 'mine'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('已经有了'),
    });
  });

  it('explain shows the tree of a finding from a package, from facts, and from a result with or without facts', () => {
    const cwd = folder();
    jianfu(['extract', REDLINE, '-o', 'facts.json'], { cwd });
    jianfu(['scan', REDLINE, '-o', 'json=result.json', '--fail-on', 'never'], { cwd });
    const explain = (...args: string[]): string => jianfu(['rules', 'explain', ...args], { cwd }).stdout;
    const whole = explain(REDLINE, 'check-in');
    expect(whole.split('\n').slice(0, 9)).toEqual([
      '14-2-check-in　打卡签到　第十四条第（二）项',
      'wechat-redline.wxapkg　页面 打卡签到（pages/checkin/checkin）',
      '',
      '结论（自上而下，先成立的为准）',
      '✔ 发现：feature and (forced or recorded)',
      '✔ 发现疑似：feature',
      '',
      '要件',
      '✔ feature　功能',
    ]);
    expect(whole).toMatch(/│ {2}├─ ✔ 界面文字 text｛words: core supporting｝\n/);
    expect(whole).toContain('\n本页结论：发现\n');
    expect(explain('facts.json', 'check-in')).toBe(whole);
    expect(explain('result.json', 'check-in', '--facts', 'facts.json')).toBe(whole);
    const { items } = JSON.parse(readFileSync(join(cwd, 'result.json'), 'utf8'));
    const { fingerprint } = items.find(({ rule }: { rule: string }) => rule === '14-2-check-in').contexts[0];
    expect(explain('result.json', `check-in:${fingerprint}`, '--facts', 'facts.json')).toBe(whole);
    const told = explain('result.json', 'check-in');
    expect(told).toContain('✔ feature　功能\n└─ ✔ 依据 evidence\n');
    expect(told).toContain('--facts');
    const why = jianfu(['rules', 'explain', 'facts.json', 'check-in:pages/index/index', '-f', 'json'], { cwd });
    expect(JSON.parse(why.stdout)).toMatchObject([{ rule: '14-2-check-in', screen: 'pages/index/index' }]);
  });

  it('explain says which screens there are where the one named is not', () => {
    expect(jianfu(['rules', 'explain', CLEAN, 'check-in:nowhere'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/没有页面或指纹“nowhere”。.*页面：pages\//),
    });
  });
});

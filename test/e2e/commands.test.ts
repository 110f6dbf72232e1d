import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildZip } from '../support/zip-writer.js';
import { folder, jianfu, PACKAGES } from './command.js';

const APK = join(PACKAGES, 'android-grid.apk');
const WXAPKG = join(PACKAGES, 'wechat-redline.wxapkg');

describe('jianfu ls', () => {
  it('names every entry with its size and format', () => {
    expect(jianfu(['ls', APK]).stdout.split('\n').slice(0, 2)).toEqual([
      ' 2960  二进制 XML  AndroidManifest.xml',
      '  600  二进制 XML  res/drawable/ic_launcher.xml',
    ]);
  });

  it('goes into packages inside packages', () => {
    const cwd = folder({ 'outer.zip': buildZip([{ name: 'inner/app.apk', data: readFileSync(APK) }]) });
    const names = JSON.parse(jianfu(['ls', '-r', 'outer.zip', '-f', 'json'], { cwd }).stdout).map(
      (row: { name: string }) => row.name,
    );
    expect(names.slice(0, 2)).toEqual(['inner/app.apk', 'inner/app.apk!AndroidManifest.xml']);
    expect(jianfu(['cat', 'outer.zip', 'inner/app.apk!AndroidManifest.xml'], { cwd }).stdout).toContain(
      'package="cn.example.grid"',
    );
  });

  it('names classes, templates and resource types inside an entry', () => {
    const list = (input: string, entry: string) => jianfu(['ls', input, entry]).stdout;
    expect(list(APK, 'classes.dex')).toContain('classes.dex!cn.example.grid.checkin.CheckInActivity\n');
    expect(list(APK, 'resources.arsc')).toMatch(/\d+ 项 +resources\.arsc!string\n/);
    expect(list(WXAPKG, 'app-wxss.js')).toContain('app-wxss.js!pages/checkin/checkin.wxml\n');
  });
});

describe('jianfu cat', () => {
  it('shows binary XML as XML, with the texts it refers to', () => {
    const { stdout } = jianfu(['cat', APK]);
    expect(stdout).toContain('<activity\n        android:label="@string/title_check_in"');
    expect(stdout).toContain('@string/title_check_in = 打卡签到');
  });

  it('shows compiled templates as markup', () => {
    const { stdout } = jianfu(['cat', WXAPKG, 'app-wxss.js!pages/checkin/checkin.wxml']);
    expect(stdout).toMatch(/<button [^>]*bindtap="\w+"[^>]*>[^<]*签到[^<]*<\/button>/);
    expect(jianfu(['cat', join(PACKAGES, 'quickapp-redline.rpk'), 'pages/sign/index.js']).stdout).toContain(
      '<input type="button" value="立即签到" class="btn" onclick="onSign" />',
    );
  });

  it('takes every place a report prints', () => {
    for (const input of [APK, WXAPKG]) {
      const { stdout } = jianfu(['scan', input, '-f', 'text']);
      const places = [...new Set(stdout.match(/^ {6}\S+![^\n]+$/gm))].map((line) => line.trim());
      expect(places.length).toBeGreaterThan(10);
      for (const place of places)
        expect({ place, ...jianfu(['cat', input, place]) }).toMatchObject({ place, code: 0, stderr: '' });
    }
  });

  it('marks the instruction a place names', () => {
    const place =
      'android-grid.apk!classes.dex@6172#cn.example.grid.checkin.CheckInActivity.signIn(Landroid/location/Location;)V';
    const marked = jianfu(['cat', APK, place])
      .stdout.split('\n')
      .filter((line) => line.includes('▶'));
    expect(marked).toEqual([expect.stringContaining('Lcn/example/grid/net/ApiClient;->post(')]);
  });

  it('gives the bytes as they are with --raw', () => {
    const cwd = folder({
      'app.zip': buildZip([
        { name: 'AndroidManifest.xml', data: Buffer.from([3, 0, 8, 0]) },
        { name: 'classes.dex', data: 'dex' },
      ]),
    });
    expect(jianfu(['cat', 'app.zip', 'classes.dex', '--raw'], { cwd }).stdout).toBe('dex');
  });

  it('shows characters that act as their names', () => {
    const cwd = folder({ 'app.json': '{"pages":["a"]}', 'a.wxml': 'x\u001b[31m红\u202e\n' });
    expect(jianfu(['cat', '.', 'a.wxml'], { cwd }).stdout).toBe('x[U+001B][31m红[U+202E]\n');
  });

  it('says what may have been meant', () => {
    const { code, stderr } = jianfu(['cat', APK, 'activity_main.xml']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'jianfu: android-grid.apk 中没有 activity_main.xml。是不是：res/layout/activity_main.xml？\n',
    });
  });
});

describe('jianfu rules', () => {
  it('lists every rule with its clause', () => {
    const rows = JSON.parse(jianfu(['rules', 'list', '-f', 'json']).stdout);
    expect(rows).toHaveLength(31);
    expect(rows).toContainEqual({
      id: '14-2-check-in',
      pack: 'zw-2026',
      clause: '第十四条第（二）项',
      kind: 'prohibition',
      title: '打卡签到',
    });
  });

  it('explains one, named by a part of its id', () => {
    const { code, stdout } = jianfu(['rules', 'explain', 'check-in']);
    expect(code).toBe(0);
    expect(stdout).toContain('14-2-check-in　禁止情形　第十四条第（二）项');
    expect(stdout).toContain('# 打卡签到');
    expect(jianfu(['rules', 'explain', '14-2'])).toMatchObject({ code: 2, stderr: expect.stringContaining('可指多条规则') });
  });

  it('runs the examples', () => {
    const { code, stdout } = jianfu(['rules', 'test']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/共 \d+ 个示例，全部通过。\n$/);
  });

  it('fails when an example fails', () => {
    const rule = [
      'id: 14-9-sample\nclause: 第十四条\nkind: prohibition\ntitle: 样例\nlexicon: sample\nneeds: [texts]\nadvice: 改。',
      'elements:\n  feature: { title: 功能, text: { words: core } }\nverdict:\n  suspected: feature',
    ].join('\n');
    const facts = (value: string) => `  facts: [{ kind: text, value: ${value} }]`;
    const cwd = folder({
      'own/lexicon/sample.yaml': 'core: [样例]\n',
      'own/p/pack.yaml': 'id: p\nversion: 1.0.0\ntitle: 自定义\nengine: 1\n',
      'own/p/14-9-sample/rule.yaml': rule,
      'own/p/14-9-sample/README.md': '# 样例\n',
      'own/p/14-9-sample/examples.yaml': [
        `- name: 有\n${facts('样例')}\n  expect: { verdict: suspected }`,
        `- name: 写错了\n${facts('样例')}\n  expect: { verdict: not-found }`,
      ].join('\n'),
    });
    const { code, stdout } = jianfu(['rules', 'test', '--rules', 'own'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('  失败　写错了\n        结论应为 not-found，得到 suspected');
  });
});

describe('the command line', () => {
  it('ends quietly when the reader of a pipe has seen enough', () => {
    const script = `"${process.execPath}" dist/bin/jianfu.js cat "${APK}" classes.dex --raw | true; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
  });

  it('helps with examples and exit codes, in Chinese', () => {
    const { code, stdout } = jianfu(['--help']);
    expect(code).toBe(0);
    for (const part of ['用法：', '示例：', '退出码：', 'scan <输入...>', '无法判定']) expect(stdout).toContain(part);
    expect(stdout.match(/[A-Z][a-z]+ [a-z]+/g)).toBeNull();
  });

  it.each([
    [['sacn'], '没有“sacn”命令。是不是 scan？'],
    [['scan'], '缺少参数 <输入>。'],
    [['scan', 'a.apk', '--fail-on', 'x'], '可用：found、suspected、undetermined、never'],
    [['scan', 'a.apk', '--fale-on', 'x'], '没有 --fale-on 选项。是不是 --fail-on？'],
    [['scan', 'a.apk', '-o', 'pdf'], '-o pdf：应写成 格式=文件'],
    [['scan', 'a.apk', '-o', 'report.xml'], '-o report.xml：应写成 格式=文件'],
    [['scan', 'a.apk', '-o', 'hmtl=report.html'], '-o hmtl=report.html：应写成 格式=文件'],
    [['scan', 'a.apk', '--rules', 'nowhere'], 'nowhere'],
    [['scan', 'a.apk'], '找不到 a.apk'],
  ])('refuses %j with 2 and says how to go on', (args, message) => {
    const { code, stderr, stdout } = jianfu(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('takes the format of a copy from its name', () => {
    const cwd = folder({});
    expect(jianfu(['scan', APK, '--fail-on', 'never', '-o', 'a.JSON', '-o', '报告.md', '-o', 'csv=x=1.json'], { cwd }).code).toBe(
      0,
    );
    expect(JSON.parse(readFileSync(join(cwd, 'a.JSON'), 'utf8')).package.id).toBe('cn.example.grid');
    expect(readFileSync(join(cwd, '报告.md'), 'utf8')).toContain('整改建议：');
    expect(readFileSync(join(cwd, 'x=1.json'), 'utf8')).toContain('14-2-check-in');
  });

  it('reads options from the nearest configuration; the command line wins', () => {
    const cwd = folder({ '.jianfurc': 'failOn: never\nformat: json\n' });
    const configured = jianfu(['scan', APK], { cwd });
    expect(configured).toMatchObject({ code: 0, stderr: 'jianfu: 使用配置 .jianfurc\n' });
    expect(JSON.parse(configured.stdout).package.id).toBe('cn.example.grid');
    expect(jianfu(['scan', APK, '--fail-on', 'found'], { cwd }).code).toBe(1);
    expect(jianfu(['scan', APK, '--no-config'], { cwd }).code).toBe(1);
  });

  it.each([
    ['failOn: sometimes\n', '“failOn”：应是'],
    ['fail-on: never\n', '不认识“fail-on”。是不是“failOn”？'],
    ['- 1\n', '类型应是 “名称: 值”'],
    ['a: [\n', '配置文件读不了'],
  ])('refuses the configuration %j', (content, message) => {
    const { code, stderr } = jianfu(['scan', APK], { cwd: folder({ '.jianfurc': content }) });
    expect({ code, said: stderr.includes(message) }).toEqual({ code: 2, said: true });
  });
});

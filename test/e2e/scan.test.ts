import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, jianfu, PACKAGES, scanJson } from './command.js';

const GUARD = resolve('test/e2e/guard.mjs');
const INPUTS = ['android-grid.apk', 'wechat-redline.wxapkg', 'quickapp-redline.rpk'].map((name) => join(PACKAGES, name));

describe('jianfu scan', () => {
  it('prints the table of verdicts and ends with 1 when something is found', () => {
    const { code, stdout } = jianfu(['scan', join(PACKAGES, 'android-grid.apk')]);
    expect(code).toBe(1);
    expect(stdout).toContain('✗ 发现　打卡签到　第十四条第（二）项');
    expect(stdout).toContain('android-grid.apk!classes.dex@6172#cn.example.grid.checkin.CheckInActivity.signIn');
    expect(stdout.split('\n').filter((line) => line.includes('\u001b'))).toEqual([]);
  });

  it('ends with 0 under --fail-on never, and for a clean package', () => {
    expect(jianfu(['scan', join(PACKAGES, 'android-grid.apk'), '--fail-on', 'never']).code).toBe(0);
    expect(jianfu(['scan', join(PACKAGES, 'android-grid-clean.apk')]).code).toBe(0);
  });

  it.each(INPUTS)('gives the same document twice but for run: %s', (input) => {
    expect(scanJson([input])).toEqual(scanJson([input]));
    const [first, second] = [1, 2].map(() => jianfu(['scan', input, '-f', 'json']).stdout.replace(/"run": \{[\s\S]*/, ''));
    expect(first).toBe(second);
  });

  it('gives the same for a folder that stands elsewhere', () => {
    const source = resolve('fixtures/wechat-redline');
    const copy = join(folder(), 'wechat-redline');
    cpSync(source, copy, { recursive: true });
    expect(scanJson([copy])).toEqual(scanJson([source]));
  });

  it.each(INPUTS)('writes no file, opens no connection, starts no process: %s', (input) => {
    const cwd = folder();
    const { code, stderr } = jianfu(['scan', input, '--fail-on', 'never'], { cwd, node: ['--import', GUARD] });
    expect({ code, stderr, files: readdirSync(cwd) }).toEqual({ code: 0, stderr: '', files: [] });
  });

  it('writes what -o asks for, and that is what the guard sees', () => {
    const cwd = folder();
    const args = ['scan', INPUTS[0]!, '-o', 'html=报告.html', '-o', 'json=结果.json', '--fail-on', 'never'];
    expect(jianfu(args, { cwd, node: ['--import', GUARD] })).toMatchObject({ code: 99, stderr: 'guard: fs.writeFileSync\n' });
    expect(jianfu(args, { cwd }).code).toBe(0);
    expect(readdirSync(cwd).sort()).toEqual(['报告.html', '结果.json'].sort());
    expect(JSON.parse(readFileSync(join(cwd, '结果.json'), 'utf8')).package.id).toBe('cn.example.grid');
    expect(readFileSync(join(cwd, '报告.html'), 'utf8')).toContain('打卡签到');
  });

  it('goes on after a bad input; several inputs give an array, and the worst code wins', () => {
    const cwd = folder({ 'empty.apk': '' });
    const { code, stdout, stderr } = jianfu(['scan', 'empty.apk', INPUTS[0]!, INPUTS[1]!, '-f', 'json'], { cwd });
    expect(code).toBe(4);
    expect(stderr).toContain('empty.apk 是空文件');
    expect(JSON.parse(stdout).map((one: { package: { file: string } }) => one.package.file)).toEqual([
      'android-grid.apk',
      'wechat-redline.wxapkg',
    ]);
  });

  it('takes packages of one WeChat app together', () => {
    const [main, sub] = ['wechat-redline.wxapkg', 'wechat-redline-sub.wxapkg'].map((name) => join(PACKAGES, name));
    expect(scanJson([main!]).limits.map(({ reason }) => reason)).toEqual(['missing-subpackage']);
    expect(scanJson([main!, sub!]).limits).toEqual([]);
  });

  it('opens an encrypted package with the app id it is given, and says what is missing without', () => {
    const input = join(PACKAGES, 'wechat-redline-encrypted.wxapkg');
    const locked = jianfu(['scan', input, '--appid', 'wx0000000000000000']);
    expect(locked.code).toBe(3);
    expect(locked.stdout).toContain('--appid');
  });
});

describe('one app in many forms', () => {
  const verdicts = (name: string) =>
    Object.fromEntries(scanJson([join(PACKAGES, name)]).items.map(({ rule, verdict }) => [rule, verdict]));

  it.each(['android-obfuscated.apk', 'android-grid.aab', 'android-grid.apks', 'android-grid.xapk'])(
    '%s has the verdicts of the plain APK',
    (name) => {
      expect(verdicts(name)).toEqual(verdicts('android-grid.apk'));
    },
  );

  it('an obfuscated app without red lines stays without', () => {
    expect(verdicts('android-obfuscated-clean.apk')).toEqual(verdicts('android-grid-clean.apk'));
  });

  it.each(['android-kotlin.apk', 'android-kotlin-obfuscated.apk'])('%s has the findings of the app in Java', (name) => {
    expect(verdicts(name)).toEqual(verdicts('android-grid.apk'));
  });
});

describe('jianfu extract and check', () => {
  it.each(INPUTS)('give the document a scan gives: %s', (input) => {
    const cwd = folder();
    expect(jianfu(['extract', input, '-o', 'facts.json'], { cwd }).code).toBe(0);
    const { code, stdout } = jianfu(['check', 'facts.json', '-f', 'json'], { cwd });
    const { run: _, ...checked } = JSON.parse(stdout);
    expect(checked).toEqual(scanJson([input]));
    expect(code).toBe(jianfu(['scan', input]).code);
  });

  it('check refuses what is no facts file', () => {
    const cwd = folder({
      'a.json': '{"schemaVersion":"1.0.0","facts":[]}',
      'b.json': '{"schemaVersion":"9.0.0"}',
      'c.json': 'x',
    });
    const say = (name: string) => jianfu(['check', name], { cwd });
    expect(say('a.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('a.json 不是事实文件') });
    expect(say('b.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('事实格式是 9.0.0') });
    expect(say('c.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('请用 jianfu scan') });
    expect(say('d.json')).toMatchObject({ code: 2, stderr: 'jianfu: 找不到 d.json。请检查路径。\n' });
  });
});

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPdf } from '../support/pdf-reader.js';
import { folder, jianfu, PACKAGES } from './command.js';

const APK = join(PACKAGES, 'android-grid.apk');
const CLEAN = join(PACKAGES, 'wechat-clean.wxapkg');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('jianfu report', () => {
  let cwd: string;
  beforeAll(() => {
    cwd = folder();
    for (const [input, file] of [[APK, 'grid.json'], [CLEAN, 'clean.json']] as const) // biome-ignore format: two pairs
      writeFileSync(join(cwd, file), jianfu(['scan', input, '-f', 'json', '--fail-on', 'never']).stdout);
  });

  it('writes what scan writes, and verify finds the result and the package in it', () => {
    const written = jianfu(['report', 'grid.json', '-o', 'pdf=a.pdf', '-o', 'html=a.html'], { cwd });
    expect(written).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(jianfu(['report', 'grid.json', '-o', 'pdf=b.pdf'], { cwd }).code).toBe(0);
    expect(readFileSync(join(cwd, 'a.pdf')).equals(readFileSync(join(cwd, 'b.pdf')))).toBe(true);
    expect(jianfu(['verify', 'a.pdf', '--package', APK, '--result', 'grid.json'], { cwd }).code).toBe(0);
    expect(jianfu(['verify', 'a.pdf', '--package', CLEAN], { cwd }).code).toBe(5);
    expect(jianfu(['verify', 'a.pdf', '--result', 'clean.json'], { cwd }).code).toBe(5);
  });

  it('binds several results into one file', () => {
    expect(jianfu(['report', 'grid.json', 'clean.json', '-o', 'pdf=two.pdf'], { cwd }).code).toBe(0);
    const { pages } = readPdf(readFileSync(join(cwd, 'two.pdf')));
    expect(pages[0]).toContain('本文件所含报告');
    expect(jianfu(['verify', 'two.pdf'], { cwd }).stdout).toContain('文件载有 2 份报告的校验值');
  });

  it('shows the text where nothing else is asked for', () => {
    expect(jianfu(['report', 'clean.json'], { cwd }).stdout).toContain('政务移动互联网应用程序技术检测');
  });

  it('writes no report on a result that was changed', () => {
    const changed = readFileSync(join(cwd, 'grid.json'), 'utf8').replace('"verdict": "found"', '"verdict": "not-found"');
    writeFileSync(join(cwd, 'changed.json'), changed);
    const run = jianfu(['report', 'changed.json', '-o', 'pdf=changed.pdf'], { cwd });
    expect(run.code).toBe(5);
    expect(run.stderr).toContain('结果正文与其校验值不符');
    expect(existsSync(join(cwd, 'changed.pdf'))).toBe(false);
  });

  it('says what is wrong with its input', () => {
    writeFileSync(join(cwd, 'text.json'), 'x');
    for (const [args, message] of [
      [['report'], '结果'],
      [['report', 'none.json'], '找不到 none.json'],
      [['report', 'text.json'], '不是结果文件'],
      [['report', 'grid.json', '-o', 'odt=x'], '可用格式'],
    ] as const) {
      const run = jianfu([...args], { cwd });
      expect(run.code).toBe(2);
      expect(run.stderr).toContain(message);
    }
  });

  it('takes the settings of the unit from the configuration, the logo from beside it', () => {
    const report = {
      organisation: '示例检测中心',
      numbering: '示例〔{date}〕{sha8}',
      logo: 'logo.png',
      type: '委托检测',
      typography: 'compact',
    };
    const there = folder({ '.jianfurc.json': JSON.stringify({ report }), 'logo.png': PNG });
    expect(jianfu(['report', join(cwd, 'grid.json'), '-o', 'pdf=r.pdf'], { cwd: there }).code).toBe(0);
    const { pages, raw } = readPdf(readFileSync(join(there, 'r.pdf')));
    for (const word of ['示例检测中心', '委托检测', '示例〔']) expect(pages[0]).toContain(word);
    expect(raw).toContain('/Subtype /Image');
  });

  it.each([
    [{ organization: 'x' }, '不认识“organization”'],
    [{ typography: 'large' }, '应是 gbt9704、compact'],
    [{ draft: 'yes' }, '类型应是 true 或 false'],
    [{ logo: 'none.png' }, '找不到'],
    [{ logo: 'text.png' }, '不是 PNG 或 JPEG'],
    ['x', '“report”：类型应是 “名称: 值”'],
  ])('refuses the settings %j', (report, message) => {
    const there = folder({ '.jianfurc.json': JSON.stringify({ report }), 'text.png': 'text' });
    const run = jianfu(['report', join(cwd, 'grid.json'), '-o', 'pdf=r.pdf'], { cwd: there });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(message);
  });

  it.runIf(['qpdf', 'pdffonts', 'pdftotext'].every(isInstalled))('is in order to other readers of PDF', () => {
    expect(jianfu(['report', 'grid.json', '-o', 'pdf=c.pdf'], { cwd }).code).toBe(0);
    expect(run('qpdf', ['--check', 'c.pdf']).status).toBe(0);
    const fonts = run('pdffonts', ['c.pdf']).stdout.split('\n').slice(2).filter(Boolean);
    expect(fonts).toHaveLength(3);
    for (const font of fonts) expect(font).toMatch(/yes yes yes/);
    // Lines are broken where the columns end.
    const text = run('pdftotext', ['-raw', 'c.pdf', '-']).stdout.replace(/\s/g, '');
    const result = JSON.parse(readFileSync(join(cwd, 'grid.json'), 'utf8'));
    for (const { title } of result.items) expect(text).toContain(title.replace(/\s/g, ''));
    expect(text).toContain(result.package.sha256.slice(0, 32));
    expect(text).toContain('打卡签到（cn.example.grid.checkin.CheckInActivity）');
  });

  function run(command: string, args: string[]): { status: number | null; stdout: string } {
    return spawnSync(command, args, { cwd, encoding: 'utf8' });
  }
});

function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}

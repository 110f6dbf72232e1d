import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, jianfu, PACKAGES } from './command.js';

const [OLD, NEW] = ['android-grid-clean.apk', 'android-grid.apk'].map((name) => join(PACKAGES, name)) as [string, string];

describe('jianfu diff', () => {
  it('takes packages, stored facts and results alike', () => {
    const cwd = folder();
    jianfu(['extract', OLD, '-o', 'old.json'], { cwd });
    jianfu(['scan', NEW, '-o', 'json=new.json'], { cwd });
    const direct = jianfu(['diff', OLD, NEW, '-f', 'json'], { cwd });
    expect(direct.code).toBe(0);
    expect(jianfu(['diff', 'old.json', 'new.json', '-f', 'json'], { cwd })).toEqual(direct);
  });

  it('tells facts from results by their keys, not by a word that stands in them', () => {
    const cwd = folder();
    jianfu(['scan', NEW, '-o', 'json=r.json'], { cwd });
    const text = readFileSync(join(cwd, 'r.json'), 'utf8').replace('"name": "网格巡查"', '"name": "facts"');
    writeFileSync(join(cwd, 'r.json'), text);
    expect(jianfu(['diff', 'r.json', NEW], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('原版本　facts　'),
    });
  });

  it('exits with 1 on request, and refuses what it cannot compare', () => {
    const cwd = folder({ 'x.json': '{"a":1}' });
    expect(jianfu(['diff', OLD, NEW, '--exit-code']).code).toBe(1);
    expect(jianfu(['diff', NEW, NEW, '--exit-code']).code).toBe(0);
    expect(jianfu(['diff', 'x.json', NEW], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('不是结果文件') });
    expect(jianfu(['diff', OLD, NEW, '--on', '20 日'])).toMatchObject({ code: 2, stderr: expect.stringContaining('2026-12-20') });
    expect(jianfu(['diff', 'gone.apk', NEW], { cwd }).code).toBe(2);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, jianfu, PACKAGES, scanJson } from './command.js';

const APK = join(PACKAGES, 'android-grid.apk');

describe('jianfu init', () => {
  it('writes a declaration with what the package says, which loads once the unit is filled in', () => {
    const cwd = folder();
    expect(jianfu(['init', APK], { cwd })).toMatchObject({ code: 0, stdout: '' });
    const text = readFileSync(join(cwd, 'declaration.yaml'), 'utf8');
    expect(text).toContain('name: "网格巡查"');
    expect(text).toContain('ids: ["cn.example.grid"]');
    expect(jianfu(['scan', APK, '--declaration', 'declaration.yaml'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('/units/host：不能是空的'),
    });
    const filled = folder({ 'd.yaml': text.replace('host: ""', 'host: "示例市数据局"') });
    const { declaration, items } = scanJson([APK, '--declaration', 'd.yaml'], { cwd: filled });
    expect(declaration).toMatchObject({ units: { host: '示例市数据局' }, app: { versionName: '1.0.0' } });
    expect(items.find(({ rule }) => rule === '8-1-declaration')?.verdict).toBe('none');
  });

  it('names the form of a package as the comparison does', () => {
    const wgt = join(PACKAGES, 'uniapp-nvue-3.wgt');
    const cwd = folder();
    jianfu(['init', wgt], { cwd });
    const form = readFileSync(join(cwd, 'declaration.yaml'), 'utf8');
    const filled = folder({ 'd.yaml': form.replace('host: ""', 'host: "示例市数据局"') });
    const { package: app, items } = scanJson([wgt, '--declaration', 'd.yaml'], { cwd: filled });
    const item = items.find(({ rule }) => rule === '8-1-declaration');
    expect([app.carrier, item?.elements.find(({ id }) => id === 'carrier')?.status]).toEqual(['html5', 'not-evidenced']);
  });

  it('does not write over a file, and asks for a result where it needs one', () => {
    const cwd = folder({ 'declaration.yaml': 'x' });
    expect(jianfu(['init'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('--force') });
    expect(jianfu(['init', '--kind', 'review'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('结果.json'),
    });
  });

  it('writes entries for all findings of a result, commented out, so that nothing is decided by the tool', () => {
    const cwd = folder();
    jianfu(['scan', APK, '-o', 'json=r.json'], { cwd });
    for (const kind of ['suppressions', 'review'] as const) {
      jianfu(['init', 'r.json', '--kind', kind], { cwd });
      const text = readFileSync(join(cwd, `${kind}.yaml`), 'utf8');
      expect(text.match(/^# - rule: /gm)?.length).toBeGreaterThan(4);
      expect(text.split('\n').every((line) => line === '' || line.startsWith('#'))).toBe(true);
    }
  });
});

describe('--suppressions', () => {
  const prints = scanJson([APK])
    .items.flatMap((item) => item.contexts.map((context) => ({ rule: item.rule, ...context })))
    .filter(({ verdict }) => verdict === 'found');
  const list = (expires: string): string =>
    prints
      .map(
        ({ rule, fingerprint }) =>
          `- { rule: ${rule}, fingerprint: ${fingerprint}, reason: 下版移除, basis: 纪要, approver: 示例, expires: '${expires}' }`,
      )
      .join('\n');

  it('take what is found out of --fail-on, until they run out', () => {
    const cwd = folder({ 's.yaml': list('2999-12-31'), 'old.yaml': list('2020-12-31') });
    expect(jianfu(['scan', APK], { cwd }).code).toBe(1);
    const kept = jianfu(['scan', APK, '--suppressions', 's.yaml'], { cwd });
    expect(kept.code).toBe(0);
    expect(kept.stdout).toContain('✗ 发现（已列入已知问题，其余未发现）　打卡签到');
    const expired = jianfu(['scan', APK, '--suppressions', 'old.yaml'], { cwd });
    expect(expired.code).toBe(1);
    expect(expired.stdout).toContain('已于 2020-12-31 到期');
    expect(jianfu(['scan', APK, '--suppressions', 's.yaml', '--fail-on', 'suspected'], { cwd }).code).toBe(1);
  });

  it('must be whole', () => {
    const cwd = folder({ 's.yaml': '- { rule: 14-2-check-in, fingerprint: x }\n', 'n.yaml': 'a: [' });
    const { code, stderr } = jianfu(['scan', APK, '--suppressions', 's.yaml'], { cwd });
    expect(code).toBe(2);
    for (const key of ['reason', 'basis', 'approver', 'expires']) expect(stderr).toContain(`/0：缺少“${key}”`);
    expect(jianfu(['scan', APK, '--suppressions', 'n.yaml'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('不是 YAML'),
    });
  });
});

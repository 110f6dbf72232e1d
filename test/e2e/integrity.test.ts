import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, jianfu, PACKAGES } from './command.js';

const APK = join(PACKAGES, 'android-grid.apk');

describe('jianfu verify', () => {
  const cwd = folder();
  jianfu(['scan', APK, '-o', 'json=r.json'], { cwd });
  const verify = (...args: string[]) => jianfu(['verify', ...args], { cwd });
  const checks = (...args: string[]): [string, string][] =>
    JSON.parse(verify('-f', 'json', ...args).stdout).map(({ what, status }: { what: string; status: string }) => [what, status]);

  it('agrees with an untouched result and its package', () => {
    expect(verify('r.json', '--package', APK).code).toBe(0);
    expect(checks('r.json', '--package', APK)).toEqual([
      ['结果 网格巡查', 'ok'],
      [`样品 ${APK}`, 'ok'],
      ['规则包 zw-2026', 'info'],
    ]);
  });

  it('exits with 5 on any change but of the run block, on another package, and where there is no seal', () => {
    const text = readFileSync(join(cwd, 'r.json'), 'utf8');
    const changed = (name: string, from: string | RegExp, to: string): string => {
      expect(text).toMatch(from);
      writeFileSync(join(cwd, name), text.replace(from, to));
      return name;
    };
    expect(verify(changed('a.json', '"verdict": "found"', '"verdict": "suspected"')).code).toBe(5);
    expect(verify(changed('b.json', /"startedAt": "[^"]+"/, '"startedAt": "2000-01-01T00:00:00.000Z"')).code).toBe(0);
    expect(verify(changed('c.json', /"seal": "[^"]+",/, '')).code).toBe(5);
    expect(verify('r.json', '--package', join(PACKAGES, 'android-grid-clean.apk')).code).toBe(5);
    expect(verify(APK).code).toBe(5);
  });

  it('checks a signature, by the trusted key where one is given', () => {
    for (const algorithm of ['sm2', 'ed25519']) jianfu(['keygen', '--algorithm', algorithm, '-o', `${algorithm}.pem`], { cwd });
    expect(jianfu(['keygen', '-o', 'sm2.pem'], { cwd }).code).toBe(2);
    expect(jianfu(['sign', 'r.json', '--key', 'sm2.pem'], { cwd }).code).toBe(0);
    expect(checks('r.json', '--key', 'sm2.pem.pub')).toContainEqual(['签名 SM2-SM3', 'ok']);
    expect(verify('r.json', '--key', 'ed25519.pem.pub').code).toBe(5);
    writeFileSync(join(cwd, 'r.json'), `${readFileSync(join(cwd, 'r.json'), 'utf8')} `);
    expect(verify('r.json').code).toBe(5);
  });
});

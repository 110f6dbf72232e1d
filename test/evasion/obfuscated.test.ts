import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FOUND, featuresOf } from './outcome.js';

const FIXTURES = fileURLToPath(new URL('../../fixtures/evasion', import.meta.url));

/** The base application after a run of javascript-obfuscator, by path. */
function obfuscated(preset: string): Record<string, string> {
  const root = join(FIXTURES, `obfuscated-${preset}`);
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(root, name), 'utf8')]));
}

describe('javascript-obfuscator', () => {
  it.each(['low', 'medium'])('preset %s is read', (preset) => expect(featuresOf(obfuscated(preset))).toEqual(FOUND));

  it('what preset high hides is not denied', () => {
    expect(featuresOf(obfuscated('high'))).toEqual([
      'check-in undetermined',
      // Its template still shows who comes first with how many points.
      'ranking suspected ranking',
      'upload undetermined',
      'time undetermined',
      'encrypted',
    ]);
  });

  it('code kept as a text is a limit', () => {
    const code = Buffer.from(
      `wx.request({ url: '/api/attendance/sign', method: 'POST' }); wx.showToast({ title: '已打卡' })`,
    ).toString('base64');
    const files = {
      'app.json': '{"pages":["pages/a/a"]}',
      'pages/a/a.wxml': '<view>首页</view>',
      'pages/a/a.js': `eval(atob('${code}'))`,
    };
    expect(featuresOf(files)).toEqual([
      'check-in undetermined',
      'ranking undetermined',
      'upload undetermined',
      'time undetermined',
      'dynamic-code',
    ]);
  });
});

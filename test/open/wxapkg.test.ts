import { describe, expect, it } from 'vitest';
import { openBuffer } from '../../src/open/index.js';
import { openSummary, summarize } from '../support/opened.js';
import { buildWxapkg, encryptWxapkg } from '../support/wxapkg-writer.js';

const config = (pages: string[], subPackages: { root: string; pages: string[] }[] = []) => JSON.stringify({ pages, subPackages });
const files = { 'app-config.json': config(['pages/a/a']), 'app-service.js': 'App({})' };
const trees = { 'a.wxapkg': files };
const clean = { format: 'wxapkg', form: 'package', limits: [], tamper: [] };

const APP_ID = 'wx0123456789abcdef';
const OTHER_ID = 'wxfedcba9876543210';
/** Long enough to reach past the enciphered block. */
const long = (text: string) => `${'// 积分排行 function(){return a}\n'.repeat(200)}${text}`;
const encrypted = (text: string) => encryptWxapkg(buildWxapkg({ ...files, 'x.js': long(text) }), APP_ID);

describe('a plain package', () => {
  it('gives its files', () => {
    expect(openSummary('a.wxapkg', buildWxapkg(files))).toEqual({ ...clean, trees });
  });

  it('may list one file twice, byte for byte the same', () => {
    const list: [string, string][] = [...Object.entries(files), ['p.json', '{}'], ['p.json', '{}']];
    expect(openSummary('a.wxapkg', buildWxapkg(list))).toEqual({ ...clean, trees: { 'a.wxapkg': { ...files, 'p.json': '{}' } } });
  });
});

describe('an index that lies', () => {
  it('about a place outside the file', () => {
    for (const claim of [{ offset: 0xfffffff0 }, { size: 0xffffffff }, { offset: 100_000, size: 5 }]) {
      const bytes = buildWxapkg({ ...files, 'x.js': 'x' }, { claims: { 'x.js': claim } });
      expect(openSummary('a.wxapkg', bytes)).toEqual({
        ...clean,
        trees: { 'a.wxapkg': { ...files, 'x.js': '!' } },
        limits: ['unreadable a.wxapkg', 'unreadable a.wxapkg!x.js'],
        tamper: ['entry-out-of-bounds a.wxapkg!x.js'],
      });
    }
  });

  it('about the number of files', () => {
    expect(openSummary('a.wxapkg', buildWxapkg(files, { count: 0xffffffff }))).toEqual({
      ...clean,
      trees,
      limits: ['unreadable a.wxapkg'],
      tamper: ['index-count-forged a.wxapkg'],
    });
  });

  it('about its length', () => {
    expect(openSummary('a.wxapkg', buildWxapkg(files, { bodyLength: 5_000_000 }))).toEqual({
      ...clean,
      trees,
      limits: ['unreadable a.wxapkg'],
      tamper: ['index-truncated a.wxapkg'],
    });
  });

  it('is never clean, wherever the file is cut', () => {
    const whole = buildWxapkg(files);
    for (let length = 14; length < whole.length; length++) {
      const summary = openSummary('a.wxapkg', whole.subarray(0, length));
      expect('limits' in summary && summary.limits.length, `cut at ${length}`).toBeGreaterThan(0);
    }
  });

  it('with names that point outside and a name twice', () => {
    const list: [string, string][] = [...Object.entries(files), ['../x.js', '1'], ['y.js', '2'], ['y.js', '3']];
    expect(openSummary('a.wxapkg', buildWxapkg(list))).toEqual({
      ...clean,
      trees: { 'a.wxapkg': { ...files, '__/x.js': '1', 'y.js': '2' } },
      tamper: ['path-traversal-name a.wxapkg!__/x.js', 'duplicate-name a.wxapkg!y.js'],
    });
  });
});

describe('an encrypted package', () => {
  const read = { ...clean, trees: { 'a.wxapkg': { ...files, 'x.js': expect.stringMatching(/characters/) } } };

  it('opens with the app id given', () => {
    const opened = openBuffer('a.wxapkg', encrypted(''), { appId: APP_ID });
    expect(summarize(opened)).toEqual(read);
    expect(opened.appId).toBe(APP_ID);
    expect(opened.trees[0]!.find('x.js')!.read().toString()).toBe(long(''));
  });

  it('opens with the app id in its path', () => {
    const opened = openBuffer(`Applet/${APP_ID}/14/__APP__.wxapkg`, encrypted(''));
    expect([opened.appId, opened.limits]).toEqual([APP_ID, []]);
  });

  it('opens with the app id in its body, among others', () => {
    const opened = openBuffer('a.wxapkg', encrypted(`jump("${OTHER_ID}");me="${APP_ID}"`));
    expect(summarize(opened)).toEqual(read);
    expect(opened.appId).toBe(APP_ID);
  });

  it('stays locked without an app id, and says what to give', () => {
    const opened = openBuffer('a.wxapkg', encrypted(`jump("${OTHER_ID}")`));
    expect(summarize(opened)).toMatchObject({ format: 'wxapkg', limits: ['encrypted a.wxapkg'] });
    expect(opened.limits[0]).toMatchObject({
      share: 1,
      hides: ['code', 'screens', 'texts', 'config', 'resources'],
      detail: expect.stringContaining('--appid'),
    });
  });

  it('stays locked under a wrong app id, even if the right one could be found', () => {
    const opened = openBuffer('a.wxapkg', encrypted(`me="${APP_ID}"`), { appId: OTHER_ID });
    expect(opened.limits).toEqual([
      expect.objectContaining({ reason: 'encrypted', detail: expect.stringContaining(`${OTHER_ID}”）解不开`) }),
    ]);
  });

  it('decrypted with a wrong app id is recognised by its body', () => {
    const ruined = Buffer.from(encrypted('require("app-service.js");$gwx').subarray(7));
    expect(openSummary('x.wxapkg', ruined)).toEqual({ ...clean, trees: { 'x.wxapkg': {} }, limits: ['encrypted x.wxapkg'] });
  });

  it('cut inside its first block stays locked', () => {
    expect(openSummary('a.wxapkg', encrypted('').subarray(0, 500))).toMatchObject({
      format: 'wxapkg',
      limits: ['encrypted a.wxapkg'],
    });
  });
});

describe('parts that were not handed in', () => {
  it('subpackages count by their pages', () => {
    const main = buildWxapkg({
      'app-config.json': config(['a/a', 'b/b', 'sub/c', 'sub/d'], [{ root: '/sub/', pages: ['sub/c', 'sub/d'] }]),
      'app-service.js': '',
    });
    expect(openBuffer('a.wxapkg', main).limits).toEqual([
      {
        reason: 'missing-subpackage',
        path: 'a.wxapkg',
        hides: ['code', 'screens', 'texts', 'resources'],
        detail: '缺少 1 个分包（sub），其中 2 个页面未检查。请把主包与全部分包一起送检。',
        share: 0.5,
      },
    ]);
  });

  it('a subpackage alone lacks its main package', () => {
    expect(openSummary('s.wxapkg', buildWxapkg({ 'sub/app-service.js': '' }))).toMatchObject({
      limits: ['missing-subpackage s.wxapkg'],
    });
  });

  it('a configuration that is no JSON', () => {
    const bytes = buildWxapkg({ 'app-config.json': '{"pages":[' });
    expect(openSummary('a.wxapkg', bytes)).toMatchObject({ limits: ['unreadable a.wxapkg!app-config.json'] });
  });
});

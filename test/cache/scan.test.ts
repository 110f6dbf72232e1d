import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type Cache, openCache } from '../../src/cache/index.js';
import { entryFiles } from '../../src/cache/layout.js';
import { loadPacks } from '../../src/check/index.js';
import { extractInput, type ScanOptions, scanInput } from '../../src/scan.js';

const root = mkdtempSync(join(tmpdir(), 'jianfu-cache-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const packs = loadPacks('rules');
const here = (name: string) => `fixtures/packages/${name}`;
const now = () => new Date('2026-11-29T08:00:00Z');

let folder = '';
let cache: Cache;
let warnings: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(root, 'c-'));
  warnings = [];
  cache = openCache(folder, 1e9, (message) => warnings.push(message));
});

/** The document as its bytes would be, and which stages were gone through. */
function scan(path: string | string[], options: Partial<ScanOptions> = {}) {
  const stages: string[] = [];
  const { run, ...document } = scanInput(path, { packs, now, onStage: (stage) => stages.push(stage), ...options });
  return { text: JSON.stringify(document, undefined, 1), stages, timings: Object.keys(run.timings) };
}

const held = () => entryFiles(folder).map(({ kind }) => kind);

describe('a scan with a cache', () => {
  it.each<[string, string | string[], Partial<ScanOptions>]>([
    ['an APK', here('android-grid.apk'), {}],
    ['an APK in which an app of the web is', here('cordova-patrol.apk'), {}],
    ['a quick app', here('quickapp-redline.rpk'), {}],
    ['packages of one WeChat app', [here('wechat-redline.wxapkg'), here('wechat-redline-sub.wxapkg')], {}],
    ['an encrypted package with its key', here('wechat-redline-encrypted.wxapkg'), { appId: 'wx0123456789abcdef' }],
    ['an encrypted package without', here('wechat-redline-encrypted.wxapkg'), {}],
    ['Hermes bytecode', here('hermes-grid-96.hbc'), {}],
  ])('of %s: the second is the first, byte for byte, and reads nothing', (_, path, options) => {
    const without = scan(path, options);
    const first = scan(path, { ...options, cache });
    const second = scan(path, { ...options, cache });
    expect(first.text).toBe(without.text);
    expect(second.text).toBe(without.text);
    expect(first.stages).toEqual(['open', 'extract', 'check']);
    expect([second.stages, second.timings]).toEqual([[], ['cache']]);
    expect(JSON.stringify(extractInput(path, { ...options, cache }))).toBe(JSON.stringify(extractInput(path, options)));
  });

  it('under other rules, papers or on another day only checks again', () => {
    const path = here('android-grid.apk');
    scan(path, { cache });
    const others: Partial<ScanOptions>[] = [
      { packs: packs.map((pack) => ({ ...pack, digest: 'another' })) },
      { papers: { reviews: [{ rule: '14-2-check-in', answer: '成立', by: '审核人', on: '2026-11-29', reason: '属实' }] } },
      { now: () => new Date('2026-11-30T08:00:00Z') },
    ];
    for (const other of others) {
      const again = scan(path, { ...other, cache });
      expect([again.stages, again.timings]).toEqual([['check'], ['cache', 'check']]);
      expect(again.text).toBe(scan(path, other).text);
    }
    expect(held().sort()).toEqual(['facts', 'results', 'results', 'results', 'results']);
  });

  it('under another name, key or budget reads again', () => {
    const path = here('wechat-redline-encrypted.wxapkg');
    scan(path, { cache });
    const renamed = join(folder, 'other.wxapkg');
    copyFileSync(path, renamed);
    const named = join(mkdtempSync(join(root, 'wx0123456789abcdef-')), basename(path));
    copyFileSync(path, named);
    for (const [input, options] of [
      [renamed, {}],
      [named, {}],
      [path, { appId: 'wx0123456789abcdef' }],
      [path, { budget: { entries: 3 } }],
    ] as const) {
      const other = scan(input, { ...options, cache });
      expect(other.stages).toEqual(['open', 'extract', 'check']);
      expect(other.text).toBe(scan(input, options).text);
    }
  });

  it('of a changed package gives the new one', () => {
    const file = join(folder, 'app.apk');
    copyFileSync(here('android-grid.apk'), file);
    scan(file, { cache });
    copyFileSync(here('android-grid-clean.apk'), file);
    expect(scan(file, { cache }).text).toBe(scan(file).text);
  });

  it('keeps nothing of folders, of what depends on a clock, and of what is no app', () => {
    scan('fixtures/wechat-redline', { cache });
    scan(here('quickapp-redline.rpk'), { cache, budget: { milliseconds: 60_000 } });
    const file = join(folder, 'x.apk');
    writeFileSync(file, 'not an app');
    expect(() => scan(file, { cache })).toThrow('不是应用安装包');
    expect(() => scan(join(folder, 'missing.apk'), { cache })).toThrow('找不到');
    expect(held()).toEqual([]);
  });

  it('keeps no result of rules that are programs', () => {
    const [pack] = packs;
    const code = [{ ...pack!, rules: pack!.rules.map((rule, i) => (i === 0 ? { ...rule, code: () => () => undefined } : rule)) }];
    scan(here('quickapp-redline.rpk'), { cache, packs: code });
    expect(held()).toEqual(['facts']);
  });

  it('a damaged entry is told and read anew', () => {
    const path = here('quickapp-redline.rpk');
    const { text } = scan(path, { cache });
    for (const { file } of entryFiles(folder)) writeFileSync(file, readFileSync(file).subarray(0, -1));
    const again = scan(path, { cache });
    expect([again.text, again.stages]).toEqual([text, ['open', 'extract', 'check']]);
    expect(warnings).toEqual([expect.stringContaining('已损坏'), expect.stringContaining('已损坏')]);
    expect(scan(path, { cache }).stages).toEqual([]);
  });
});

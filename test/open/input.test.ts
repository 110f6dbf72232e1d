import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sm3InBackground } from '../../src/open/background-sm3.js';
import { InputError, openInput } from '../../src/open/index.js';
import { summarize, textsOf } from '../support/opened.js';
import { buildWxapkg, encryptWxapkg } from '../support/wxapkg-writer.js';
import { zipOf } from '../support/zip-writer.js';

const PAGES = '{"pages":["pages/a/a"]}';
const APP_ID = 'wx0123456789abcdef';
const hash = (algorithm: string, bytes: Buffer | string) => createHash(algorithm).update(bytes).digest('hex');
let folder: string;

function write(files: Record<string, string | Buffer>): string {
  const root = mkdtempSync(join(folder, 'case-'));
  for (const [name, data] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), data);
  }
  return root;
}

function codeOf(path: string | string[]): { code: string; message: string } {
  try {
    openInput(path);
  } catch (error) {
    if (error instanceof InputError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('opened');
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianfu-open-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a file', () => {
  it('under a number has the name it is given, also in places and where an app id is looked for', () => {
    const root = write({
      'ab12/1': zipOf({ 'AndroidManifest.xml': 'm' }),
      'ab12/2': encryptWxapkg(buildWxapkg({ 'app-config.json': PAGES }), APP_ID),
    });
    expect(openInput(join(root, 'ab12/1'), { names: ['../上传的.apk'] }).file).toBe('../上传的.apk');
    expect(openInput(join(root, 'ab12/2'), { names: [`${APP_ID}.wxapkg`] })).toMatchObject({
      file: `${APP_ID}.wxapkg`,
      appId: APP_ID,
    });
  });

  it('is named by its base name and digested', () => {
    const bytes = zipOf({ 'AndroidManifest.xml': 'm' });
    const opened = openInput(join(write({ '应用.apk': bytes }), '应用.apk'));
    expect(opened).toMatchObject({
      file: '应用.apk',
      form: 'package',
      format: 'apk',
      size: bytes.length,
      sha256: hash('sha256', bytes),
    });
    expect(opened.sm3()).toBe(hash('sm3', bytes));
    expect(opened.trees[0]!.entries[0]!.path).toBe('应用.apk!AndroidManifest.xml');
  });

  it('that is large has its SM3 taken on another thread, of the same bytes or not at all', () => {
    const bytes = zipOf({ 'AndroidManifest.xml': 'm', 'a.bin': randomBytes(9_000_000) });
    const path = join(write({ 'large.apk': bytes }), 'large.apk');
    expect(openInput(path).sm3()).toBe(hash('sm3', bytes));
    const elsewhere = sm3InBackground(path, bytes.length);
    const changed = hash('sha256', 'other bytes');
    expect([elsewhere?.(hash('sha256', bytes)), elsewhere?.(changed)]).toEqual(
      availableParallelism() > 1 ? [hash('sm3', bytes), undefined] : [undefined, undefined],
    );
    expect(sm3InBackground(path, 1000)).toBeUndefined();
  });

  it('that is not there, or is no file', () => {
    expect(codeOf(join(folder, 'none.apk'))).toMatchObject({ code: 'not-found', message: expect.stringContaining('找不到') });
    expect(codeOf('/dev/null')).toMatchObject({ code: 'unreadable' });
    expect(codeOf([])).toMatchObject({ code: 'not-found' });
  });
});

describe('a folder', () => {
  it('gives names relative to the app and paths relative to the folder', () => {
    const root = write({
      'project.config.json': '{}',
      'miniprogram/app.json': PAGES,
      'miniprogram/pages/a/a.js': 'Page({})',
      'node_modules/x.js': '',
    });
    const opened = openInput(root);
    expect(opened.trees[0]!.entries.map(({ name, path }) => [name, path])).toEqual([
      ['app.json', 'miniprogram/app.json'],
      ['pages/a/a.js', 'miniprogram/pages/a/a.js'],
      ['../project.config.json', 'project.config.json'],
    ]);
    expect(opened).toMatchObject({ form: 'project', format: 'project', limits: [], tamper: [] });
    expect(opened.trees[0]!.path).toBe('');
  });

  it('is digested over its sorted list of files', () => {
    const list = `${hash('sha256', 'App({})')}  app.js\n${hash('sha256', PAGES)}  app.json\n`;
    const opened = openInput(write({ 'app.json': PAGES, 'app.js': 'App({})' }));
    expect(opened).toMatchObject({ size: PAGES.length + 7, sha256: hash('sha256', list) });
    expect(opened.sm3()).toBe(hash('sm3', list));
  });

  it('of the packages of one WeChat app: main package first, one app id for all', () => {
    const filler = '// 党员学习 function(){return a}\n'.repeat(100);
    const main = buildWxapkg({
      'app-config.json': '{"pages":["a","s/b"],"subPackages":[{"root":"s/","pages":["s/b"]}]}',
      'a.js': `${filler}"${APP_ID}"`,
    });
    const sub = buildWxapkg({ 's/app-service.js': filler });
    const root = write({ '__APP__.wxapkg': encryptWxapkg(main, APP_ID), '_s_.wxapkg': encryptWxapkg(sub, APP_ID) });
    const together = openInput([join(root, '_s_.wxapkg'), join(root, '__APP__.wxapkg')]);
    for (const opened of [openInput(root), together]) {
      expect(opened.trees.map(({ path }) => path)).toEqual(['__APP__.wxapkg', '_s_.wxapkg']);
      expect(opened).toMatchObject({ format: 'wxapkg', form: 'package', appId: APP_ID, limits: [], tamper: [] });
    }
    expect(together.file).toBe('__APP__.wxapkg');
  });

  it('takes the newest version where several are kept', () => {
    const version = (text: string) => buildWxapkg({ 'app-config.json': '{"pages":[]}', 'v.txt': text });
    const root = write({ '9/__APP__.wxapkg': version('nine'), '14/__APP__.wxapkg': version('fourteen') });
    expect(textsOf(openInput(root).trees[0]!)).toMatchObject({ 'v.txt': 'fourteen' });
  });

  it('of a WeChat app and other packages says that those were not read', () => {
    const root = write({
      '__APP__.wxapkg': buildWxapkg({ 'app-config.json': '{"pages":[]}' }),
      '安卓/app.apk': zipOf({ 'AndroidManifest.xml': 'm' }),
    });
    expect(openInput(root).limits).toMatchObject([{ reason: 'unsupported', detail: expect.stringContaining('安卓/app.apk') }]);
  });

  it('without an app says what it lacks', () => {
    expect(codeOf(write({ 'readme.md': 'x' }))).toMatchObject({
      code: 'no-app',
      message: expect.stringContaining('没有找到应用'),
    });
    expect(codeOf(write({ 'angular.json': '{}', 'src/app/app.module.ts': '' }))).toMatchObject({
      code: 'no-app',
      message: expect.stringContaining('请提供构建出的网页文件夹（www、dist）或 APK'),
    });
    expect(codeOf(write({ 'app.apk': zipOf({ 'AndroidManifest.xml': 'm' }) }))).toMatchObject({
      code: 'no-app',
      message: expect.stringContaining('app.apk'),
    });
    expect(codeOf(write({}))).toMatchObject({ code: 'empty' });
  });

  it('follows no link; one that leads outside is told', () => {
    const outside = write({ 'secret.js': 'secret' });
    const root = write({ 'app.json': PAGES, 'own.js': 'own' });
    symlinkSync(outside, join(root, 'linked'));
    symlinkSync(join(root, 'own.js'), join(root, 'alias.js'));
    symlinkSync(root, join(root, 'loop'));
    const summary = summarize(openInput(root));
    expect(summary).toMatchObject({ trees: { '': { 'app.json': PAGES, 'own.js': 'own' } }, limits: ['unreadable linked'] });
  });
});

it('several paths must all be WeChat packages', () => {
  const root = write({ 'a.wxapkg': buildWxapkg({ 'app-config.json': '{}' }), 'b.apk': zipOf({ 'classes.dex': '' }) });
  expect(codeOf([join(root, 'a.wxapkg'), join(root, 'b.apk')])).toMatchObject({
    code: 'no-app',
    message: expect.stringContaining('b.apk 不是 wxapkg'),
  });
});

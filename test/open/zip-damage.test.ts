import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { InputError, openBuffer } from '../../src/open/index.js';
import { openSummary } from '../support/opened.js';
import { buildZip, type ZipFile, zipOf } from '../support/zip-writer.js';

const files: ZipFile[] = [
  { name: 'AndroidManifest.xml', data: 'manifest' },
  { name: 'a.txt', data: 'one', deflate: true },
  { name: 'b.txt', data: 'two', deflate: true, descriptor: true },
];

describe('a truncated package', () => {
  it('gives the files that are whole, under a limit', () => {
    expect(openSummary('a.apk', buildZip(files, { withoutDirectory: true }))).toEqual({
      format: 'apk',
      form: 'package',
      trees: { 'a.apk': { 'AndroidManifest.xml': 'manifest', 'a.txt': 'one', 'b.txt': 'two' } },
      limits: ['unreadable a.apk'],
      tamper: [],
    });
  });

  it('is not taken for the package stored inside it', () => {
    const inner = zipOf({ 'manifest.json': '{}' });
    const whole = buildZip([...files, { name: 'inner.zip', data: inner }, { name: 'last', data: 'x'.repeat(900) }]);
    const cut = whole.subarray(0, whole.indexOf('last') + 20);
    expect(openSummary('a.apk', cut)).toMatchObject({
      format: 'apk',
      trees: { 'a.apk': { 'AndroidManifest.xml': 'manifest', 'a.txt': 'one', 'b.txt': 'two', last: '!' } },
      limits: ['unreadable a.apk', 'unreadable a.apk!last'],
    });
  });

  it('is undetermined, not clean, wherever it is cut', () => {
    const whole = zipOf({ 'AndroidManifest.xml': 'manifest', 'assets/a.js': 'x'.repeat(300) });
    for (let length = 4; length < whole.length; length++) {
      const summary = openSummary('a.apk', whole.subarray(0, length));
      expect(summary, `cut at ${length}`).toHaveProperty('limits');
      expect('limits' in summary && summary.limits.length, `cut at ${length}`).toBeGreaterThan(0);
    }
  });
});

describe('an input that is no app', () => {
  const cases: [title: string, name: string, bytes: Buffer, code: string, says: string][] = [
    ['an empty file', 'a.apk', Buffer.alloc(0), 'empty', '空文件'],
    ['a text file named .apk', 'a.apk', Buffer.from('你好，这不是安装包\n'), 'no-app', '文本文件'],
    ['a web page', 'a.apk', Buffer.from('<!DOCTYPE html><html></html>'), 'no-app', 'HTML 网页'],
    ['a Windows program', 'a.apk', Buffer.from('4d5a90000300000004', 'hex'), 'no-app', 'PE'],
    ['a RAR archive', 'a.zip', Buffer.from('526172211a0701000000', 'hex'), 'no-app', '请改用 zip'],
    ['random bytes', 'a.wxapkg', Buffer.from('9cfa01e3b7002244c1', 'hex'), 'no-app', '未知的二进制数据'],
    ['a ZIP without any file', 'a.zip', buildZip([]), 'empty', '空的压缩包'],
    ['a ZIP of documents', 'a.zip', zipOf({ 'a/readme.txt': 'x' }), 'no-app', '没有找到应用'],
    [
      'an Android library',
      'a.aar',
      zipOf({ 'AndroidManifest.xml': '<m/>', 'classes.jar': '', 'R.txt': '' }),
      'no-app',
      'Android 源代码工程或代码库',
    ],
    ['one gzipped file', 'a.gz', gzipSync('text'), 'no-app', 'gzip'],
  ];
  it.each(cases)('%s', (_title, name, bytes, code, says) => {
    expect(openSummary(name, bytes)).toEqual({ code, message: expect.stringContaining(says) });
  });

  it('throws nothing but InputError', () => {
    expect(() => openBuffer('a.apk', Buffer.from('x'))).toThrow(InputError);
  });
});

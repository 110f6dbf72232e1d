import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openSummary } from '../support/opened.js';
import { buildZip, type ZipFile, type ZipForgery, zipOf } from '../support/zip-writer.js';

const manifest: ZipFile = { name: 'AndroidManifest.xml', data: 'manifest' };
const apk = (files: ZipFile[], forgery?: ZipForgery) => openSummary('a.apk', buildZip([manifest, ...files], forgery));
const clean = { format: 'apk', form: 'package', limits: [], tamper: [] };
const tree = (entries: Record<string, string>) => ({ 'a.apk': { 'AndroidManifest.xml': 'manifest', ...entries } });

describe('a ZIP that normal tools write', () => {
  it('gives its files as they are and reports nothing', () => {
    expect(openSummary('a.apk', zipOf({ 'AndroidManifest.xml': 'manifest', 'assets/签到.js': '签到' }))).toEqual({
      ...clean,
      trees: tree({ 'assets/签到.js': '签到' }),
    });
  });

  it('may have data descriptors, padding, a signing block and a comment', () => {
    const files: ZipFile[] = [
      { name: 'res/', data: '' },
      { name: 'a.txt', data: 'one', deflate: true, descriptor: true },
      { name: 'b.txt', data: 'two', before: Buffer.alloc(7) },
    ];
    expect(apk(files, { signingBlock: Buffer.from('...APK Sig Block 42'), comment: Buffer.alloc(1004, 0x20) })).toEqual({
      ...clean,
      trees: tree({ 'a.txt': 'one', 'b.txt': 'two' }),
    });
  });

  it('may hold GBK names without the UTF-8 flag', () => {
    const name = Buffer.from('d6d0b9fa2e747874', 'hex');
    expect(apk([{ name, data: 'x' }])).toEqual({ ...clean, trees: tree({ '中国.txt': 'x' }) });
  });
});

describe('a trick is reported and read through as Android does', () => {
  const cases: [title: string, file: ZipFile, trick: string, text: string][] = [
    ['an unknown method is stored', { name: 'a', data: 'one', method: 30208 }, 'unknown-compression-method', 'one'],
    ['the encryption bit means nothing', { name: 'a', data: 'one', flags: 1 }, 'encryption-bit', 'one'],
    ['the encryption bit on deflated data', { name: 'a', data: 'one', deflate: true, flags: 1 }, 'encryption-bit', 'one'],
    ['the central method wins', { name: 'a', data: 'one', deflate: true, local: { method: 0 } }, 'method-mismatch', 'one'],
    ['the central size wins', { name: 'a', data: 'one', local: { size: 1, compressedSize: 1 } }, 'size-mismatch', 'one'],
    ['the central name wins', { name: 'a', data: 'one', local: { name: 'b' } }, 'name-mismatch', 'one'],
    ['a forged uncompressed size', { name: 'a', data: 'one', deflate: true, size: 9_000_000 }, 'forged-size', 'one'],
    [
      'a forged compressed size',
      { name: 'a', data: 'one', deflate: true, compressedSize: 1, local: { compressedSize: 1 } },
      'forged-size',
      'one',
    ],
    ['stored data said to be deflated', { name: 'a', data: 'one', method: 8 }, 'method-forged', 'one'],
    ['deflated data said to be stored', { name: 'a', data: 'one', deflate: true, method: 0 }, 'method-forged', 'one'],
    ['content changed after packing', { name: 'a', data: 'one', crc: 7 }, 'crc-mismatch', 'one'],
    ['a folder with content', { name: 'a/', data: 'one' }, 'directory-with-data', 'one'],
  ];
  it.each(cases)('%s', (_title, file, trick, text) => {
    expect(apk([file])).toEqual({ ...clean, trees: tree({ a: text }), tamper: [`${trick} a.apk!a`] });
  });

  it('an entry twice is reported, and the first one is read', () => {
    expect(
      apk([
        { name: 'a', data: 'one' },
        { name: 'a', data: 'two' },
      ]),
    ).toEqual({
      ...clean,
      trees: tree({ a: 'one' }),
      tamper: ['duplicate-name a.apk!a'],
    });
  });

  it('a name that is a file and a folder', () => {
    expect(
      apk([
        { name: 'a', data: 'one' },
        { name: 'a/b', data: 'two' },
      ]),
    ).toEqual({
      ...clean,
      trees: tree({ a: 'one', 'a/b': 'two' }),
      tamper: ['file-as-directory a.apk!a'],
    });
  });

  it('a record of a wrong length does not hide the ones behind it', () => {
    expect(
      apk([
        { name: 'a', data: 'one', extra: Buffer.alloc(18), extraLength: 17 },
        { name: 'b', data: 'two' },
      ]),
    ).toEqual({
      ...clean,
      trees: tree({ a: 'one', b: 'two' }),
      tamper: ['central-directory-gap a.apk'],
    });
  });

  it('entries over the claimed count are read', () => {
    expect(apk([{ name: 'a', data: 'one' }], { count: 1 })).toEqual({
      ...clean,
      trees: tree({ a: 'one' }),
      tamper: ['entry-count-forged a.apk'],
    });
  });

  it('two names for one piece of data', () => {
    expect(
      apk([
        { name: 'a', data: 'one' },
        { name: 'b', data: 'one', sameDataAs: 1 },
      ]),
    ).toEqual({
      ...clean,
      trees: tree({ a: 'one', b: 'one' }),
      tamper: ['name-mismatch a.apk!b', 'overlapping-entries a.apk!b'],
    });
  });

  it('junk in front of the archive and behind it', () => {
    const prefix = Buffer.from('MZ this is not the start');
    expect(apk([], { prefix })).toEqual({ ...clean, trees: tree({}), tamper: ['leading-junk a.apk'] });
    expect(apk([], { trailing: Buffer.alloc(70_000, 1) })).toEqual({
      ...clean,
      trees: tree({}),
      tamper: ['trailing-data a.apk', 'end-record-misplaced a.apk'],
    });
  });
});

describe('names are data', () => {
  const names: [raw: string, shown: string, trick: string][] = [
    ['../../etc/passwd', '__/__/etc/passwd', 'path-traversal-name'],
    ['/abs.txt', 'abs.txt', 'absolute-name'],
    ['classes.dex\0', 'classes.dex␀', 'control-character-name'],
    ['CERT.RSA\r', 'CERT.RSA␍', 'control-character-name'],
    ['a\u202etxt.js', 'a<U+202E>txt.js', 'control-character-name'],
    ['res\\x.xml', 'res/x.xml', 'backslash-name'],
  ];
  it.each(names)('%j', (raw, shown, trick) => {
    const folder: ZipFile = { name: 'a/b', data: '' };
    expect(apk([folder, { name: raw, data: 'x' }])).toEqual({
      ...clean,
      trees: tree({ 'a/b': '', [shown]: 'x' }),
      tamper: [`${trick} a.apk!${shown}`],
    });
  });

  it('an endless name is cut, and stays different from its twin', () => {
    const summary = apk([
      { name: `${'n'.repeat(60_000)}1`, data: 'one' },
      { name: `${'n'.repeat(60_000)}2`, data: 'two' },
    ]);
    const names = 'trees' in summary ? Object.keys(summary.trees['a.apk']!).slice(1) : [];
    expect(names.map((name) => name.length)).toEqual([4105, 4105]);
    expect(summary).toMatchObject({ limits: [], tamper: [] });
  });

  it('backslashes throughout come from an old Windows tool and are no trick', () => {
    const files = [
      { name: 'p\\app.json', data: '{"pages":["a/a"]}' },
      { name: 'p\\a\\a.js', data: 'x' },
    ];
    expect(openSummary('p.zip', buildZip(files))).toEqual({
      ...clean,
      format: 'project',
      form: 'project',
      trees: { 'p.zip': { 'app.json': '{"pages":["a/a"]}', 'a/a.js': 'x' } },
    });
  });
});

describe('what cannot be read is a limit, never a guess', () => {
  it('data that is really encrypted', () => {
    const raw = Buffer.from('9d1f00aa77c2b4e1550b3a4f', 'hex');
    const files: ZipFile[] = [{ name: 'classes.dex', raw, method: 8, flags: 1, size: 400 }];
    expect(apk(files)).toEqual({
      ...clean,
      trees: tree({ 'classes.dex': '!' }),
      limits: ['encrypted a.apk!classes.dex', 'encrypted a.apk'],
    });
  });

  it('a desktop method that Android has not', () => {
    const files: ZipFile[] = [{ name: 'a.js', raw: Buffer.from('5d00008000', 'hex'), method: 14, size: 900 }];
    expect(apk(files)).toEqual({
      ...clean,
      trees: tree({ 'a.js': '!' }),
      limits: ['unsupported a.apk!a.js'],
      tamper: ['unknown-compression-method a.apk!a.js'],
    });
  });

  it('a corrupt stream', () => {
    const raw = deflateRawSync(Buffer.from('x'.repeat(500))).fill(0xff, 2, 6);
    expect(apk([{ name: 'a.js', raw, method: 8, size: 500 }])).toEqual({
      ...clean,
      trees: tree({ 'a.js': '!' }),
      limits: ['unreadable a.apk!a.js'],
    });
  });
});

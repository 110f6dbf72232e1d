import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ResultDocument } from '../../src/result.js';
import { buildWxapkg, encryptWxapkg } from '../support/wxapkg-writer.js';
import { buildZip, type ZipFile } from '../support/zip-writer.js';
import { folder, jianfu, PACKAGES } from './command.js';

const MIB = 1024 * 1024;
const APK = readFileSync(join(PACKAGES, 'android-grid.apk'));
const WXAPKG = readFileSync(join(PACKAGES, 'wechat-redline.wxapkg'));

/** An APK of the given entries beside a DEX file nobody can read. */
function apk(...files: ZipFile[]): Buffer {
  return buildZip([...files, { name: 'classes.dex', data: 'dex\n035\0' }]);
}

function nested(inner: Buffer): Buffer {
  return buildZip([{ name: 'app.apk', data: inner, deflate: true }]);
}

/** Chunks: type, header size, size. */
function axml(...chunks: [type: number, headerSize: number, size: number][]): Buffer {
  const body = Buffer.alloc(chunks.length * 8);
  chunks.forEach(([type, headerSize, size], i) => {
    body.writeUInt16LE(type, i * 8);
    body.writeUInt16LE(headerSize, i * 8 + 2);
    body.writeUInt32LE(size, i * 8 + 4);
  });
  const head = Buffer.alloc(8);
  head.writeUInt32LE(0x00080003, 0);
  head.writeUInt32LE(8 + body.length, 4);
  return Buffer.concat([head, body]);
}

function randomBytes(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let i = 0, state = 1; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

const zeros = Buffer.alloc(64 * MIB);
const app = [
  { name: 'app.json', data: '{"pages":["pages/a"]}' },
  { name: 'pages/a.wxml', data: '<view>你好</view>' },
  { name: 'pages/a.js', data: 'Page({})' },
];

/** Nothing to inspect: the message names the file, says what it is, and what to hand in instead. */
const REFUSED: [name: string, files: Record<string, string | Buffer>, message: string][] = [
  ['an empty file', { 'a.apk': '' }, 'a.apk 是空文件，没有可检查的内容。'],
  ['a text file named .apk', { 'a.apk': '这不是安装包\n' }, 'a.apk 不是应用安装包：内容是文本文件。请提供 APK'],
  ['a folder without an app', { 'a/readme.txt': 'x' }, 'a 里没有找到应用'],
  ['an empty ZIP', { 'a.zip': buildZip([]) }, 'a.zip'],
  ['random bytes', { 'a.apk': randomBytes(4096) }, 'a.apk 不是应用安装包：内容是未知的二进制数据'],
];

describe('what holds no app ends with 4', () => {
  it.each(REFUSED)('%s', (_name, files, message) => {
    const cwd = folder(files);
    const { code, stdout, stderr } = jianfu(['scan', Object.keys(files)[0]!.split('/')[0]!], { cwd });
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toMatch(/^jianfu: [^\n]+\n$/);
    expect(stderr).toContain(message);
  });
});

interface Damaged {
  input: string | Buffer;
  file?: string;
  args?: string[];
  limits?: string[];
  tamper?: string[];
}

/** Read as far as it goes: nothing reads as clean, and the reason is there. */
const UNDETERMINED: Record<string, Damaged> = {
  'a truncated APK': { input: APK.subarray(0, APK.length / 2), limits: ['unreadable'] },
  'a manifest of random bytes': {
    input: apk({ name: 'AndroidManifest.xml', data: Buffer.concat([Buffer.from([3, 0, 8, 0]), randomBytes(4096)]) }),
    limits: ['parse-failed'],
  },
  'an AXML chunk of size zero': {
    input: apk({ name: 'AndroidManifest.xml', data: axml([0x0001, 28, 0], [0x0102, 16, 0]) }),
    limits: ['parse-failed'],
  },
  'a bomb': { input: buildZip([...app, { name: 'pages/b.js', data: zeros, deflate: true }]), limits: ['budget'] },
  'a bomb inside a package inside a package': {
    input: nested(nested(apk({ name: 'classes2.dex', data: zeros, deflate: true }))),
    limits: ['budget'],
  },
  'a bomb that claims to be small': {
    input: buildZip([...app, { name: 'pages/b.js', data: zeros, deflate: true, size: 100 }]),
    limits: ['budget'],
  },
  'a wxapkg whose index points outside': {
    file: 'a.wxapkg',
    input: buildWxapkg(
      { 'app-config.json': '{"pages":["a"]}', 'app-service.js': 'Page({})' },
      { claims: { 'app-service.js': { offset: 1e9 } } },
    ),
    limits: ['unreadable'],
  },
  'a wrong app id': {
    file: 'a.wxapkg',
    input: encryptWxapkg(WXAPKG, 'wx0123456789abcdef'),
    args: ['--appid', 'wxffffffffffffffff'],
    limits: ['encrypted'],
  },
};

/** Told as tampering; the app is read all the same. */
const TRICKS: Record<string, Damaged> = {
  'names that point outside': {
    input: buildZip([...app, { name: '../../etc/passwd', data: 'x' }, { name: 'a\0b.js', data: 'x' }]),
    tamper: ['control-character-name', 'path-traversal-name'],
  },
  'an unknown compression method': {
    input: apk({ name: 'AndroidManifest.xml', data: axml(), method: 77 }),
    tamper: ['unknown-compression-method'],
  },
  'an encryption bit': { input: buildZip([...app.slice(0, 2), { ...app[2]!, flags: 1 }]), tamper: ['encryption-bit'] },
  'a name twice': { input: buildZip([...app, app[1]!]), tamper: ['duplicate-name'] },
};

function scan({ input, file = 'a.zip', args = [] }: Damaged): { code: number | null; stderr: string; document: ResultDocument } {
  const cwd = folder({ [file]: input });
  const { code, stdout, stderr } = jianfu(['scan', file, '-f', 'json', ...args], { cwd });
  return { code, stderr, document: JSON.parse(stdout) };
}

describe('what cannot be read whole is undetermined and ends with 3', () => {
  it.each(Object.entries(UNDETERMINED))('%s', (_name, damaged) => {
    const { code, stderr, document } = scan(damaged);
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(document.limits.map(({ reason }) => reason)).toEqual(expect.arrayContaining(damaged.limits!));
    for (const { detail } of document.limits) expect(detail).toMatch(/[。）]$/);
    const verdicts = new Set(document.items.map(({ verdict }) => verdict));
    expect([...verdicts].filter((verdict) => verdict === 'not-found' || verdict === 'absent')).toEqual([]);
  });
});

describe('a trick is reported', () => {
  it.each(Object.entries(TRICKS))('%s', (_name, damaged) => {
    const { code, stderr, document } = scan(damaged);
    expect([0, 1, 3]).toContain(code);
    expect(stderr).toBe('');
    expect([...new Set(document.tampering.map(({ trick }) => trick))].sort()).toEqual(damaged.tamper);
  });
});

it('a script of 50 MB on one line is a limit, and the rest is read', () => {
  const line = `Page({data:{a:[${'"签到",'.repeat((50 * MIB) / 9)}]}})`;
  const cwd = folder({
    'p/app.json': '{"pages":["a","b"]}',
    'p/a.js': line,
    'p/a.wxml': '<view/>',
    'p/b.js': 'Page({})',
    'p/b.wxml': '<view>你好</view>',
  });
  const { code, stdout } = jianfu(['scan', 'p', '-f', 'json'], { cwd });
  const document: ResultDocument = JSON.parse(stdout);
  expect(code).toBe(3);
  expect(document.limits.map(({ reason, at }) => [reason, at.path])).toEqual([['budget', 'a.js']]);
  expect(document.coverage.scripts).toEqual({ total: 2, parsed: 1, failed: 1, thirdParty: 0 });
});

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkFacts, loadPacks } from '../../../src/check/index.js';
import { extractFacts } from '../../../src/extract/index.js';
import type { FactsFile } from '../../../src/facts/types.js';
import { openBuffer } from '../../../src/open/index.js';
import { buildDartLibrary, RELEASES } from '../../support/dart-writer.js';
import { zipOf } from '../../support/zip-writer.js';
import { of } from '../web/support.js';

const LIBRARY = 'lib/arm64-v8a/libapp.so';
const STRINGS = [
  'package:grid/main.dart',
  'package:grid/pages/sign_page.dart',
  'package:grid_api/client.dart',
  'package:flutter/src/widgets/text.dart',
  'package:geolocator/geolocator.dart',
  'package:geolocator/src/position.dart',
  'SignPage',
  '_SignPageState@4017',
  '_SignPage@4017.',
  'RenderObject',
  '外勤签到',
  '请先拍照再签到',
  '積分排行',
  '日付の範囲',
  '取消',
  'https://grid.example.cn/',
  'https://api.flutter.dev/flutter/widgets/Text-class.html',
  '/api/attendance/sign',
  '/sign/record',
  'image/png',
  '/proc/self/maps',
  'dart:core',
];

/** Any program has many more names than these. */
const SYMBOLS = Array.from({ length: 20 }, (_, i) => `_symbol${i}`);

const SHELL = ['AndroidManifest.xml', 'resources.arsc', 'classes.dex'];
const shell = openBuffer(
  'shell.apk',
  readFileSync(new URL('../../../fixtures/packages/android-grid-clean.apk', import.meta.url)),
);

const notices = (names: string[]): Buffer => gzipSync(names.map((name) => `${name}\n\nCopyright`).join(`\n${'-'.repeat(80)}\n`));

/** An app whose Android part is the launcher's alone. */
function apk(files: Record<string, string | Buffer>): Buffer {
  const base = SHELL.map((name): [string, Buffer] => [name, shell.trees[0]!.find(name)!.read()]);
  return zipOf({ ...Object.fromEntries(base), ...files });
}

function read(files: Record<string, string | Buffer>): FactsFile {
  return extractFacts(openBuffer('grid.apk', apk(files)), '0');
}

const program = (texts: readonly string[] = STRINGS, release = 'Dart 3.5 arm64'): Buffer =>
  buildDartLibrary([...SYMBOLS, ...texts], RELEASES[release]!);

/** Facts that stand at a place inside a library. */
function inLibrary(file: FactsFile, library = LIBRARY) {
  return file.facts.filter(({ at }) => at.path === `grid.apk!${library}` && at.offset !== undefined);
}

describe('a Flutter app', () => {
  const file = read({
    [LIBRARY]: program(),
    'assets/flutter_assets/NOTICES.Z': notices(['flutter', 'geolocator']),
  });

  it('shows its Chinese texts where they stand, in no place of a screen', () => {
    const bytes = program();
    const at = (text: string) => ({ path: `grid.apk!${LIBRARY}`, offset: bytes.indexOf(Buffer.from(text, 'utf16le')) });
    expect(of(file, 'text').filter(({ at: { path } }) => path.endsWith('.so'))).toEqual(
      ['外勤签到', '请先拍照再签到', '積分排行', '取消'].map((value) => ({
        kind: 'text',
        value,
        position: 'unknown',
        at: at(value),
        owner: 'unknown',
        screens: [],
      })),
    );
  });

  it('tells its own libraries and classes from published packages by the list of licences', () => {
    const named = inLibrary(file).flatMap((fact) =>
      fact.kind === 'identifier'
        ? [[fact.role, fact.value, fact.owner]]
        : fact.kind === 'sdk'
          ? [['sdk', fact.name, fact.owner]]
          : [],
    );
    expect(named.sort()).toEqual([
      ['class', 'SignPage', 'own'],
      ['component', 'client', 'own'],
      ['component', 'main', 'own'],
      ['component', 'sign_page', 'own'],
      ['route', '/sign/record', 'unknown'],
      ['sdk', 'flutter', 'third-party'],
      ['sdk', 'geolocator', 'third-party'],
    ]);
  });

  it('gives addresses and endpoints, those of libraries apart', () => {
    const urls = inLibrary(file).filter((fact) => fact.kind === 'url');
    expect(urls.map(({ value, owner }) => [value, owner])).toEqual([
      ['https://grid.example.cn/', 'unknown'],
      ['https://api.flutter.dev/flutter/widgets/Text-class.html', 'third-party'],
    ]);
    expect(
      of(file, 'request')
        .filter(({ via }) => via === 'dart-string')
        .map(({ path, params }) => [path, params]),
    ).toEqual([['/api/attendance/sign', []]]);
  });

  it('leaves what was not found undetermined, and words alone prove nothing', () => {
    expect(of(file, 'limit').map(({ reason, hides, share, at }) => [reason, hides, share, at.path])).toEqual([
      ['compiled-runtime', ['code', 'screens'], 1, `grid.apk!${LIBRARY}`],
    ]);
    const packs = loadPacks(new URL('../../../rules', import.meta.url).pathname);
    const { items } = checkFacts(file, packs);
    expect(items.filter(({ kind }) => kind === 'prohibition').map(({ verdict }) => verdict)).not.toContain('found');
    expect(items.filter(({ verdict }) => verdict === 'not-found' || verdict === 'absent')).toEqual([]);
  });

  it('is one program for all processors: the one of 64-bit ARM is read', () => {
    const several = read({
      'lib/armeabi-v7a/libapp.so': program(['弃用'], 'Dart 3.5 arm'),
      'lib/x86_64/libapp.so': program(['弃用']),
      [LIBRARY]: program(['外勤签到']),
    });
    const texts = of(several, 'text').filter(({ at }) => at.path.endsWith('.so'));
    expect(texts.map(({ value }) => value)).toEqual(['外勤签到']);
  });

  it('whose first library is damaged is read from the next', () => {
    const several = read({ 'lib/armeabi-v7a/libapp.so': program(['外勤签到'], 'Dart 3.5 arm'), [LIBRARY]: Buffer.from('ELF') });
    expect(inLibrary(several, 'lib/armeabi-v7a/libapp.so').map(({ kind }) => kind)).toEqual(['text']);
  });

  it('without a program that can be read hides everything, pages among its assets or not', () => {
    const hidden = [['compiled-runtime', ['code', 'screens', 'texts'], 1]];
    const page = '<html><head><title>通知</title></head><body><p>通知公告</p></body></html>';
    const variants: Record<string, string | Buffer>[] = [
      { [LIBRARY]: Buffer.alloc(0) },
      { 'assets/flutter_assets/AssetManifest.json': '{}' },
      { 'assets/flutter_assets/AssetManifest.json': '{}', 'assets/flutter_assets/assets/index.html': page },
    ];
    for (const files of variants)
      expect(of(read(files), 'limit').map(({ reason, hides, share }) => [reason, hides, share])).toEqual(hidden);
  });

  it('of a development build is asked for as it is released', () => {
    const [only, ...more] = of(read({ 'assets/flutter_assets/kernel_blob.bin': Buffer.from('90abcdef', 'hex') }), 'limit');
    expect([only?.reason, only?.hides, only?.detail.includes('正式发布的安装包'), more]).toEqual([
      'compiled-runtime',
      ['code', 'screens', 'texts'],
      true,
      [],
    ]);
  });

  it('of an unknown layout may hide texts as well', () => {
    const release = { ...RELEASES['Dart 3.5 arm64']!, strings: 'unknown' as const };
    const odd = read({ [LIBRARY]: buildDartLibrary(STRINGS, release) });
    expect(of(odd, 'limit').map(({ reason, hides }) => [reason, hides])).toEqual([
      ['compiled-runtime', ['code', 'screens', 'texts']],
    ]);
    expect(of(odd, 'text').map(({ value }) => value)).toContain('外勤签到');
  });

  it('does not count the framework’s own words where its tables are in the program', () => {
    const localised = read({
      [LIBRARY]: program([...STRINGS, 'package:flutter_localizations/src/material_localizations.dart', '星期一', 'y年M月d日']),
    });
    const owners = new Map(of(localised, 'text').map(({ value, owner }) => [value, owner]));
    expect(['取消', '星期一', 'y年M月d日', '外勤签到'].map((text) => owners.get(text))).toEqual([
      'third-party',
      'third-party',
      'third-party',
      'unknown',
    ]);
  });

  it('reads the messages and data among its assets, not those of published packages', () => {
    const assets = read({
      [LIBRARY]: program(),
      'assets/flutter_assets/NOTICES.Z': notices(['flutter', 'geolocator']),
      'assets/flutter_assets/assets/lang/zh.json': '{\n  "签": "x",\n  "sign": "签到\\u6210功",\n  "n": 3}',
      'assets/flutter_assets/assets/areas.json': '[{"name": "东城区"}]',
      'assets/flutter_assets/assets/l10n/zh.yaml': '# 注释\nsign: 每日签到\nlist:\n  - "请拍照"\n',
      'assets/flutter_assets/AssetManifest.json': '{"assets/说明.txt": ["assets/说明.txt"]}',
      'assets/flutter_assets/packages/geolocator/assets/zh.json': '{"a": "定位失败"}',
      'assets/flutter_assets/packages/grid_api/assets/zh.json': '{"a": "网络错误"}',
    });
    const texts = of(assets, 'text').filter(({ at }) => at.path.includes('flutter_assets'));
    expect(texts.map(({ value, position, at }) => [at.path.slice(31), at.line, value, position])).toEqual([
      ['assets/areas.json', 1, '东城区', 'data'],
      ['assets/l10n/zh.yaml', 2, '每日签到', 'unknown'],
      ['assets/l10n/zh.yaml', 4, '请拍照', 'unknown'],
      ['assets/lang/zh.json', 3, '签到成功', 'unknown'],
      ['packages/grid_api/assets/zh.json', 1, '网络错误', 'unknown'],
    ]);
  });
});

it('Chinese dictionaries in a program are cut, the longer texts first kept', () => {
  const words = Array.from({ length: 31_000 }, (_, i) => (i < 2000 ? String.fromCharCode(0x4e00 + i) : `词条${i}`));
  const file = read({ [LIBRARY]: program(words) });
  const texts = of(file, 'text').filter(({ at }) => at.path.endsWith('.so'));
  expect([texts.length, texts.filter(({ value }) => value.length > 1).length]).toEqual([30_000, 29_000]);
  expect(of(file, 'limit').map(({ reason, hides }) => [reason, hides])).toEqual([
    ['budget', ['texts']],
    ['compiled-runtime', ['code', 'screens']],
  ]);
});

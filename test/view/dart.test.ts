import { describe, expect, it } from 'vitest';
import { openBuffer } from '../../src/open/index.js';
import { findTarget, listTree, showTarget } from '../../src/view/index.js';
import { buildDartLibrary, buildElf, RELEASES, VERSION } from '../support/dart-writer.js';
import { zipOf } from '../support/zip-writer.js';

const library = buildDartLibrary(['外勤签到', 'SignPage', '/api/sign', 'package:grid/main.dart'], {
  ...RELEASES['Dart 3.5 arm']!,
});
const { trees } = openBuffer(
  'grid.apk',
  zipOf({
    'AndroidManifest.xml': 'manifest',
    'classes.dex': 'code',
    'lib/armeabi-v7a/libapp.so': library,
    'lib/armeabi-v7a/libgrid.so': library,
    'lib/armeabi-v7a/libother.so': buildElf(32, { JNI_OnLoad: Buffer.from('code') }),
  }),
);
const offset = library.indexOf(Buffer.from('外勤签到', 'utf16le'));

function shown(address: string): string[] {
  const target = findTarget(trees, address);
  return (target && showTarget(target)?.text.split('\n')) ?? [];
}

describe('precompiled Dart code for people', () => {
  it('is told from other libraries, whatever its name', () => {
    expect(
      listTree(trees[0]!, false)
        .slice(2)
        .map(({ name, label }) => [name.slice(16), label]),
    ).toEqual([
      ['libapp.so', 'Flutter 程序（Dart 快照）'],
      ['libgrid.so', 'Flutter 程序（Dart 快照）'],
      ['libother.so', expect.not.stringContaining('Dart')],
    ]);
  });

  it('is listed as its strings with their offsets', () => {
    const lines = shown('lib/armeabi-v7a/libapp.so');
    expect(lines[0]).toContain(`Dart 快照 ${VERSION}（product `);
    expect(lines[1]).toBe('// 27 个字符串，取自数据映像；前面的数字是文件内偏移');
    expect(lines.filter((line) => line.includes('签到'))).toEqual([`${offset}  "外勤签到"`]);
  });

  it('shows the string evidence stands in, with those around it', () => {
    const lines = shown(`grid.apk!lib/armeabi-v7a/libapp.so@${offset}`);
    expect(lines.filter((line) => line.startsWith('▶'))).toEqual([`▶ ${offset}  "外勤签到"`]);
    expect(lines.filter((line) => line.includes('"/api/sign"'))).toHaveLength(1);
  });
});

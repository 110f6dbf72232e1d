import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DartProgram, decodeDartLibrary, isDartLibrary } from '../../../src/decode/dart/index.js';
import { buildDartLibrary, buildElf, RELEASES, type Release, unsigned, VERSION, VM_STRINGS } from '../../support/dart-writer.js';

const TEXTS = [
  '签到成功',
  'package:grid/pages/sign_page.dart',
  '请先拍照再签到（必填）',
  '/api/attendance/sign',
  '🟩',
  'é',
  '',
  `${'长'.repeat(300)}尾`,
  `long ${'x'.repeat(5000)}`,
  ...Array.from({ length: 40 }, (_, i) => `symbol${i}`),
];

function open(texts: readonly string[], release: Release): DartProgram {
  const program = decodeDartLibrary(buildDartLibrary(texts, release));
  if (!program) throw new Error('no program');
  return program;
}

function textsOf(program: DartProgram): string[] {
  return program.strings.map((string) => program.text(string));
}

describe('a library of precompiled Dart code', () => {
  it.each(Object.entries(RELEASES))('of %s gives every string of both isolates', (_name, release) => {
    const program = open(TEXTS, release);
    // An object without characters is no text; the stream has it all the same.
    const expected = [...VM_STRINGS, ...TEXTS].filter((text) => text !== '' || release.strings === 'clusters');
    expect([program.bits, program.version, program.reading]).toEqual([release.bits, VERSION, release.strings]);
    expect(textsOf(program)).toEqual(expected);
  });

  it('tells where in the file the characters of a string stand', () => {
    const bytes = buildDartLibrary(TEXTS, RELEASES['Dart 3.5 arm64']!);
    const program = decodeDartLibrary(bytes)!;
    const found = program.strings.find((string) => program.text(string) === '签到成功');
    expect(found).toEqual({ at: bytes.indexOf(Buffer.from('签到成功', 'utf16le')), length: 4, wide: true });
  });

  it('of a layout no release has is searched for runs of characters, Chinese at any alignment', () => {
    const program = open(TEXTS, { ...RELEASES['Dart 3.5 arm64']!, strings: 'unknown' });
    expect(program.reading).toBe('scan');
    expect(textsOf(program)).toEqual(
      expect.arrayContaining(['签到成功', '请先拍照再签到（必填）', '/api/attendance/sign', `${'长'.repeat(300)}尾`]),
    );
  });

  it('is told by its first bytes, and nothing else is', () => {
    const library = buildDartLibrary(TEXTS, RELEASES['Dart 3.5 arm64']!);
    const other = buildElf(64, { JNI_OnLoad: Buffer.from('code') });
    expect([library, other, Buffer.from('_kDart')].map((bytes) => isDartLibrary(bytes.subarray(0, 1024)))).toEqual([
      true,
      false,
      false,
    ]);
    expect([other, Buffer.alloc(0), library.subarray(0, 500)].map(decodeDartLibrary)).toEqual([undefined, undefined, undefined]);
  });

  it('with the VM’s data alone holds no program', () => {
    const [vm] = [buildDartLibrary(TEXTS, RELEASES['Dart 3.5 arm64']!)];
    const renamed = Buffer.from(
      vm.toString('latin1').replace('_kDartIsolateSnapshotData', '_kDartIsolateSnapshotGone'),
      'latin1',
    );
    expect(decodeDartLibrary(renamed)).toBeUndefined();
  });

  it('that counts more strings than its bytes can hold is searched instead', () => {
    const release = RELEASES['Dart 3.5 arm64']!;
    const bytes = buildDartLibrary(TEXTS, release);
    const count = Buffer.concat([Buffer.from([0x42, 0x00, 0xd7]), unsigned(TEXTS.length)]);
    bytes.set([0x7f], bytes.lastIndexOf(count) + 3);
    const program = decodeDartLibrary(bytes)!;
    expect(program.reading).toBe('scan');
    expect(textsOf(program).filter((text) => text.includes('签到成功'))).toHaveLength(1);
  });

  it('made of false starts is given up soon', () => {
    const bytes = buildDartLibrary(['x'.repeat(4_000_000)], RELEASES['Dart 3.5 arm64']!);
    const from = bytes.indexOf('arm64 android compressed-pointers', 0, 'latin1') + 200;
    bytes.fill(0x80, from, bytes.length - 100);
    const started = performance.now();
    decodeDartLibrary(bytes);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it('never throws on changed bytes, and gives the same twice', () => {
    const originals = Object.values(RELEASES).map((release) => buildDartLibrary(TEXTS.slice(0, 7), release));
    const change = fc.record({
      which: fc.nat(originals.length - 1),
      changes: fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 12 }),
      cut: fc.nat(3000),
    });
    fc.assert(
      fc.property(change, ({ which, changes, cut }) => {
        const original = originals[which]!;
        const bytes = Buffer.from(original.subarray(0, original.length - (cut > 1500 ? cut - 1500 : 0)));
        if (bytes.length === 0) return;
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const read = (): string => JSON.stringify(decodeDartLibrary(bytes) && textsOf(decodeDartLibrary(bytes)!));
        expect(read()).toBe(read());
      }),
      { numRuns: 400, seed: 11 },
    );
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractAndroid } from '../../../src/extract/android/index.js';
import { openBuffer } from '../../../src/open/index.js';
import { buildZip } from '../../support/zip-writer.js';

const apk = readFileSync(new URL('../../../fixtures/packages/android-grid.apk', import.meta.url));
const entries = openBuffer('app.apk', apk).trees[0]!.entries.map((entry) => ({ name: entry.name, data: entry.read() }));

/** Limits of the fixture with one entry changed. */
function limitsAfter(name: string, change: (bytes: Buffer) => void): string[] {
  const files = entries.map((entry) => {
    if (entry.name !== name) return entry;
    const data = Buffer.from(entry.data);
    change(data);
    return { name, data };
  });
  const { facts } = extractAndroid(openBuffer('app.apk', buildZip(files)))!;
  return facts.flatMap((fact) => (fact.kind === 'limit' ? [`${fact.reason} ${fact.hides.join()} ${fact.detail}`] : []));
}

/** Where the n-th chunk of a type starts in a compiled XML file. */
function chunkAt(bytes: Buffer, type: number, n = 0): number {
  for (let at = 8; at + 8 <= bytes.length; at += bytes.readUInt32LE(at + 4))
    if (bytes.readUInt16LE(at) === type && n-- === 0) return at;
  throw new Error('no such chunk');
}

const MANIFEST =
  'parse-failed config,screens app.apk!AndroidManifest.xml 的结构已损坏，其中的组件、权限可能未全部读出；请提交未经改动的安装包。';
const TABLE =
  'parse-failed texts,screens,resources app.apk!resources.arsc 的结构已损坏，资源中的文字、布局可能未全部读出；请提交未经改动的安装包。';

describe('a damaged manifest is no proof that a component is absent', () => {
  it.each<[string, (bytes: Buffer) => void]>([
    ['a chunk longer than the file', (bytes) => bytes.writeUInt32LE(0x7fffffff, chunkAt(bytes, 0x102, 3) + 4)],
    ['a start element that became an end', (bytes) => bytes.writeUInt16LE(0x103, chunkAt(bytes, 0x102, 3))],
    ['a start element that became unknown', (bytes) => bytes.writeUInt16LE(0x1ff, chunkAt(bytes, 0x102, 3))],
    ['an element header of another length', (bytes) => bytes.writeUInt16LE(17, chunkAt(bytes, 0x102, 3) + 2)],
  ])('%s', (_, change) => {
    expect(limitsAfter('AndroidManifest.xml', change)).toContain(MANIFEST);
  });
});

it.each<[string, (bytes: Buffer) => void]>([
  ['strings read from a wrong place', (bytes) => bytes.writeUInt32LE(bytes.readUInt32LE(28) + 1, 28)],
  ['fewer strings than there are', (bytes) => bytes.writeUInt32LE(5, 16)],
])('a manifest whose names cannot be had is no manifest: %s', (_, change) => {
  expect(limitsAfter('AndroidManifest.xml', change)).toEqual([
    'parse-failed config,screens app.apk 没有可读的 AndroidManifest.xml，应用标识、权限和组件未能读取。',
  ]);
});

describe('a damaged resource table is no proof that a text is absent', () => {
  it.each<[string, (bytes: Buffer) => void]>([
    ['no table at all', (bytes) => bytes.writeUInt16LE(0, 0)],
    ['a package longer than the file', (bytes) => bytes.writeUInt32LE(0x7fffffff, 12 + bytes.readUInt32LE(16) + 4)],
    ['a pool header of another length', (bytes) => bytes.writeUInt16LE(56, 14)],
    ['strings read from a wrong place', (bytes) => bytes.writeUInt32LE(bytes.readUInt32LE(32) + 1, 32)],
  ])('%s', (_, change) => {
    expect(limitsAfter('resources.arsc', change)).toContain(TABLE);
  });

  it('references that lead nowhere', () => {
    const limits = limitsAfter('resources.arsc', (bytes) => {
      // The package says it is another one: nothing is damaged, yet no reference is answered.
      bytes.writeUInt32LE(0x60, 12 + bytes.readUInt32LE(16) + 8);
    });
    expect(limits).toContainEqual(
      expect.stringMatching(/^parse-failed texts,screens,resources 清单和布局引用的 (\d+) 个资源中有 \1 个不在资源表里/),
    );
  });
});

it('an untouched package has no limit', () => {
  expect(limitsAfter('none', () => undefined)).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { extractAndroid } from '../../../src/extract/android/index.js';
import { openBuffer } from '../../../src/open/index.js';
import type { Entry, Opened, Tree } from '../../../src/open/tree.js';
import { bytes, text } from '../../decode/protobuf/writer.js';

const opened = openBuffer('app.apk', readFileSync(new URL('../../../fixtures/packages/android-grid.apk', import.meta.url)));
const tree = opened.trees[0]!;

/** An app of these entries. */
function packageOf(files: Record<string, Buffer | undefined>): Opened {
  const entries = Object.entries(files).flatMap(([name, data]): Entry[] =>
    data ? [{ name, path: `app.apk!${name}`, size: data.length, read: () => data, peek: () => data.subarray(0, 1024) }] : [],
  );
  const changed: Tree = { ...tree, entries, find: (name) => entries.find((entry) => entry.name === name) };
  return { ...opened, trees: [changed] };
}

const fixture = Object.fromEntries(tree.entries.map((entry) => [entry.name, entry.read()]));

it('without code the layouts still say what the screens show, but not which screen', () => {
  const { facts } = extractAndroid(packageOf({ ...fixture, 'classes.dex': undefined }))!;
  const texts = facts.flatMap((fact) => (fact.kind === 'text' && fact.at.path.includes('res/') ? [fact] : []));
  expect(texts.map(({ value, position, screens }) => [value, position, screens])).toEqual(
    expect.arrayContaining([
      ['立即签到', 'button', []],
      ['现场照片(必传)', 'label', []],
      ['积分排名', 'menu', []],
    ]),
  );
});

it('with code a layout that nothing shows says nothing', () => {
  const { facts } = extractAndroid(packageOf(fixture))!;
  expect(facts.filter((fact) => fact.kind === 'text' && fact.at.path.includes('res/') && fact.screens.length === 0)).toEqual([]);
});

it('without a manifest the code that no library owns is the app', () => {
  const { facts, coverage } = extractAndroid(packageOf({ ...fixture, 'AndroidManifest.xml': undefined }))!;
  expect(coverage.dex?.ownClasses).toBe(20);
  expect(facts.flatMap((fact) => (fact.kind === 'text' ? [fact.value] : []))).toContain('请上传现场照片');
});

it('names what really runs a hybrid app', () => {
  const names = [
    'assets/apps/H5A/www/app-service.js',
    'assets/www/index.html',
    'assets/index.android.bundle',
    'assets/fonts/a.ttf',
  ];
  const files = Object.fromEntries(names.map((name) => [name, Buffer.from('x')]));
  const { hosts } = extractAndroid(packageOf({ ...fixture, ...files }))!;
  expect(hosts).toEqual(['html', 'react-native', 'uni-app']);
});

it('reads an app bundle: messages instead of binary XML, code below base', () => {
  const component = bytes(5, bytes(1, text(3, 'activity'), bytes(4, text(2, 'name'), text(3, '.report.ReportActivity'))));
  const manifest = bytes(
    1,
    text(3, 'manifest'),
    bytes(4, text(2, 'package'), text(3, 'cn.example.grid')),
    bytes(5, bytes(1, text(3, 'application'), component)),
  );
  const bundle = packageOf({ 'base/manifest/AndroidManifest.xml': manifest, 'base/dex/classes.dex': fixture['classes.dex'] });
  const { package: identity, facts } = extractAndroid(bundle)!;
  expect(identity.id).toBe('cn.example.grid');
  expect(facts.filter((fact) => fact.kind === 'gate' && fact.subject === 'photo')).toEqual([
    expect.objectContaining({
      message: '请上传现场照片',
      screens: ['cn.example.grid.report.ReportActivity'],
      at: expect.objectContaining({ path: 'app.apk!base/dex/classes.dex' }),
    }),
  ]);
});

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { indexClasses } from '../../../src/extract/android/classes.js';
import { extractAndroid } from '../../../src/extract/android/index.js';
import type { DexSource } from '../../../src/extract/android/sources.js';
import { openBuffer } from '../../../src/open/index.js';
import { buildZip } from '../../support/zip-writer.js';

const file = (name: string): Buffer => readFileSync(new URL(`../../../fixtures/packages/${name}`, import.meta.url));
const entriesOf = (name: string): { name: string; data: Buffer }[] =>
  openBuffer(name, file(name)).trees[0]!.entries.map((entry) => ({ name: entry.name, data: entry.read() }));
const data = file('dex-renamed.dex');

it('words of renamed code are read however far from the screens they stand, and told to be without one', () => {
  const parts = entriesOf('android-grid.apk').map((one) => (one.name === 'classes.dex' ? { ...one, data } : one));
  const { facts } = extractAndroid(openBuffer('app.apk', buildZip(parts)))!;
  const words = facts.flatMap((fact) =>
    fact.kind === 'text' && fact.at.class === 'a.h' ? [[fact.value, fact.owner, fact.screens]] : [],
  );
  expect(words).toEqual(['健康打卡', '打卡中', '打卡成功', '请先配置', '登录成功'].map((value) => [value, 'unknown', []]));
  expect(facts.filter((fact) => fact.kind === 'limit' && fact.reason === 'unreadable')).toMatchObject([
    { hides: ['code', 'screens'], share: 1, detail: expect.stringContaining('5 个含中文的方法中有 5 个未能确定属于哪个页面') },
  ]);
});

it('renamed code of libraries beside an app that kept its names is not the app’s', () => {
  const both = [...entriesOf('android-club.apk'), { name: 'classes2.dex', data }];
  const { facts } = extractAndroid(openBuffer('app.apk', buildZip(both)))!;
  expect(facts.filter((fact) => fact.at.class === 'a.h')).toEqual([]);
  expect(facts.filter((fact) => fact.kind === 'limit')).toEqual([]);
});

it('endpoints are declared by annotations whose types and parts lost their names, too', () => {
  const both = [...entriesOf('android-grid.apk'), { name: 'classes2.dex', data: file('dex-endpoints.dex') }];
  const { facts } = extractAndroid(openBuffer('app.apk', buildZip(both)))!;
  const found = facts.flatMap((fact) =>
    fact.kind === 'request' && fact.at.class === 'cn.example.grid.net.b' ? [[fact.path, fact.params, fact.sends]] : [],
  );
  expect(found).toEqual([
    ['/duty/list/{page}', ['keyword', 'page'], []],
    ['duty/leave', ['longitude', 'post'], ['location']],
  ]);
});

it('a package full of short names was made by a minifier, whatever it is called', () => {
  const isRenamed = (names: string[], asked: string): boolean => {
    const definitions = names.map((name, index) => ({ name: `L${name.replaceAll('.', '/')};`, flags: 1, interfaces: [], index }));
    const source = { entry: { path: 'app.apk!classes.dex' }, dex: { classes: definitions } } as unknown as DexSource;
    return indexClasses([source], () => 'unknown').isRenamed(asked);
  };
  const short = Array.from({ length: 60 }, (_, i) => `com.vendor.gathered.${i.toString(36)}`);
  const long = Array.from({ length: 30 }, (_, i) => `com.vendor.gathered.Screen${i}`);
  expect(isRenamed(short, 'com.vendor.gathered.xy')).toBe(true);
  expect(isRenamed([...short, ...long], 'com.vendor.gathered.xy')).toBe(false);
  expect(isRenamed(short.slice(0, 20), 'com.vendor.gathered.xy')).toBe(false);
  expect(isRenamed(['a.b'], 'a.c')).toBe(true);
});

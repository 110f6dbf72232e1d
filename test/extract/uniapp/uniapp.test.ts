import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import type { Fact, FactKind, FactOf, FactsFile } from '../../../src/facts/types.js';
import { openBuffer, openInput } from '../../../src/open/index.js';
import { buildZip } from '../../support/zip-writer.js';
import { UNI_APP } from './bundle.js';

function of<K extends FactKind>(file: FactsFile, kind: K, under = ''): FactOf<K>[] {
  return (file.facts as Fact[]).filter((fact): fact is FactOf<K> => fact.kind === kind && fact.at.path.includes(under));
}

function check(file: FactsFile, under = ''): void {
  expect(of(file, 'screen', under).map(({ id, title, reachable, from }) => [id, title, reachable, from])).toEqual([
    ['pages/index/index', '首页', 'yes', ['app']],
    ['pages/sign/sign', '每日打卡', 'yes', ['pages/index/index']],
  ]);
  const texts = of(file, 'text', under).filter(
    ({ screens, position }) => screens.includes('pages/sign/sign') && position !== 'page-title',
  );
  expect(texts.map(({ value, position, target, linked }) => [value, position, target, linked])).toEqual(
    [
      ['打卡规则', 'button', 'tap', true],
      ['规则', 'label', undefined, undefined],
      ['规则说明', 'toast', undefined, true],
      ['拍照', 'button', 'pick', true],
      ['请先拍照', 'toast', undefined, true],
      ['立即打卡', 'button', 'sign', true],
    ].sort((a, b) => texts.findIndex(({ value }) => value === a[0]) - texts.findIndex(({ value }) => value === b[0])),
  );
  expect(of(file, 'request', under).filter(({ path }) => path.includes('clock'))).toMatchObject([
    { path: '/api/clock/in', params: ['photo'], sends: ['photo'], screens: ['pages/sign/sign'], linked: true },
  ]);
  expect(of(file, 'gate', under)).toMatchObject([
    { subject: 'photo', shape: 'empty', message: '请先拍照', screens: ['pages/sign/sign'] },
  ]);
}

describe('a compiled uni-app', () => {
  it('is read from its package', () => {
    const wgt = extractFacts(
      openBuffer('app.wgt', buildZip(Object.entries(UNI_APP).map(([name, data]) => ({ name, data })))),
      '0',
    );
    expect(wgt.package).toMatchObject({
      carrier: 'html5',
      id: '__UNI__ABCDEF',
      name: '网格通',
      versionName: '2.1.0',
      versionCode: '210',
      hosts: ['uni-app'],
    });
    check(wgt);
    expect(of(wgt, 'limit')).toEqual([]);
  });

  it('is read inside an Android app, as part of that app', () => {
    const shell = openInput('fixtures/packages/android-grid.apk').trees[0]!;
    const files = [
      ...shell.entries.map((entry) => ({ name: entry.name, data: entry.read() })),
      ...Object.entries(UNI_APP).map(([name, data]) => ({ name: `assets/apps/__UNI__ABCDEF/www/${name}`, data })),
    ];
    const apk = extractFacts(openBuffer('app.apk', buildZip(files)), '0');
    expect(apk.package).toMatchObject({ carrier: 'android', id: 'cn.example.grid', hosts: expect.arrayContaining(['uni-app']) });
    check(apk, 'assets/apps/__UNI__ABCDEF/www/');
    expect(of(apk, 'limit').map(({ reason }) => reason)).not.toContain('unsupported');
    expect(apk.coverage.screens.total).toBe(7);
  });
});

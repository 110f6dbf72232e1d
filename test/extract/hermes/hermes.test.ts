import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import type { Fact, FactKind, FactOf, FactsFile } from '../../../src/facts/types.js';
import { openBuffer } from '../../../src/open/index.js';
import { fixture, VERSIONS } from '../../support/hermes.js';

function read(name: string, bytes = fixture(name)): FactsFile {
  return extractFacts(openBuffer(name, bytes), '0.0.0');
}

function of<K extends FactKind>(file: FactsFile, kind: K): FactOf<K>[] {
  return (file.facts as Fact[]).filter((fact): fact is FactOf<K> => fact.kind === kind && fact.at.path.includes('hermes-grid'));
}

const SCREENS = [
  ['Home', '网格员之家', 'yes', ['app']],
  ['Rank', '积分排行', 'yes', ['Sign']],
  ['Sign', '外勤签到', 'yes', ['Home']],
];
const TEXTS = [
  ['Home', '去签到', 'button', 'onPress', true],
  ['Home', '外勤签到', 'menu', 'Sign', false],
  ['Home', '网格员之家', 'page-title', undefined, false],
  ['Home', '通知公告', 'menu', 'Notice', false],
  ['Rank', '分享排行', 'button', 'onPress', true],
  ['Rank', '积分排行', 'page-title', undefined, false],
  ['Sign', '去拍照', 'button', undefined, true],
  ['Sign', '外勤签到', 'page-title', undefined, false],
  ['Sign', '已连续签到{days}天', 'label', undefined, false],
  ['Sign', '提示', 'dialog', undefined, true],
  ['Sign', '查看排行', 'button', 'onPress', true],
  ['Sign', '立即签到', 'button', 'submit', true],
  ['Sign', '签到成功', 'toast', undefined, true],
  ['Sign', '继续签到', 'button', 'submit', true],
  ['Sign', '请先拍照再签到', 'dialog', undefined, true],
  ['Sign', '请输入备注', 'placeholder', undefined, false],
];

function compare(a: readonly unknown[], b: readonly unknown[]): number {
  return String(a) < String(b) ? -1 : 1;
}

describe('a React Native app in Hermes bytecode', () => {
  it.each(VERSIONS)('of version %i shows its screens, texts, calls and gates', (version) => {
    const file = read(`hermes-grid-${version}.hbc`);
    expect(file.package).toMatchObject({ format: 'hermes', hosts: ['hermes'] });
    expect(file.coverage).toMatchObject({ scripts: { total: 1, parsed: 1 }, screens: { total: 3, reachable: 3 } });
    expect(
      of(file, 'screen')
        .map(({ id, title, reachable, from }) => [id, title, reachable, from])
        .sort(compare),
    ).toEqual(SCREENS);
    const texts = of(file, 'text').map(({ screens, value, position, target, linked }) => [
      screens.join(),
      value,
      position,
      target,
      Boolean(linked),
    ]);
    expect(texts.sort(compare)).toEqual([...TEXTS].sort(compare));
    expect(
      of(file, 'api')
        .map(({ name, family, screens }) => [name, family, screens.join()])
        .sort(compare),
    ).toEqual([
      ['Linking.openURL', 'open-other-app', 'Rank'],
      ['navigator.geolocation.getCurrentPosition', 'location', 'Sign'],
      ['setInterval', 'timer', 'Rank'],
    ]);
    expect(of(file, 'gate')).toMatchObject([
      { subject: 'photo', shape: 'empty', message: '请先拍照再签到', guards: 'sign', screens: ['Sign'], linked: true },
    ]);
    expect(of(file, 'timing')).toMatchObject([
      { shape: 'heartbeat', pair: '30000 ms', reaches: 'request', target: '/online/heartbeat', screens: ['Rank'] },
    ]);
    const sign = of(file, 'request').filter(({ path }) => path.endsWith('/attendance/sign'));
    expect(sign).toMatchObject([
      {
        method: 'POST',
        params: ['latitude', 'longitude', 'photos'],
        sends: ['location', 'photo'],
        screens: ['Sign'],
        linked: true,
      },
    ]);
  });

  it('says that not finding something means nothing', () => {
    expect(of(read('hermes-grid-96.hbc'), 'limit')).toMatchObject([{ reason: 'compiled-runtime', hides: ['code'], share: 0.3 }]);
  });

  it('tells libraries from the app, and takes no text from them', () => {
    const file = read('hermes-grid-96.hbc');
    expect(of(file, 'sdk').map(({ name }) => name)).toEqual(['React Native', 'React', 'React Navigation']);
    expect(of(file, 'text').filter(({ value }) => value === '确定')).toEqual([]);
  });

  it('is read from the assets of an APK, in place of what could not be read there', () => {
    const file = read('hermes-grid.apk');
    const path = 'hermes-grid.apk!assets/index.android.bundle';
    const inBundle = of(file, 'text').filter(({ at }) => at.path === path);
    expect(inBundle.map(({ value }) => value).sort()).toEqual(TEXTS.map(([, value]) => value).sort());
    expect(inBundle.find(({ value }) => value === '请先拍照再签到')!.at).toEqual({
      path,
      offset: 4070,
      class: 'module5',
      method: 'submit[24]',
    });
    expect(of(file, 'limit').map(({ at, share }) => [at.path, share])).toEqual([[path, 0.3]]);
    expect(file.package).toMatchObject({ carrier: 'android', id: 'cn.example.grid.rn', hosts: ['hermes', 'react-native'] });
  });

  it('of an unknown version hides everything, and says so', () => {
    const bytes = Buffer.from(fixture('hermes-grid-99.hbc'));
    bytes.writeUInt32LE(101, 8);
    const file = read('hermes-grid.hbc', bytes);
    expect(of(file, 'limit')).toMatchObject([{ reason: 'compiled-runtime', hides: ['code', 'screens', 'texts'], share: 1 }]);
    expect(file.facts).toHaveLength(1);
  });

  it('with an opcode of no version in a function says how much was not read', () => {
    const bytes = Buffer.from(fixture('hermes-grid-96.hbc'));
    bytes[3959] = 0xff; // inside `submit`
    const limits = of(read('hermes-grid.hbc', bytes), 'limit');
    expect(limits.map(({ reason, hides, share }) => [reason, hides.length, share])).toContainEqual(['parse-failed', 3, 0.03]);
  });

  it('never throws on changed bytes, and never loses its limit', () => {
    const originals = VERSIONS.map((version) => fixture(`hermes-grid-${version}.hbc`));
    const change = fc.record({
      which: fc.nat(originals.length - 1),
      at: fc.array(fc.integer({ min: 12, max: 5400 }), { minLength: 1, maxLength: 12 }),
      value: fc.nat(255),
    });
    fc.assert(
      fc.property(change, ({ which, at, value }) => {
        const bytes = Buffer.from(originals[which]!);
        for (const offset of at)
          bytes[offset % bytes.length] = offset % bytes.length < 12 ? bytes[offset % bytes.length]! : value;
        expect(of(read('hermes-grid.hbc', bytes), 'limit').length).toBeGreaterThan(0);
      }),
      { numRuns: 150, seed: 11 },
    );
  });
});

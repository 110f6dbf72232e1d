import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeArk, isReadable } from '../../../src/decode/ark/index.js';
import { extractFacts } from '../../../src/extract/index.js';
import type { Fact, FactKind, FactOf, FactsFile } from '../../../src/facts/types.js';
import { openBuffer } from '../../../src/open/index.js';
import { writeArk } from '../../support/ark-writer.js';
import { buildZip } from '../../support/zip-writer.js';
import { GRID, grid } from './grid.js';

function read(bytes: Buffer, name = 'grid.hap'): FactsFile {
  return extractFacts(openBuffer(name, bytes), '0.0.0');
}

function of<K extends FactKind>(file: FactsFile, kind: K): FactOf<K>[] {
  return (file.facts as Fact[]).filter((fact): fact is FactOf<K> => fact.kind === kind);
}

function compare(a: readonly unknown[], b: readonly unknown[]): number {
  return String(a) < String(b) ? -1 : 1;
}

const ABC = 'grid.hap!ets/modules.abc';

describe('a HarmonyOS package', () => {
  it('tells what it is, what it asks for and how much was read', () => {
    const file = read(grid());
    expect(file.package).toMatchObject({
      carrier: 'harmony',
      id: 'com.example.grid',
      name: '网格助手',
      versionName: '1.2.0',
      versionCode: '1002000',
      minSdk: '12',
      targetSdk: '12',
      format: 'hap',
      hosts: ['arkts'],
    });
    expect(file.coverage).toMatchObject({
      scripts: { total: 5, parsed: 4, failed: 0, thirdParty: 1 },
      screens: { total: 3, reachable: 2 },
    });
    expect(of(file, 'permission').map(({ name }) => name)).toEqual(['ohos.permission.LOCATION']);
    expect(of(file, 'component').map(({ name, type, exported }) => [name, type, exported])).toEqual([
      ['EntryAbility', 'activity', false],
      ['ShareAbility', 'activity', true],
    ]);
    expect(of(file, 'sdk').map(({ name, version, owner }) => [name, version, owner])).toEqual([
      ['@ohos/dialogs', '2.0.1', 'third-party'],
    ]);
    expect(of(file, 'limit').map(({ reason, hides, share, at }) => [reason, hides, share, at.path])).toEqual([
      ['compiled-runtime', ['code'], 0.3, ABC],
    ]);
  });

  it.each([
    [9, 0, 0, 0],
    [12, 0, 6, 0],
    [13, 0, 1, 0],
  ])('in bytecode %i.%i.%i.%i shows its screens and how they are reached', (...version) => {
    const file = read(grid({ version: version as [number, number, number, number] }));
    expect(
      of(file, 'screen')
        .map(({ id, title, reachable, from }) => [id, title, reachable, from])
        .sort(compare),
    ).toEqual([
      ['pages/Index', undefined, 'yes', ['app']],
      ['pages/Old', undefined, 'no', []],
      ['pages/Sign', '签到', 'yes', ['pages/Index']],
    ]);
  });

  it('shows its texts with their places, their screens and what a touch does', () => {
    const texts = of(read(grid()), 'text').map(({ screens, value, position, action, target }) => [
      screens.join(),
      value,
      position,
      action,
      target,
    ]);
    expect(texts.sort(compare)).toEqual([
      ['', '网格助手', 'app-name', undefined, undefined],
      ['pages/Index', '外勤签到', 'button', 'navigate', 'pages/Sign'],
      ['pages/Index', '我的积分', 'label', undefined, undefined],
      ['pages/Index', '网格员之家', 'label', undefined, undefined],
      ['pages/Index', '通知公告', 'label', undefined, undefined],
      ['pages/Old', '旧页面', 'label', undefined, undefined],
      ['pages/Sign', '立即签到', 'button', 'handler', 'submit'],
      ['pages/Sign', '签到', 'page-title', undefined, undefined],
      ['pages/Sign', '请先拍照再签到', 'toast', undefined, undefined],
      ['pages/Sign', '请输入备注', 'placeholder', undefined, undefined],
    ]);
  });

  it('follows a handler to its request, the test before it, the platform and the time spent', () => {
    const file = read(grid());
    expect(
      of(file, 'request').map(({ method, path, params, via, sends, screens, linked }) => [
        method,
        path,
        params,
        via,
        sends,
        screens,
        linked,
      ]),
    ).toEqual([
      [
        'POST',
        'https://api.example.cn/attendance/sign',
        ['latitude', 'photo'],
        'http.createHttp.request',
        ['location', 'photo'],
        ['pages/Sign'],
        true,
      ],
    ]);
    expect(
      of(file, 'gate').map(({ subject, shape, message, guards, linked }) => [subject, shape, message, guards, linked]),
    ).toEqual([['photo', 'empty', '请先拍照再签到', 'https://api.example.cn/attendance/sign', true]]);
    expect(of(file, 'api').map(({ name, family, screens }) => [name, family, screens])).toEqual([
      ['geoLocationManager.getCurrentLocation', 'location', ['pages/Sign']],
    ]);
    expect(of(file, 'timing').map(({ shape, pair, reaches }) => [shape, pair, reaches])).toEqual([
      ['lifecycle-pair', 'aboutToAppear→aboutToDisappear', 'request'],
    ]);
    expect(of(file, 'number').map(({ name, value, screens }) => [name, value, screens])).toEqual([['inputs', 1, ['pages/Sign']]]);
  });

  it('names places that cat finds again', () => {
    const [request] = of(read(grid()), 'request');
    expect(request?.at).toEqual({
      path: ABC,
      offset: expect.any(Number),
      class: 'com.example.grid/entry/ets/pages/Sign',
      method: expect.stringMatching(/^submit\[\d+\]$/),
    });
  });

  it('in an .app reads every module', () => {
    const library = grid({ pages: [], module: { name: 'common', type: 'shared' } });
    const app = buildZip([
      { name: 'pack.info', data: '{}' },
      { name: 'entry-default.hap', data: grid() },
      { name: 'common-default.hsp', data: library },
    ]);
    const file = read(app, 'grid.app');
    expect(file.package).toMatchObject({ carrier: 'harmony', id: 'com.example.grid', format: 'harmony-app' });
    expect(of(file, 'limit').map(({ reason, share, at }) => [reason, share, at.path])).toEqual([
      ['compiled-runtime', 0.15, 'grid.app!common-default.hsp!ets/modules.abc'],
      ['compiled-runtime', 0.15, 'grid.app!entry-default.hap!ets/modules.abc'],
    ]);
  });
});

describe('a HarmonyOS package that cannot be read whole', () => {
  const limits = (bytes: Buffer): unknown[] =>
    of(read(bytes), 'limit').map(({ reason, hides, share }) => [reason, hides.join(), share]);
  const withCode = (data?: Buffer): Buffer =>
    buildZip([
      { name: 'module.json', data: JSON.stringify({ app: {}, module: { name: 'entry', abilities: [{ name: 'A' }] } }) },
      { name: 'pack.info', data: '{}' },
      ...(data ? [{ name: 'ets/modules.abc', data }] : []),
    ]);

  it('says that code is encrypted, missing, or of a version that is not known', () => {
    expect(limits(withCode(Buffer.from('not bytecode at all')))).toEqual([['encrypted', 'code,screens,texts', 1]]);
    expect(limits(withCode())).toEqual([['no-code', 'code,screens,texts', 1]]);
    expect(limits(withCode(writeArk(GRID.classes, [0, 0, 0, 5])))).toEqual([['compiled-runtime', 'code,screens,texts', 1]]);
  });

  it('says which registered pages have no code, and which other runtime shows the app', () => {
    const file = grid({ pages: ['pages/Index', 'pages/Sign', 'pages/Old', 'pages/Gone'] });
    expect(limits(file)).toEqual([
      ['missing-subpackage', 'code,screens,texts', 0.25],
      ['compiled-runtime', 'code', 0.3],
    ]);
    const flutter = grid({ files: [{ name: 'libs/arm64-v8a/libapp.so', data: 'x' }] });
    expect(read(flutter).package.hosts).toEqual(['arkts', 'flutter']);
    expect(limits(flutter)).toContainEqual(['compiled-runtime', 'code,screens,texts', 0.9]);
  });

  it('says how many functions break off', () => {
    const hap = Buffer.from(grid());
    const abc = writeArk(GRID.classes);
    const file = decodeArk(abc);
    if (!file || !isReadable(file)) throw new Error('not read');
    // No opcode.
    hap[hap.indexOf(abc.subarray(0, 100)) + file.methods[4]!.code!.start] = 0xf0;
    expect(
      of(read(hap), 'limit').map(({ reason, hides, share, detail }) => [reason, hides.join(), share, /有 1 个函数/.test(detail)]),
    ).toEqual([
      ['compiled-runtime', 'code', 0.3, false],
      ['parse-failed', 'code,texts,screens', 0.036, true],
    ]);
  });

  it('never throws on changed bytes, and never loses its limit', () => {
    const original = grid();
    const abc = writeArk(GRID.classes);
    const start = original.indexOf(abc.subarray(0, 100));
    const change = fc.record({ at: fc.array(fc.nat(abc.length - 1), { maxLength: 30 }), value: fc.nat(255) });
    fc.assert(
      fc.property(change, ({ at, value }) => {
        const bytes = Buffer.from(original);
        for (const place of at) bytes[start + place] = value;
        expect(of(read(bytes), 'limit').some(({ hides }) => hides.includes('code'))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

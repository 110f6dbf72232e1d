import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkFacts, loadPacks, type RulePack } from '../../src/check/index.js';
import type { Fact } from '../../src/facts/types.js';
import type { Inventory } from '../../src/result.js';
import { scanInput } from '../../src/scan.js';
import { fact, factsFile, onePack, packFiles, rulesFolder, screen } from './support.js';

const inventory = (facts: Fact[], packs = onePack()): Inventory => checkFacts(factsFile(facts), packs).inventory;
const request = (path: string, screens: string[]) => fact({ kind: 'request', path, screens });

describe('permissions', () => {
  const camera = fact({ kind: 'permission', name: 'scope.camera', screens: [] });
  const call = fact({ kind: 'api', name: 'wx.createCameraContext', family: 'camera' }, 7);

  it('come with the code that uses them', () =>
    expect(inventory([screen('a'), camera, call, { ...call, owner: 'third-party' }]).permissions).toEqual([
      { name: 'scope.camera', usedBy: [{ what: 'wx.createCameraContext', at: { path: 'a.js', line: 7 } }], uses: 1 },
    ]));

  it('that nothing uses say so, but not where code was not read or it is not known what would', () => {
    const packed = fact({ kind: 'limit', reason: 'packed', hides: ['code'], detail: '加固', screens: [] });
    expect(inventory([screen('a'), camera]).permissions).toEqual([{ name: 'scope.camera', usedBy: [], uses: 0 }]);
    expect(inventory([screen('a'), camera, packed]).permissions).toEqual([{ name: 'scope.camera' }]);
    expect(inventory([screen('a'), { ...camera, name: 'android.permission.INTERNET' } as Fact]).permissions).toEqual([
      { name: 'android.permission.INTERNET' },
    ]);
  });
});

describe('endpoints', () => {
  it('are grouped by host and first part of the path', () =>
    expect(
      inventory([
        screen('a'),
        request('https://api.example.cn/v1/attendance/add', ['a']),
        request('https://api.example.cn/v1/attendance/list?page={}', ['b']),
        request('{}/api/attendance/add', ['a']),
        request('/login', ['b']),
      ]).endpointGroups,
    ).toEqual([
      { group: '/', endpoints: 1, screens: ['b'] },
      { group: 'https://api.example.cn/attendance/', endpoints: 2, screens: ['a', 'b'] },
      { group: '{}/attendance/', endpoints: 1, screens: ['a'] },
    ]));
});

describe('screens', () => {
  const pack = (): RulePack[] =>
    loadPacks(
      rulesFolder(packFiles({ 'p/pack.yaml': 'id: test\nversion: 1.0.0\ntitle: 试验\nengine: 1\ngrassroots: [走访, 上报]\n' })),
    );

  it('that look meant for grass-roots units name the words, from title and buttons alone', () =>
    expect(
      inventory(
        [
          screen('a', { title: '入户走访' }),
          screen('b'),
          screen('c'),
          fact({ kind: 'text', value: '立即上报', position: 'button', screens: ['b'] }),
          fact({ kind: 'text', value: '走访的故事', position: 'article', screens: ['c'] }),
        ],
        pack(),
      ).screens.map(({ id, grassroots }) => [id, grassroots]),
    ).toEqual([
      ['a', ['走访']],
      ['b', ['上报']],
      ['c', undefined],
    ]));
});

it('of a real package lists its functions', () => {
  const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
  const { inventory: found } = scanInput(path('fixtures/packages/android-grid.apk'), { packs: loadPacks(path('rules')) });
  expect(found.permissions).toMatchObject([
    { name: 'android.permission.ACCESS_FINE_LOCATION', uses: 3 },
    { name: 'android.permission.CAMERA', uses: 1 },
    { name: 'android.permission.INTERNET' },
  ]);
  expect(found.screens.flatMap(({ title, grassroots }) => (grassroots ? [[title, grassroots]] : []))).toEqual([
    ['网格巡查', ['上报', '巡查', '网格']],
    ['巡查上报', ['上报', '巡查']],
  ]);
  expect(found.endpointGroups?.map(({ group, endpoints }) => [group, endpoints])).toEqual([
    ['/event/', 1],
    ['/file/', 1],
    ['/grid/', 1],
    ['/score/', 1],
    ['/study/', 2],
  ]);
});

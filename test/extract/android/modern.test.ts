import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { extractAndroid } from '../../../src/extract/android/index.js';
import type { Fact, FactKind, FactOf } from '../../../src/facts/types.js';
import { openInput } from '../../../src/open/index.js';

function extract(name: string) {
  const found = extractAndroid(openInput(fileURLToPath(new URL(`../../../fixtures/packages/${name}`, import.meta.url))));
  if (!found) throw new Error(`${name} is no Android package`);
  const of = <K extends FactKind>(kind: K): FactOf<K>[] =>
    found.facts.filter((fact: Fact): fact is FactOf<K> => fact.kind === kind);
  return {
    package: found.package,
    limits: of('limit'),
    screens: of('screen')
      .map(({ id, title, reachable }) => `${short(id)} ${title} ${reachable}`)
      .sort(),
    requests: of('request')
      .map(({ screens, path, params }) => `${screens.map(short)} ${path.replace(/^.*\/(\w+\/\w+)$/, '$1')} ${params.join()}`)
      .sort(),
    gates: of('gate')
      .map(({ screens, subject, shape, message }) => `${screens.map(short)} ${subject} ${shape} ${message}`)
      .sort(),
    timings: of('timing').map(
      ({ screens, pair, reaches, target }) => `${screens.map(short)} ${pair} ${reaches} ${target?.replace(/^\//, '')}`,
    ),
    buttons: of('text')
      .filter(({ position, action }) => position === 'button' && action === 'handler')
      .map(({ value }) => value),
    apis: of('api')
      .map(({ family, screens }) => `${screens.map(short)} ${family}`)
      .sort(),
  };
}

function short(screen: string): string {
  return screen.replace(/^.*\./, '');
}

const SCREENS = [
  'CheckInActivity 打卡签到 yes',
  'MainActivity 网格巡查 yes',
  'RankActivity 积分排名 yes',
  'ReportActivity 巡查上报 yes',
  'StudyActivity 在线学习 yes',
];

const GRID = {
  screens: SCREENS,
  requests: [
    'CheckInActivity attendance/signIn signLat,signLng,signTime',
    'RankActivity score/rank ',
    'ReportActivity event/report content,imageCount',
    'ReportActivity file/upload ',
    'StudyActivity study/course ',
    'StudyActivity study/time studyDuration',
  ],
  gates: ['CheckInActivity distance range 不在签到范围内,请到现场签到', 'ReportActivity photo empty 请上传现场照片'],
  timings: ['StudyActivity onResume→onPause request study/time'],
};

it('an obfuscated app says what the plain one says: the request helper stands in a package of the minifier', () => {
  expect(extract('android-obfuscated.apk')).toMatchObject({ ...GRID, limits: [] });
});

describe.each(['android-grid.aab', 'android-grid.apks', 'android-grid.xapk'])('%s', (name) => {
  it('is the app the APK is, also where another split holds the language', () => {
    expect(extract(name)).toMatchObject({
      ...GRID,
      limits: [],
      package: {
        carrier: 'android',
        id: 'cn.example.grid',
        name: '网格巡查',
        versionName: '1.0.0',
        versionCode: '10',
        minSdk: '24',
        targetSdk: '29',
      },
    });
  });
});

const KOTLIN = {
  limits: [],
  screens: SCREENS,
  requests: [
    'CheckInActivity attendance/signIn signLat,signLng',
    'CheckInActivity score/rank ',
    'RankActivity score/rank ',
    'ReportActivity event/report content,imageCount',
    'ReportActivity file/upload file',
    'StudyActivity study/time courseId,studyDuration',
    'StudyActivity study/total ',
  ],
  gates: [
    'CheckInActivity distance range 不在签到范围内,请到现场签到',
    'CheckInActivity location empty 请先打开定位再签到',
    'ReportActivity photo empty 请上传现场照片',
  ],
  timings: ['StudyActivity onResume→onPause request study/time'],
};

describe('an app in Kotlin', () => {
  const kotlin = extract('android-kotlin.apk');

  it('follows coroutines, LiveData, lazy bindings, Retrofit and routes', () => {
    expect(kotlin).toMatchObject(KOTLIN);
  });

  it('joins buttons to lambdas and data binding expressions, also through a lazy view binding', () => {
    expect(kotlin.buttons).toEqual(expect.arrayContaining(['立即签到', '提交上报', '拍照', '在线学习', '积分排名']));
  });

  it('says the same when obfuscated, and gives no screen what another does', () => {
    const obfuscated = extract('android-kotlin-obfuscated.apk');
    expect(obfuscated).toMatchObject(KOTLIN);
    expect(obfuscated.apis).toEqual([
      'CheckInActivity location',
      'CheckInActivity location',
      'ReportActivity camera',
      'StudyActivity timer',
      'StudyActivity timer',
    ]);
  });
});

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
  return { ...found, of };
}

const PACKAGE = 'cn.example.grid';
const MAIN = `${PACKAGE}.MainActivity`;
const CHECK_IN = `${PACKAGE}.checkin.CheckInActivity`;
const REPORT = `${PACKAGE}.report.ReportActivity`;
const STUDY = `${PACKAGE}.study.StudyActivity`;
const RANK = `${PACKAGE}.rank.RankActivity`;

describe('the grid app with its red lines', () => {
  const grid = extract('android-grid.apk');
  const texts = (screen: string) =>
    grid
      .of('text')
      .filter(({ screens }) => screens.includes(screen))
      .map(({ value, position }) => `${position} ${value}`)
      .sort();

  it('says who it is', () => {
    expect(grid.package).toMatchObject({
      carrier: 'android',
      id: PACKAGE,
      name: '网格巡查',
      versionName: '1.0.0',
      versionCode: '10',
      minSdk: '24',
      targetSdk: '29',
      signature: { schemes: ['v1', 'v2', 'v3'], certificates: [{ subject: 'CN=jianfu test fixture, O=example' }] },
    });
    expect(grid.hosts).toEqual(['native']);
    expect(grid.of('limit')).toEqual([]);
    expect(grid.of('tamper')).toEqual([]);
    expect(grid.of('permission').map(({ name }) => name)).toEqual([
      'android.permission.ACCESS_FINE_LOCATION',
      'android.permission.CAMERA',
      'android.permission.INTERNET',
    ]);
  });

  it('finds the screens, their titles and what leads to them', () => {
    const screens = grid
      .of('screen')
      .map(({ id, title, reachable, from, registered }) => ({ id, title, reachable, from, registered }));
    const found = { reachable: 'yes', registered: true };
    expect(screens.sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      { id: MAIN, title: '网格巡查', from: ['app'], ...found },
      { id: CHECK_IN, title: '打卡签到', from: [MAIN], ...found },
      { id: RANK, title: '积分排名', from: [MAIN], ...found },
      { id: REPORT, title: '巡查上报', from: [MAIN], ...found },
      { id: STUDY, title: '在线学习', from: [MAIN], ...found },
    ]);
  });

  it('gives texts of layouts, menus and code by the place a person sees them at', () => {
    expect(texts(MAIN)).toEqual(
      expect.arrayContaining([
        'label 今日任务',
        'button 打卡签到',
        'button 巡查上报',
        'menu 在线学习',
        'menu 积分排名',
        'menu 打卡签到',
      ]),
    );
    expect(texts(CHECK_IN)).toEqual(
      expect.arrayContaining([
        'button 立即签到',
        'label 签到范围:所属网格500米内,迟到计入月度考勤',
        'label 未签到',
        'page-title 打卡签到',
        'toast 不在签到范围内,请到现场签到',
        'toast 签到成功',
      ]),
    );
    expect(texts(REPORT)).toEqual(
      expect.arrayContaining(['placeholder 请描述巡查情况', 'label 现场照片(必传)', 'button 提交上报', 'toast 请上传现场照片']),
    );
    expect(texts(RANK)).toEqual(expect.arrayContaining(['label 街道排名(每月末位通报)']));
    expect(texts(CHECK_IN).filter((text) => /巡查|排名/.test(text))).toEqual([]);
  });

  it('joins buttons to their handlers', () => {
    const button = (value: string, screen: string) =>
      grid.of('text').find((text) => text.value === value && text.position === 'button' && text.screens.includes(screen));
    expect(button('立即签到', CHECK_IN)).toMatchObject({ action: 'handler', target: 'onCheckIn' });
    expect(button('提交上报', REPORT)).toMatchObject({ action: 'handler', target: 'onClick' });
  });

  it('places a layout text at its file and line, a code text at its class, method and offset', () => {
    const layout = grid.of('text').find(({ value }) => value === '街道排名(每月末位通报)');
    expect(layout?.at).toMatchObject({ path: 'android-grid.apk!res/layout/activity_rank.xml', line: 13 });
    const toast = grid.of('text').find(({ value }) => value === '请上传现场照片');
    expect(toast).toMatchObject({
      at: { path: 'android-grid.apk!classes.dex', class: REPORT, method: 'submit()V', offset: expect.any(Number) },
      excerpt: 'const-string "请上传现场照片"',
      linked: true,
    });
  });

  it('finds the requests of each screen, with what they carry', () => {
    const requests = grid
      .of('request')
      .filter(({ screens }) => screens.length === 1)
      .map(({ screens, method, path, params, linked }) => [screens[0], method, path, params.join(), linked ?? false])
      .sort();
    expect(requests).toEqual([
      [CHECK_IN, 'POST', expect.stringMatching(/\/grid\/attendance\/signIn$/), 'signLat,signLng,signTime', true],
      [RANK, 'GET', expect.stringMatching(/\/score\/rank$/), '', false],
      [REPORT, 'POST', expect.stringMatching(/\/event\/report$/), 'content,imageCount', true],
      [REPORT, expect.stringMatching(/POST/), expect.stringMatching(/\/file\/upload$/), '', true],
      [STUDY, 'GET', expect.stringMatching(/\/study\/course$/), '', false],
      [STUDY, 'POST', expect.stringMatching(/\/study\/time$/), 'studyDuration', false],
    ]);
    expect(grid.of('request').find(({ path }) => path.endsWith('signIn'))?.sends).toContain('location');
  });

  it('finds the gates on photo and place', () => {
    expect(grid.of('gate').map(({ screens, subject, shape, message }) => [screens, subject, shape, message])).toEqual(
      expect.arrayContaining([
        [[REPORT], 'photo', 'empty', '请上传现场照片'],
        [[CHECK_IN], 'distance', 'range', '不在签到范围内,请到现场签到'],
      ]),
    );
  });

  it('finds the time measured between onResume and onPause and where it goes', () => {
    expect(grid.of('timing')).toEqual([
      expect.objectContaining({
        shape: 'lifecycle-pair',
        pair: 'onResume→onPause',
        reaches: 'request',
        target: expect.stringContaining('/study/time'),
        screens: [STUDY],
      }),
    ]);
  });

  it('finds platform calls of own code', () => {
    const apis = grid.of('api').map(({ screens, family }) => `${screens[0]} ${family}`);
    expect(apis).toEqual(expect.arrayContaining([`${CHECK_IN} location`, `${REPORT} camera`]));
  });
});

describe('the clean grid app', () => {
  const clean = extract('android-grid-clean.apk');

  it('has only gates on text, not on photos that may be left out', () => {
    expect(clean.of('gate').map(({ subject }) => subject)).not.toContain('photo');
    expect(clean.of('gate').map(({ message }) => message)).toEqual(expect.arrayContaining(['请填写内容', '请描述事件']));
  });

  it('measures no time', () => {
    expect(clean.of('timing')).toEqual([]);
  });
});

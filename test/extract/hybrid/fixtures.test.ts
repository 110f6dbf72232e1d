import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openBuffer } from '../../../src/open/index.js';
import { buildZip } from '../../support/zip-writer.js';
import { of } from '../web/support.js';

function read(name: string) {
  return extractFacts(openBuffer(name, readFileSync(new URL(`../../../fixtures/packages/${name}`, import.meta.url))), '0');
}

describe('a Cordova app', () => {
  const file = read('cordova-patrol.apk');

  it('is one app with its pages, its host and no limit', () => {
    expect(file.package).toMatchObject({ carrier: 'android', id: 'cn.example.patrol', hosts: ['cordova'] });
    expect(of(file, 'screen').map(({ id, reachable }) => [id, reachable])).toEqual([
      ['cn.example.patrol.MainActivity', 'yes'],
      ['checkin.html', 'yes'],
      ['index.html', 'yes'],
      ['report.html', 'yes'],
      ['study.html', 'yes'],
    ]);
    expect(of(file, 'limit')).toEqual([]);
  });

  it('demands, sends and measures where its scripts say so', () => {
    expect(
      of(file, 'gate').map(({ subject, shape, message, at, screens }) => [subject, shape, message, at.path, screens]),
    ).toEqual([
      [
        'distance',
        'range',
        '不在签到范围内，请到达巡查点后再签到',
        'cordova-patrol.apk!assets/www/js/checkin.js',
        ['checkin.html'],
      ],
      ['photo', 'empty', '请先拍摄现场照片', 'cordova-patrol.apk!assets/www/js/report.js', ['report.html']],
    ]);
    expect(of(file, 'timing').map(({ pair, reaches, target, screens }) => [pair, reaches, target, screens])).toEqual([
      ['onResume→onPause', 'request', '/study/duration', ['study.html']],
    ]);
    expect(of(file, 'api').map(({ name, family, screens, linked }) => [name, family, screens, linked])).toEqual([
      ['navigator.geolocation.getCurrentPosition', 'location', ['checkin.html'], true],
      ['navigator.camera.getPicture', 'camera', ['report.html'], true],
    ]);
  });

  it('its clean twin demands nothing but words', () => {
    const clean = read('cordova-patrol-clean.apk');
    expect(of(clean, 'gate').map(({ subject, message }) => [subject, message])).toEqual([
      ['text', '请填写投诉内容'],
      ['text', '请选择入住日期'],
    ]);
    expect([of(clean, 'timing'), of(clean, 'limit')]).toEqual([[], []]);
  });
});

it('a uni-app that its own tool-chain compiled is read inside its shell', () => {
  const file = read('uniapp-grid.apk');
  expect(file.package.hosts).toEqual(['uni-app']);
  expect(
    of(file, 'text')
      .filter(({ screens, position }) => screens.includes('pages/sign/sign') && position === 'button')
      .map(({ value, target, linked }) => [value, target, linked])
      .sort(),
  ).toEqual([
    ['打卡规则：{start} 前打卡', 'tell', true],
    ['拍照', 'pick', true],
    ['立即打卡', 'sign', true],
  ]);
  expect(of(file, 'request')).toMatchObject([
    { method: 'POST', path: 'https://grid.example.gov.cn/api/clock/in', sends: ['location', 'photo'], linked: true },
  ]);
  expect(of(file, 'gate')).toMatchObject([
    { subject: 'photo', shape: 'empty', message: '请先拍照', screens: ['pages/sign/sign'] },
  ]);
  expect(of(file, 'limit')).toEqual([]);
});

it('screens of React Native handed to a function around a navigator', () => {
  const bundle = `var __DEV__=false;
__d(function(g,r,i,a,m,e,d){var w=r(d[0]),t=r(d[1]);(0,w.wrap)({Home:{screen:t.Home,navigationOptions:{title:"首页"}},Rank:{screen:t.Rank,navigationOptions:{title:"积分排名"}}},{})},0,[1,2]);
__d(function(g,r,i,a,m,e,d){var k=r(d[0]);e.wrap=function(s,o){return(0,k.StackNavigator)(s,Object.assign({},o,{t:"切换"}))}},1,[3]);
__d(function(g,r,i,a,m,e,d){var n=r(d[0]);e.Home=function(t){return n.createElement(Text,null,"首页")};e.Rank=function(t){return n.createElement(Text,null,"第一名")}},2,[3]);
__d(function(g,r,i,a,m,e,d){e.createElement=function(t){return t}},3,[]);
__r(0);`;
  const zip = buildZip([
    { name: 'classes.dex', data: 'dex\n035' },
    { name: 'assets/index.android.bundle', data: Buffer.from(bundle) },
  ]);
  const file = extractFacts(openBuffer('a.apk', zip), '0');
  expect(of(file, 'screen').map(({ id, title }) => [id, title])).toEqual([
    ['Home', '首页'],
    ['Rank', '积分排名'],
  ]);
});

it('a React Native bundle in plain JavaScript: screens by name, texts and handlers of compiled JSX', () => {
  const bundle = `var __DEV__=false;
__d(function(g,r,i,a,m,e,d){var t=r(d[0]);e.default=(0,r(d[1]).createStackNavigator)({Home:{screen:t.Home,navigationOptions:{title:"首页"}},Sign:{screen:t.Sign,navigationOptions:{title:"签到"}}})},0,[1,2]);
__d(function(g,r,i,a,m,e,d){var n=r(d[0]);function o(t){return n.createElement(View,null,n.createElement(Button,{title:"去签到",onPress:function(){t.navigation.navigate("Sign")}}))}function s(){var p=[];return n.createElement(TouchableOpacity,{onPress:function(){if(0===p.length)return void Alert.alert("请先拍照");fetch("https://a.example.gov.cn/api/sign",{method:"POST",body:{photos:p}})}},n.createElement(Text,null,"提交签到"))}e.Home=o;e.Sign=s},1,[2]);
__d(function(g,r,i,a,m,e,d){e.createElement=function(t){return t}},2,[]);
__r(0);`;
  const shell = openBuffer('a.apk', readFileSync(new URL('../../../fixtures/packages/android-grid.apk', import.meta.url)))
    .trees[0]!;
  const files = shell.entries.map((entry) => ({ name: entry.name, data: entry.read() }));
  const file = extractFacts(
    openBuffer('a.apk', buildZip([...files, { name: 'assets/index.android.bundle', data: Buffer.from(bundle) }])),
    '0',
  );
  const own = <T extends { at: { path: string } }>(list: T[]): T[] => list.filter(({ at }) => at.path.endsWith('.bundle'));
  expect(own(of(file, 'screen')).map(({ id, title, reachable, from }) => [id, title, reachable, from])).toEqual([
    ['Home', '首页', 'yes', ['app']],
    ['Sign', '签到', 'yes', ['Home']],
  ]);
  expect(
    own(of(file, 'text'))
      .filter(({ position }) => position === 'button')
      .map(({ value, screens, linked }) => [value, screens, linked]),
  ).toEqual([
    ['去签到', ['Home'], true],
    ['提交签到', ['Sign'], true],
  ]);
  expect(own(of(file, 'gate'))).toMatchObject([{ subject: 'photo', message: '请先拍照', screens: ['Sign'], linked: true }]);
  expect(own(of(file, 'limit'))).toEqual([]);
});

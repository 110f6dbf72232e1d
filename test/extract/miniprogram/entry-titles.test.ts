import { expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

/** `page title at` of every title of an app whose home page is `home`. */
function titlesOf(home: string, more: Record<string, string> = {}): string[] {
  const { facts } = extractFacts(
    openFiles('app', {
      'app.json': '{"pages":["pages/home/home","pages/face/face","pages/named/named"]}',
      'pages/home/home.json': '{"navigationBarTitleText":"首页"}',
      'pages/home/home.wxml': home,
      'pages/home/home.js': 'Page({})',
      'pages/face/face.wxml': '<view>请看镜头</view>',
      'pages/face/face.js': 'Page({})',
      'pages/named/named.json': '{"navigationBarTitleText":"我的资料"}',
      'pages/named/named.wxml': '<view/>',
      'pages/named/named.js': 'Page({})',
      ...more,
    }),
    '0',
  );
  return facts.flatMap((fact) =>
    fact.kind === 'text' && fact.position === 'page-title'
      ? [`${fact.screens} ${fact.value} ${fact.at.path}:${fact.at.line}`]
      : [],
  );
}

const HOME = ['pages/home/home 首页 app.json:1', 'pages/named/named 我的资料 app.json:1'];
const entry = (url: string, words: string): string => `<navigator url="${url}">${words}</navigator>`;

it('a page without a title goes by the words of the entry that opens it', () => {
  expect(titlesOf(`<view/>\n${entry('/pages/face/face?from=home', '人脸核验')}`)).toEqual([
    ...HOME,
    'pages/face/face 人脸核验 pages/home/home.wxml:2',
  ]);
  expect(
    titlesOf('<view wx:for="{{rows}}" bindtap="go">{{item.name}}</view>', {
      'pages/home/home.js': `Page({ data: { rows: [{ name: '人脸核验', url: '../face/face' }] }, go() {} })`,
    }),
  ).toEqual([...HOME, 'pages/face/face 人脸核验 pages/home/home.js:1']);
});

it.each([
  ['a page with a title', entry('/pages/named/named', '人脸核验')],
  ['two entries of different words', entry('/pages/face/face', '人脸核验') + entry('/pages/face/face', '去看看')],
  ['a sentence', entry('/pages/face/face', '点击这里进入人脸核验的页面')],
  ['words of no Han', entry('/pages/face/face', 'GO')],
  ['words that change', entry('/pages/face/face', '{{name}}的核验')],
  ['an address that is no page', entry('/pages/none/none', '人脸核验')],
])('but not by %s', (_, home) => {
  expect(titlesOf(home)).toEqual(HOME);
});

it('a title that a page sets itself goes before', () => {
  const script = { 'pages/face/face.js': `Page({ onLoad() { wx.setNavigationBarTitle({ title: '核验' }) } })` };
  expect(titlesOf(entry('/pages/face/face', '人脸核验'), script)).toEqual([...HOME, 'pages/face/face 核验 pages/face/face.js:1']);
});

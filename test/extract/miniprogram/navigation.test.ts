import { expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

/** `page ← pages that lead to it` of a native mini-program. */
function ways(pages: string[], files: Record<string, string>): string[] {
  const blank = Object.fromEntries(
    pages.flatMap((page) => [
      [`${page}.js`, 'Page({})'],
      [`${page}.wxml`, '<view/>'],
    ]),
  );
  const { facts } = extractFacts(openFiles('app', { 'app.json': JSON.stringify({ pages }), ...blank, ...files }), '0');
  return facts.flatMap((fact) => (fact.kind === 'screen' ? [`${fact.id} ← ${fact.from?.join(' ') ?? ''}`] : []));
}

it('what a handler finds in the data of an element leads to a page', () => {
  const menu = `<view bindtap="open" data-url="/pages/b/b?id=1">甲</view><view bindtap="open" data-path="../c/c">乙</view>
    <view bindtap="open" data-url="https://x.gov.cn/pages/d/d">丙</view><view bindtap="open" data-page="1">丁</view>`;
  const pages = ['pages/a/a', 'pages/b/b', 'pages/c/c', 'pages/d/d'];
  expect(ways(pages, { 'pages/a/a.wxml': menu })).toEqual([
    'pages/a/a ← app',
    'pages/b/b ← pages/a/a',
    'pages/c/c ← pages/a/a',
    'pages/d/d ← ',
  ]);
});

it('a page is known by what is written where scripts put a folder before it, as long as only one is called so', () => {
  const pages = ['projects/x/pages/a/a', 'projects/x/pages/b/b', 'projects/x/pages/c/c', 'projects/y/pages/c/c'];
  const script = `Page({ go() { wx.navigateTo({ url: under('/pages/b/b') }); wx.navigateTo({ url: under('/pages/c/c?id=1') }) } })`;
  expect(ways(pages, { 'projects/x/pages/a/a.js': script })).toEqual([
    'projects/x/pages/a/a ← app',
    'projects/x/pages/b/b ← projects/x/pages/a/a',
    'projects/x/pages/c/c ← ',
    'projects/y/pages/c/c ← ',
  ]);
});

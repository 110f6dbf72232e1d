import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkFacts, loadPacks } from '../../../src/check/index.js';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

const RULES = fileURLToPath(new URL('../../../rules', import.meta.url));
const SEND = `wx.request({ url: '/api/a', method: 'POST', data: { a: 1 } })`;
const PAGES = {
  'app.js': 'App({})',
  'pages/a/a.wxml': '<button bindtap="go">提交</button>',
  'pages/a/a.js': `Page({ go() { ${SEND} } })`,
  'pages/b/b.json': '{"navigationBarTitleText":"设置"}',
  'pages/b/b.wxml': '<view>设置</view>',
  'pages/b/b.js': 'Page({})',
  'pages/c/c.json': '{"navigationStyle":"custom"}',
  'pages/c/c.wxml': '<view>地图</view>',
  'pages/c/c.js': 'Page({})',
};
const UNI = (page: string): string => `<template><view>${page}</view></template><script>export default {}</script>`;

/** `page: title / title of its bar` of every screen. */
function titlesOf(files: Record<string, string>): string[] {
  return extractFacts(openFiles('app', files), '0').facts.flatMap((fact) =>
    fact.kind === 'screen' ? [`${fact.id}: ${fact.title ?? '-'} / ${fact.barTitle ?? '-'}`] : [],
  );
}

describe('a page without a title of its own', () => {
  const app = (window: object): Record<string, string> => ({
    ...PAGES,
    'app.json': JSON.stringify({ pages: ['pages/a/a', 'pages/b/b', 'pages/c/c'], window }),
  });

  it('shows the title of the app in its bar, if it has one', () => {
    expect(titlesOf(app({ navigationBarTitleText: '每日打卡' }))).toEqual([
      'pages/a/a: - / 每日打卡',
      'pages/b/b: 设置 / -',
      'pages/c/c: - / -',
    ]);
    expect(titlesOf(app({ navigationBarTitleText: '每日打卡', navigationStyle: 'custom' }))[0]).toBe('pages/a/a: - / -');
  });

  it('of uni-app and quick apps, too', () => {
    const uni = {
      'manifest.json': '{"name":"巡查通"}',
      'App.vue': UNI(''),
      'pages.json':
        '{"pages":[{"path":"pages/a/a"},{"path":"pages/b/b","style":{"navigationBarTitleText":"设置"}}],"globalStyle":{"navigationBarTitleText":"工作台"}}',
      'pages/a/a.vue': UNI('首页'),
      'pages/b/b.vue': UNI('设置'),
    };
    expect(titlesOf(uni)).toEqual(['pages/a/a: - / 工作台', 'pages/b/b: 设置 / -']);
    const quick = {
      'manifest.json': JSON.stringify({
        package: 'cn.example.a',
        router: { entry: 'A', pages: { A: { component: 'index' }, B: { component: 'index' } } },
        display: { titleBarText: '工作台', pages: { B: { titleBar: false } } },
      }),
      'app.ux': '<script>export default {}</script>',
      'A/index.ux': UNI('首页'),
      'B/index.ux': UNI('地图'),
    };
    expect(titlesOf(quick)).toEqual(['A: - / 工作台', 'B: - / -']);
  });

  it('is named by it in the result, and is not about it', () => {
    const check = (name: string) =>
      checkFacts(extractFacts(openFiles('app', app({ navigationBarTitleText: name })), '0'), loadPacks(RULES)).items;
    const signing = check('打卡签到').find(({ rule }) => rule === '14-2-check-in');
    expect(signing?.verdict).toBe('not-found');
    const named = check('工作台').flatMap(({ contexts }) => contexts.filter(({ screen }) => screen === 'pages/a/a'));
    for (const { title } of named) expect(title).toBe('工作台');
  });
});

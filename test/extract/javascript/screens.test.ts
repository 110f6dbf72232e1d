import { describe, expect, it } from 'vitest';
import {
  linkScreens,
  reachableScreens,
  type ScreenSpec,
  screenOfPath,
} from '../../../src/extract/javascript/application/screens.js';
import { application } from './support.js';

function linked(files: Record<string, string>, entries: string[]) {
  const app = application(files);
  const screens: ScreenSpec[] = Object.keys(files)
    .filter((id) => id.startsWith('pages/'))
    .map((id) => ({
      id: id.replace('.js', ''),
      at: { path: id },
      registered: true,
      modules: [app.modules.get(id)!],
      templates: [],
    }));
  const own = app.modules.get('app.js');
  return { app, result: linkScreens(app, screens, entries, own ? [own] : []) };
}

describe('screens', () => {
  it('lead to each other by navigation, from the app by its entries', () => {
    const { result } = linked(
      {
        'pages/a/a.js': `Page({ go() { wx.navigateTo({ url: '/pages/b/b?id=1' }) }, open() { nav() } }); const nav = () => uni.redirectTo({ url: '../c/c' })`,
        'pages/b/b.js': 'Page({})',
        'pages/c/c.js': 'Page({})',
        'pages/d/d.js': 'Page({})',
        'pages/e/e.js': 'Page({})',
        'app.js': `App({ onLaunch() { wx.reLaunch({ url: 'pages/e/e' }) } })`,
      },
      ['pages/a/a'],
    );
    expect([...result.from].map(([id, from]) => `${id} ← ${[...from]}`)).toEqual([
      'pages/a/a ← app',
      'pages/b/b ← pages/a/a',
      'pages/c/c ← pages/a/a',
      'pages/d/d ← ',
      'pages/e/e ← app',
    ]);
    expect([...reachableScreens(result.from)].sort()).toEqual(['app', 'pages/a/a', 'pages/b/b', 'pages/c/c', 'pages/e/e']);
    expect(result.openNavigation).toBe(true);
  });

  it('own the functions they reach in other modules', () => {
    const { app, result } = linked(
      {
        'pages/a/a.js': `const { sign } = require('../../api'); Page({ tap() { sign() } })`,
        'pages/b/b.js': 'Page({})',
        'api.js': `exports.sign = function () {}; exports.other = function () {}`,
      },
      [],
    );
    const api = app.modules.get('api.js')!;
    expect(api.units.map((unit) => [unit.name, result.byUnit.get(unit)])).toEqual([
      ['', ['pages/a/a']],
      ['sign', ['pages/a/a']],
      ['other', undefined],
    ]);
  });

  it('are named by paths from the root, from the page, with query and extension', () => {
    const ids = new Set(['pages/a/a', 'pages/b/b', 'pages/c/index']);
    expect(
      ['/pages/b/b?x=1', '../b/b', 'pages/b/b.html', '/pages/c', 'x', 'https://a.cn/pages/b/b'].map((path) =>
        screenOfPath(path, 'pages/a/a', ids),
      ),
    ).toEqual(['pages/b/b', 'pages/b/b', 'pages/b/b', 'pages/c/index', undefined, undefined]);
  });
});

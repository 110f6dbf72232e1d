import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openSummary } from '../support/opened.js';
import { buildTar } from '../support/tar-writer.js';
import { zipOf } from '../support/zip-writer.js';

const PAGES = '{ "pages": ["pages/a/a"] }';
const SOURCE_PAGE = '<div id="app"></div><script type="module" src="/src/main.js"></script>';
const entriesOf = (files: Record<string, string>) => {
  const summary = openSummary('p.zip', zipOf(files));
  return 'trees' in summary ? { names: Object.keys(summary.trees['p.zip']!), limits: summary.limits } : summary;
};

describe('the root of a project in an archive', () => {
  const cases: [title: string, files: Record<string, string>, names: string[]][] = [
    [
      'native, in a top folder',
      { 'repo-main/app.json': PAGES, 'repo-main/app.js': '', 'repo-main/readme.md': '' },
      ['app.json', 'app.js', 'readme.md'],
    ],
    [
      'native, named by project.config.json',
      { 'project.config.json': '{"miniprogramRoot":"miniprogram/"}', 'demo/app.json': PAGES, 'miniprogram/app.json': PAGES },
      ['../project.config.json', 'app.json'],
    ],
    [
      'uni-app sources before its output',
      { 'src/pages.json': `// ${PAGES}\n${PAGES}`, 'src/App.vue': '', 'dist/build/mp-weixin/app.json': PAGES },
      ['pages.json', 'App.vue'],
    ],
    [
      'uni-app with a configuration in code',
      { 'pages.config.ts': 'export default { pages: [] }', 'src/App.vue': '', 'src/pages/a.vue': '' },
      ['../pages.config.ts', 'App.vue', 'pages/a.vue'],
    ],
    [
      'pages of HTML5+',
      { 'web/manifest.json': '{"launch_path": "index.html", "plus": {}}', 'web/index.html': '', 'README.md': '' },
      ['manifest.json', 'index.html'],
    ],
    [
      'HBuilderX without its output',
      { 'pages.json': PAGES, 'manifest.json': '{}', 'unpackage/dist/dev/app.json': PAGES },
      ['pages.json', 'manifest.json'],
    ],
    [
      'Taro',
      {
        'package.json': '{}',
        'config/index.js': '',
        'src/app.config.ts': 'export default { pages: ["a"] }',
        'dist/app.json': PAGES,
      },
      ['../package.json', 'app.config.ts'],
    ],
    [
      'quick app',
      { 'package.json': '{}', 'src/manifest.json': '{}', 'src/app.ux': '' },
      ['../package.json', 'manifest.json', 'app.ux'],
    ],
    [
      'mpvue with the configuration in its entry',
      {
        'package.json': '{}',
        'src/main.js': "App.mpType = 'app'\nexport default { config: { pages: ['pages/a/a'] } }",
        'src/pages/a/main.js': 'new Vue(App).$mount()',
      },
      ['../package.json', 'main.js', 'pages/a/main.js'],
    ],
    [
      'mpvue with a list of pages',
      { 'src/main.js': "App.mpType = 'app'", 'src/pages.js': "module.exports = [{ path: 'pages/a/a' }]" },
      ['main.js', 'pages.js'],
    ],
    ['mini-game', { 'game.json': '{}', 'game.js': '' }, ['game.json', 'game.js']],
    ['only build output', { 'dist/app.json': PAGES, 'dist/app.js': '' }, ['app.json', 'app.js']],
    [
      'web pages that no configuration tells of',
      { 'w/index.html': '<script src=a.js></script>', 'w/a.js': '' },
      ['index.html', 'a.js'],
    ],
    [
      'web pages as built, beside their sources',
      { 'package.json': '{}', 'index.html': SOURCE_PAGE, 'src/main.js': '', 'dist/index.html': '<script src=a.js></script>' },
      ['../package.json', 'index.html'],
    ],
    ['dependencies left out', { 'app.json': PAGES, 'node_modules/x/app.json': PAGES, '.git/config': '' }, ['app.json']],
  ];
  it.each(cases)('%s', (_title, files, names) => {
    expect(entriesOf(files)).toEqual({ names, limits: [] });
  });

  it('several apps: the nearest, then the first by name; the others are told', () => {
    expect(entriesOf({ 'user/app.json': PAGES, 'admin/app.json': PAGES, 'x/y/app.json': PAGES })).toEqual({
      names: ['app.json'],
      limits: ['unsupported p.zip'],
    });
  });

  it('WePY and Mpx before what is built from them, wherever that lies', () => {
    const built = { 'weapp/app.json': PAGES, 'weapp/app.js': '', 'project.config.json': '{"miniprogramRoot":"weapp/"}' };
    const names = ['../project.config.json'];
    expect(entriesOf({ 'src/app.wpy': '<config>{ pages: ["pages/a/a"] }</config>', ...built })).toEqual({
      names: ['app.wpy', ...names],
      limits: [],
    });
    expect(entriesOf({ 'src/app.mpx': '<script name="json">module.exports = { pages: ["./pages/a/a"] }</script>' })).toEqual({
      names: ['app.mpx'],
      limits: [],
    });
    // Another app beside it is none of its builds.
    expect(entriesOf({ 'src/app.wpy': '<config>{ pages: ["pages/b"] }</config>', 'weapp/app.json': PAGES })).toEqual({
      names: ['app.wpy'],
      limits: ['unsupported p.zip'],
    });
  });

  it('sources of web pages are a limit, not nothing', () => {
    expect(entriesOf({ 'index.html': SOURCE_PAGE, 'src/main.js': '', 'src/App.vue': '' })).toMatchObject({
      limits: ['unsupported p.zip'],
    });
  });

  it.each([
    ['a page without a script', { 'index.html': '<h1>说明</h1>' }],
    ['pages of an Android project', { 'index.html': '<script></script>', 'app/AndroidManifest.xml': '' }],
    ['a page in a folder of something else', { 'docs/index.html': '<script></script>', 'main.c': '' }],
  ])('%s is no root', (_, files) => {
    expect(openSummary('p.zip', zipOf(files as Record<string, string>))).toMatchObject({ code: 'no-app' });
  });

  it('an app.json of another kind is no root', () => {
    expect(openSummary('p.zip', zipOf({ 'app.json': '{"expo":{"name":"x"}}', 'App.js': '' }))).toMatchObject({ code: 'no-app' });
  });
});

describe('a tar of a project', () => {
  const deep = `p/${'very-long-folder-name/'.repeat(6)}a.js`;
  const tar = buildTar([
    { name: './p/', type: '5' },
    { name: './p/app.json', data: PAGES },
    { name: deep, data: 'deep' },
    { name: 'p/link', type: '2' },
  ]);
  const trees = { 'app.json': PAGES, [deep.slice(2)]: 'deep' };

  it('is opened plain and gzipped', () => {
    const expected = { format: 'project', form: 'project', limits: [], tamper: [] };
    expect(openSummary('p.tar', tar)).toEqual({ ...expected, trees: { 'p.tar': trees } });
    expect(openSummary('p.tgz', gzipSync(tar))).toEqual({ ...expected, trees: { 'p.tgz': trees } });
  });

  it('cut off, plain or gzipped, is under a limit', () => {
    expect(openSummary('p.tar', tar.subarray(0, tar.length - 2100))).toMatchObject({
      format: 'project',
      limits: ['unreadable p.tar'],
    });
    const zipped = gzipSync(tar);
    expect(openSummary('p.tgz', zipped.subarray(0, zipped.length - 12))).toMatchObject({
      limits: ['unreadable p.tgz', 'unreadable p.tgz'],
    });
  });

  it('with a member longer than the file', () => {
    const lying = buildTar([
      { name: 'app.json', data: PAGES },
      { name: 'a.js', data: 'x', size: 0o77777777777 },
    ]);
    expect(openSummary('p.tar', lying)).toMatchObject({
      trees: { 'p.tar': { 'app.json': PAGES, 'a.js': '!' } },
      limits: ['unreadable p.tar', 'unreadable p.tar!a.js'],
    });
  });
});

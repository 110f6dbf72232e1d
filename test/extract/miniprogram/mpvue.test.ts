import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

const PUNCH =
  '<template><button @click="punch">打卡</button></template><script>export default { methods: { punch () {} } }</script>';
const MOUNT = "import Vue from 'vue'\nimport App from './index'\nnew Vue(App).$mount()\n";
const ENTRY = "import App from './App'\nApp.mpType = 'app'\nnew Vue(App).$mount()\n";

/** `id title` of the registered pages, and where texts on them stand. */
function pagesOf(files: Record<string, string>): string[] {
  const { facts } = extractFacts(openFiles('app', files), '0');
  const pages = facts.flatMap((fact) => (fact.kind === 'screen' && fact.registered ? [`${fact.id} ${fact.title ?? ''}`] : []));
  const texts = facts.flatMap((fact) =>
    fact.kind === 'text' && fact.value === '打卡' ? fact.screens.map((id) => `${fact.value} on ${id}`) : [],
  );
  return [...pages.sort(), ...texts];
}

describe('pages of mpvue', () => {
  it('in the entries of the app and of its pages', () => {
    const files = {
      'main.js': `${ENTRY}export default { config: { pages: ['pages/logs/logs', '^pages/sign/sign'], window: {} } }`,
      'App.vue': '<script>export default {}</script>',
      'pages/sign/main.js': `${MOUNT}export default { config: { navigationBarTitleText: '阅读打卡' } }`,
      'pages/sign/index.vue': PUNCH,
      'pages/logs/logs.vue': '<template><div>日志</div></template>',
    };
    expect(pagesOf(files)).toEqual(['pages/logs/logs ', 'pages/sign/sign 阅读打卡', '打卡 on pages/sign/sign']);
  });

  it('that the app’s list leaves out, where they have an entry of their own', () => {
    const files = {
      'main.js': `${ENTRY}export default { config: { pages: ['^pages/home/main'], window: {} } }`,
      'pages/home/main.js': MOUNT,
      'pages/home/index.vue': '<template><div>首页</div></template>',
      'pages/work/sign/main.js': `${MOUNT}export default { config: { navigationBarTitleText: '阅读打卡' } }`,
      'pages/work/sign/index.vue': PUNCH,
      'pages/draft/index.vue': PUNCH,
    };
    expect(pagesOf(files)).toEqual([
      'pages/home/main ',
      'pages/work/sign/main 阅读打卡',
      '打卡 on pages/draft',
      '打卡 on pages/work/sign/main',
    ]);
  });

  it('in the list of mpvue-entry, with and without app.json', () => {
    const files = {
      'main.js': ENTRY,
      'pages.js': `const shared = { 'van-tag': '/static/tag' }
        module.exports = [{ path: '/pages/sign/index', config: { navigationBarTitleText: '打卡', usingComponents: shared } }]`,
      'pages/sign/index.vue': PUNCH,
    };
    const found = ['pages/sign/index 打卡', '打卡 on pages/sign/index', '打卡 on pages/sign/index'];
    expect(pagesOf(files)).toEqual(found);
    expect(pagesOf({ ...files, 'app.json': '{"pages": [], "window": {}}' })).toEqual(found);
  });

  it('are not taken from a list beside an app that names its own', () => {
    const files = {
      'app.json': '{"pages": ["pages/a/a"]}',
      'pages.js': "module.exports = [{ path: 'pages/b/b' }]",
      'pages/a/a.wxml': '<view>首页</view>',
      'pages/b/b.wxml': '<view>打卡</view>',
    };
    expect(pagesOf(files)[0]).toBe('pages/a/a ');
    expect(pagesOf(files).filter((line) => line.startsWith('pages/b'))).toEqual([]);
  });
});

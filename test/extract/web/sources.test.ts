import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

/** Screens with their titles, buttons, requests and limits. */
function said(files: Record<string, string>): string[] {
  const { facts } = extractFacts(openFiles('app', files), '0');
  return facts
    .flatMap((fact) => {
      const on = fact.screens.join(' ');
      if (fact.kind === 'screen') return [`screen ${fact.id} ${fact.title ?? ''} ${fact.reachable}`];
      if (fact.kind === 'text' && fact.action === 'handler') return [`${fact.value} runs ${fact.target} on ${on}`];
      if (fact.kind === 'request') return [`request ${fact.path} on ${on}`];
      return fact.kind === 'limit' ? [`limit ${fact.reason}`] : [];
    })
    .sort();
}

const packageJson = (...names: string[]): string =>
  JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '*'])) });
const send = `axios.post('/api/attendance/punch', { at: 1 })`;
const EXPECTED = [
  'request /api/attendance/punch on sign',
  'screen / 首页 yes',
  'screen sign 签到 yes',
  '打卡 runs punch on sign',
];

describe('sources of single-page apps', () => {
  const vue = {
    'package.json': packageJson('vue', 'vue-router', 'axios'),
    'index.html': '<title>基层办公</title><div id="app"></div><script type="module" src="/src/main.ts"></script>',
    'src/main.ts': `import App from './App.vue'\nimport router from './router'\ncreateApp(App).use(router).mount('#app')`,
    'src/App.vue': '<template><router-view/></template>',
    'src/views/Home.vue': '<template><van-cell title="签到" to="/sign"/></template>',
    'src/views/Sign/index.vue': `<template><punch-button/></template>
<script setup lang="ts">import PunchButton from '@/components/PunchButton.vue'</script>`,
    'src/components/PunchButton.vue': `<template><van-button @click="punch">打卡</van-button></template>
<script setup lang="ts">import axios from 'axios'\nconst punch = (): void => { ${send} }</script>`,
  };

  it('Vue: pages of the router, loaded when needed; a page without a script', () => {
    const router = `import Home from '../views/Home.vue'
export default createRouter({ history: createWebHashHistory(), routes: [
  { path: '/', component: Home, meta: { title: '首页' } },
  { path: '/sign', component: () => import('@/views/Sign/index.vue'), meta: { title: '签到' } }] })`;
    expect(said({ ...vue, 'src/router/index.ts': router })).toEqual(EXPECTED);
  });

  it('Vue 2: routes in parts, one inside the other, behind a function that loads', () => {
    const files = {
      ...vue,
      'src/router/index.js': `import work from './work'\nexport default new VueRouter({ routes: [{ path: '/', component: resolve => require(['@/views/Home'], resolve), meta: { title: '首页' } }, ...work] })`,
      'src/router/work.js': `const view = (path) => () => import('@/views/' + path)
export default [{ path: '/work', component: { render: (h) => h('router-view') }, children: [{ path: 'sign', component: () => import(/* webpackChunkName: "sign" */ '@/views/Sign'), meta: { title: '签到' } }] }]`,
    };
    expect(said(files)).toEqual(
      EXPECTED.map((line) =>
        line
          .replace(/\bsign\b(?! 签到 yes)/, 'work/sign')
          .replace('screen sign', 'screen work/sign')
          .replace('work/sign 签到 yes', 'work/sign 签到 unknown'),
      ),
    );
  });

  it.each([
    [
      'a table',
      `export const routes = [{ path: '/', title: '首页', element: <Home/> }, { path: '/sign', title: '签到', element: <RequireLogin><Sign/></RequireLogin> }]`,
    ],
    [
      'elements',
      `export const App = () => <Router><Route path="/" title="首页" component={Home}/><Route path="sign" title="签到" element={<RequireLogin><Sign/></RequireLogin>}/></Router>`,
    ],
  ])('React: %s', (_title, routes) => {
    const files = {
      'package.json': packageJson('react', 'react-router-dom'),
      'public/index.html': '<div id="root"></div>',
      'src/index.tsx': `import { App } from './App'`,
      'src/App.tsx': `import Home from './pages/Home'\nimport { RequireLogin } from './RequireLogin'\nconst Sign = lazy(() => import('./pages/Sign'))\n${routes}`,
      'src/RequireLogin.tsx': 'export const RequireLogin = ({ children }) => children',
      'src/pages/Home.tsx': 'export default () => <Link to="/sign">签到</Link>',
      'src/pages/Sign.tsx': `export default function Sign() { const punch = () => { ${send} }; return <button onClick={punch}>打卡</button> }`,
    };
    expect(said(files)).toEqual(EXPECTED);
  });

  it('Umi: files below the pages by their path there', () => {
    const files = {
      'package.json': packageJson('umi', 'react'),
      '.umirc.ts': `export default { routes: [{ path: '/', component: 'index', title: '首页' }, { path: '/sign', component: '@/pages/Sign', title: '签到' }] }`,
      'src/pages/index.tsx': 'export default () => <a href="/sign">签到</a>',
      'src/pages/Sign/index.tsx': `export default () => { const punch = () => { ${send} }; return <button onClick={punch}>打卡</button> }`,
    };
    expect(said(files)).toEqual(EXPECTED);
  });

  it('a route whose file is not there is told; an app of another kind comes first', () => {
    const router = `export default new VueRouter({ routes: [{ path: '/gone', component: () => import('@/views/Gone.vue') }, { path: '/', component: () => import('@/views/Home.vue') }] })`;
    expect(said({ ...vue, 'src/router/index.js': router })).toContain('limit missing-subpackage');
    const admin = Object.fromEntries(Object.entries(vue).map(([name, text]) => [`admin/${name}`, text]));
    const mini = {
      'mini/app.json': '{"pages":["pages/a"]}',
      'mini/pages/a.wxml': '<view>首页</view>',
      'mini/pages/a.js': 'Page({})',
    };
    expect(said({ ...admin, ...mini })).toEqual(['screen pages/a  yes']);
  });
});

describe('a folder of web pages', () => {
  it('as it is, or in the folder that builds write', () => {
    const files = {
      'index.html': '<title>首页</title><a href="sign.html">签到</a>',
      'sign.html': `<title>签到</title><button onclick="punch()">打卡</button><script>function punch() { fetch('/api/attendance/punch', { method: 'POST' }) }</script>`,
    };
    const built = Object.fromEntries(Object.entries(files).map(([name, text]) => [`dist/${name}`, text]));
    for (const form of [files, { ...built, 'readme.md': '' }])
      expect(said(form)).toEqual([
        'request /api/attendance/punch on sign.html',
        'screen index.html 首页 yes',
        'screen sign.html 签到 yes',
        '打卡 runs punch() on sign.html',
      ]);
  });
});

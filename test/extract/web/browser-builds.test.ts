import { describe, expect, it } from 'vitest';
import { VUE_RUNTIME } from '../../support/vue-runtime.js';
import { of, pagesAlone, texts } from './support.js';

const SHELL =
  '<!DOCTYPE html><html><body><div id="app"></div><script type="module" src="/assets/index.js"></script></body></html>';

describe('pages of Vue 3 in files that load when they are opened', () => {
  it('show what their templates show, though the runtime stands in another file under short names', () => {
    const file = pagesAlone({
      'index.html': SHELL,
      'assets/about.js': `import { o as a, k as c, m as e, x as f } from "./index.js";
        const A = { __name: "about", setup() { const send = () => fetch("/advice/add", { method: "POST" });
          return () => (a(), c("div", null, [e("h1", null, "投诉建议"), e("button", { onClick: send }, "提交")])) } };
        export { A as default };`,
      'assets/index.js': `${VUE_RUNTIME}
        const routes = [{ path: "/about", component: () => import("./about.js"), meta: { title: "投诉" } }];
        createApp(routes); export { o, k, m, x };`,
    });
    expect(of(file, 'screen').map(({ id, title }) => [id, title])).toContainEqual(['about', '投诉']);
    expect(texts(file).filter(([, , , screens]) => screens === 'about')).toEqual([
      ['投诉建议', 'label', undefined, 'about'],
      ['提交', 'button', 'send', 'about'],
      ['投诉', 'page-title', undefined, 'about'],
    ]);
    expect(of(file, 'request').map(({ method, path, screens }) => [method, path, screens])).toEqual([
      ['POST', '/advice/add', ['about']],
    ]);
  });
});

describe('uni-app built for browsers', () => {
  const API = ['showToast', 'request', 'navigateTo', 'chooseImage', 'uploadFile', 'switchTab']
    .map((name, i) => `const g${i} = D(${JSON.stringify(name)}, () => {}, {});`)
    .join('\n');
  const BUILT_IN = ['View', 'Text', 'Button', 'WebView']
    .map((name, i) => `const v${i} = N({ name: "${name}", props: {} });`)
    .join('\n');
  const route = (path: string, more: string, meta: string): string =>
    `{ path: "/${path}", ${more}component: { setup: () => () => R(P) }, loader: () => import("./${path.replaceAll('/', '-')}.js"), meta: { ${meta} } }`;
  const file = pagesAlone({
    'index.html': SHELL,
    'assets/index.js': `${VUE_RUNTIME}${API}${BUILT_IN}
      function place() { return fetch("https://maps.example.com/where") }
      window.__uniConfig = Object.assign({ tabBar: { list: [{ pagePath: "pages/sign/sign", text: "打卡" }] } });
      window.__uniRoutes = [${route('', 'alias: "/pages/sign/sign", ', 'isEntry: !0, isTabBar: !0, navigationBar: { titleText: "外勤打卡" }').replace('"./.js"', '"./pages-sign-sign.js"')},
        ${route('pages/web/web', '', 'navigationBar: { titleText: "资料" }')}, ${route('pages/old/old', '', 'isTabBar: !1, navigationBar: {}')}];
      function post(u, d) { return new Promise((ok) => g1({ url: u, method: "POST", data: d, success: ok })) }
      export { o as a, b as c, w as n, h as e, x as f, v0 as i, v1 as j, v2 as l, v3 as p, g0 as t, g2 as u, g3 as y, post as r };`,
    'assets/pages-sign-sign.js': `import { a as o, c as s, n as d, e as m, f as p, i as V, j as T, l as B, t as k, u as g, y as I, r as q } from "./index.js";
      const rows = [{ title: "我的轨迹" }];
      const A = { __name: "sign", setup() { let photo = "";
        const shoot = () => I({ success: (r) => { photo = r.tempFilePaths[0] } });
        const sign = () => { if (!photo) return k({ title: "请先拍照" }); q("/sign/in", { photo }); g({ url: "/pages/web/web" }) };
        return () => { const f = T, c = B, v = V; return o(), s(v, null, { default: m(() => [d(f, null, { default: m(() => [p("今日打卡")]), _: 1 }), d(c, { onClick: sign }, { default: m(() => [p("打卡")]), _: 1 })]), _: 1 }) } } };
      export { A as default };`,
    'assets/pages-web-web.js': `import { a as o, c as s, p as W } from "./index.js";
      const A = { __name: "web", setup() { return () => { const w = W; return o(), s(w, { src: "https://a.example.gov.cn" }, null) } } }; export { A as default };`,
    'assets/pages-old-old.js': `import { a as o, c as s, i as V } from "./index.js";
      const A = { __name: "old", setup() { return () => { const w = V; return o(), s(w, null, null) } } }; export { A as default };`,
  });

  it('has the pages of its table, reached as the table and the pages themselves say; the page around them is none', () => {
    expect(of(file, 'screen').map(({ id, title, reachable, from }) => [id, title, reachable, from])).toEqual([
      ['pages/sign/sign', '外勤打卡', 'yes', ['app']],
      ['pages/web/web', '资料', 'yes', ['pages/sign/sign']],
      ['pages/old/old', undefined, 'unknown', []],
    ]);
  });

  it('calls the platform under short names', () => {
    expect(of(file, 'gate').map(({ subject, message, screens }) => [subject, message, screens])).toEqual([
      ['photo', '请先拍照', ['pages/sign/sign']],
    ]);
    expect(of(file, 'request').map(({ method, path, screens }) => [method, path, screens])).toEqual([
      [undefined, '/sign/in', ['pages/sign/sign']],
    ]);
    expect(of(file, 'api').map(({ family, screens }) => [family, screens])).toEqual([
      ['media-pick', ['pages/sign/sign']],
      ['web-view', ['pages/web/web']],
    ]);
  });

  it('says what its tab bar, its templates and the tables beside them say', () => {
    expect(texts(file).filter(([, , , screens]) => screens === 'pages/sign/sign')).toEqual([
      ['打卡', 'tab', 'pages/sign/sign', 'pages/sign/sign'],
      ['外勤打卡', 'page-title', undefined, 'pages/sign/sign'],
      ['我的轨迹', 'option', undefined, 'pages/sign/sign'],
      ['请先拍照', 'toast', undefined, 'pages/sign/sign'],
      ['今日打卡', 'label', undefined, 'pages/sign/sign'],
      ['打卡', 'button', 'sign', 'pages/sign/sign'],
    ]);
  });

  it('a page of a server in a web-view is a limit', () => {
    expect(of(file, 'limit').map(({ reason, share }) => [reason, share])).toEqual([['remote-content', 0.333]]);
  });
});

describe('Taro built for browsers', () => {
  const file = pagesAlone({
    'index.html':
      '<html><head><title>打卡</title></head><body><div id="app"></div><script src="/js/app.js"></script></body></html>',
    'js/app.js': `(self.webpackChunka = self.webpackChunka || []).push([[1], { 10: function (e, t, n) {
      var config = { pages: ["pages/sign/index"] };
      config.routes = [Object.assign({ path: "pages/sign/index", load: function (a, u) { return [n.e(2).then(n.bind(n, 20)), a, u] } }, { navigationBarTitleText: "外勤打卡" })];
      start(config, [{ path: "fonts/song", load: function () { return window.font } }]) } }]);`,
    'chunk/2.js': `(self.webpackChunka = self.webpackChunka || []).push([[2], { 20: function (e, t, n) {
      n.r(t), n.d(t, { default: function () { return Sign } }); var r = n(5), x = n(6);
      function Sign() { return (0, r.jsx)(x.G7, { children: (0, r.jsx)(x.$n, { onClick: function () { return request({ url: "/sign/in", method: "POST" }) }, children: "立即打卡" }) }) } } }]);`,
  });

  it('has the pages of its table, with their titles', () => {
    expect(of(file, 'screen').map(({ id, title, reachable }) => [id, title, reachable])).toEqual([
      ['pages/sign/index', '外勤打卡', 'yes'],
    ]);
    expect(of(file, 'request').map(({ method, path, screens }) => [method, path, screens])).toEqual([
      ['POST', '/sign/in', ['pages/sign/index']],
    ]);
  });
});

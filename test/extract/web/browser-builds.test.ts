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

describe('uni-app of Vue 2 built for browsers', () => {
  const page = (tag: string, id: string): string =>
    `V.default.component("${tag}", function (n) { var e = { component: i.e("${tag}").then(function () { return n(i("${id}")) }.bind(null, i)).catch(i.oe) }; return __uniConfig.async.loading && (e.loading = { name: "L", render: function (n) { return n(__uniConfig.async.loading) } }), e }),`;
  const route = (path: string, tag: string, title: string, meta: string): string =>
    `{ path: "/${path}", ${meta} component: { render: function (n) { return n("Page", { props: Object.assign({ isQuit: !0 }, __uniConfig.globalStyle, { navigationBarTitleText: "${title}" }) }, [n("${tag}", { slot: "page" })]) } }, meta: { name: "${tag}", pagePath: "${path}"${meta && ', isEntry: !0'} } }`;
  const chunk = (modules: string): string =>
    `(window["webpackJsonp"] = window["webpackJsonp"] || []).push([["c"], {${modules}}]);`;
  const component = (id: string, script: string, template: string): string =>
    `${id}: function (t, e, a) { "use strict"; a.r(e); var n = a("${template}"), i = a("${script}x"); for (var o in i) ["default"].indexOf(o) < 0 && function (t) { a.d(e, t, function () { return i[t] }) }(o);
      var r, u = a("f0c5"), s = Object(u["a"])(i["default"], n["b"], n["c"], !1, null, "d9", null, !1, n["a"], r); e["default"] = s.exports },
    ${script}x: function (t, e, a) { a.r(e); var n = a("${script}"), i = a.n(n); for (var o in n) ["default"].indexOf(o) < 0 && function (t) { a.d(e, t, function () { return n[t] }) }(o); e["default"] = i.a },`;
  const template = (id: string, body: string, components = ''): string =>
    `${id}: function (t, e, a) { "use strict"; var n${components && ` = { ${components} }`}; a.d(e, "b", function () { return i }), a.d(e, "c", function () { return o }), a.d(e, "a", function () { return n });
      var i = function () { var t = this, e = t.$createElement, n = t._self._c || e; return ${body} }, o = [] },`;
  const file = pagesAlone({
    'index.html':
      '<html><head><title>巡查</title></head><body><div id="app"></div><script src=/static/js/chunk-vendors.1.js></script><script src=/static/js/index.1.js></script></body></html>',
    'static/js/index.1.js': `(function (n) { function e(e) { for (var t in e[1]) n[t] = e[1][t] } function i(t) { return n[t].call({}, {}, {}, i) }
      var s = window["webpackJsonp"] = window["webpackJsonp"] || []; s.push = e; i("c1") })({
      c1: function (n, e, i) { i("c2"), i("c3") },
      c2: function (n, e, i) { (function (n) { var t = i("4ea4").default, V = t(i("e143"));
        n.__uniConfig = { tabBar: { list: [{ pagePath: "pages/sign/sign", text: "打卡" }] }, globalStyle: { navigationBarTitleText: "uni-app" } },
        ${page('pages-sign-sign', 'p1')} ${page('pages-rule-rule', 'p2')}
        n.__uniRoutes = [${route('', 'pages-sign-sign', '外勤打卡', 'alias: "/pages/sign/sign",')}, ${route('pages/rule/rule', 'pages-rule-rule', '须知', '')},
          { path: "/choose-location", component: { render: function (n) { return n("Page", { props: { navigationStyle: "custom" } }, [n("system-choose-location", { slot: "page" })]) } }, meta: { name: "choose-location" } }], n.UniApp && new n.UniApp }).call(this, i("c8ba")) },
      c3: function (n, e, i) { var t = i("4ea4").default; t(i("e143")).default.component("sign-note", t(i("p3")).default) },
      a5: function (n, e, i) { e.default = void 0; e.default = { sign: "/sign/in" } } })`,
    'static/js/pages-sign-sign.1.js': chunk(`${component('p1', 's1', 't1')}
      ${template('t1', 'n("v-uni-view", [n("sign-note"), n("photo-box"), n("v-uni-button", { on: { click: function (e) { arguments[0] = e = t.$handleEvent(e), t.send.apply(void 0, arguments) } } }, [t._v("立即打卡")])], 1)', 'photoBox: a("p4").default')}
      s1: function (t, e, a) { "use strict"; var n = a("4ea4").default; Object.defineProperty(e, "__esModule", { value: !0 }), e.default = void 0; var o = n(a("a5"));
        e.default = { data: function () { return { photo: "" } }, methods: { send: function () { if (!this.photo) return uni.showToast({ title: "请先拍照" }); uni.request({ url: o.default.sign, method: "POST" }), uni.navigateTo({ url: "/pages/rule/rule" }) } } } },
      ${component('p3', 's3', 't3')} ${template('t3', 'n("v-uni-text", [t._v("每日一次")])')} s3: function (t, e, a) { e.default = { name: "sign-note" } },
      ${component('p4', 's4', 't4')} ${template('t4', 'n("v-uni-text", [t._v("现场照片")])')} s4: function (t, e, a) { e.default = { name: "photo-box" } }`),
    'static/js/pages-rule-rule.1.js':
      chunk(`${component('p2', 's2', 't2')} ${template('t2', 'n("v-uni-view", [t._v("打卡须知")])')}
      s2: function (t, e, a) { e.default = {} }`),
  });

  it('has the pages of its table, with their titles; the page around them is none, nor are those of the framework', () => {
    expect(of(file, 'screen').map(({ id, title, reachable, from }) => [id, title, reachable, from])).toEqual([
      ['pages/sign/sign', '外勤打卡', 'yes', ['app']],
      ['pages/rule/rule', '须知', 'yes', ['pages/sign/sign']],
    ]);
    expect(of(file, 'limit')).toEqual([]);
  });

  it('shows what its templates show, with components registered for all and those the compiler found', () => {
    const said = texts(file).map((text) => text.join(' '));
    expect(said.sort()).toEqual(
      [
        '打卡 tab pages/sign/sign pages/sign/sign',
        '外勤打卡 page-title  pages/sign/sign',
        '请先拍照 toast  pages/sign/sign',
        '立即打卡 button send pages/sign/sign',
        '现场照片 label  pages/sign/sign',
        '每日一次 label  pages/sign/sign',
        '须知 page-title  pages/rule/rule',
        '打卡须知 label  pages/rule/rule',
      ].sort(),
    );
  });

  it('asks for what stands in the file it begins with', () => {
    expect(of(file, 'request').map(({ method, path, screens }) => [method, path, screens])).toEqual([
      ['POST', '/sign/in', ['pages/sign/sign']],
    ]);
    expect(of(file, 'gate').map(({ subject, message, screens }) => [subject, message, screens])).toEqual([
      ['photo', '请先拍照', ['pages/sign/sign']],
    ]);
  });
});

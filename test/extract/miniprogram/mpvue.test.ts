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

describe('what mpvue compiles', () => {
  const APP = `require("common/manifest.js"); global.webpackJsonp([1], { 34: function (t, e, n) { "use strict";
    e.a = function (o) { return new Promise(function (done) { wx.request(Object.assign({}, o, { success: done })) }) } },
    9: function (t, e, n) { App({}) } }, [9]);`;
  const TEMPLATE = `<template name="a1"><view class="_div"><input value="{{name}}" bindinput="handleProxy" data-eventid="{{'0'}}" />
    <button bindtap="handleProxy" data-eventid="{{'1'}}" data-comkey="{{$k}}">提交</button></view></template>`;
  /** The requests of the page, whether a handler makes them. */
  const requestsOf = (page: string): string[] =>
    extractFacts(
      openFiles('app', {
        'app.json': '{"pages":["pages/add/main"]}',
        'app.js': APP,
        'pages/add/main.js': page,
        'pages/add/main.wxml': '<import src="/components/add$a1.wxml" /><template is="a1" data="{{ ...$root[\'0\'], $root }}" />',
        'components/add$a1.wxml': TEMPLATE,
      }),
      '0',
    ).facts.flatMap((fact) =>
      fact.kind === 'request' ? [`${fact.method} ${fact.path} on ${fact.screens} ${fact.linked ? 'linked' : ''}`] : [],
    );
  const found = ['POST /member/add on pages/add/main linked'];

  it('handlers that only the render function left in the script names', () => {
    expect(
      requestsOf(`global.webpackJsonp([2], Array(58).concat([
/* 58 */
(function (module, exports, __webpack_require__) { "use strict";
  var __WEBPACK_IMPORTED_MODULE_0__request__ = __webpack_require__(34);
  exports["a"] = ({ data: function data() { return { name: '' } }, methods: { add: function add() {
    return Object(__WEBPACK_IMPORTED_MODULE_0__request__["a" /* default */])({ url: '/member/add', method: 'POST', data: { name: this.name } })
  } } })
}),
/* 59 */
(function (module, exports) {
  var render = function () { var _vm = this; var _c = _vm._self._c || _vm.$createElement;
    return _c('div', [_c('input', { attrs: { "eventid": '0' }, on: { "input": function ($event) { _vm.name = $event.target.value } } }),
      _c('button', { attrs: { "eventid": '1' }, on: { "click": _vm.add } }, [_vm._v("提交")])]) };
  exports["a"] = ({ render: render })
})]), [58]);`),
    ).toEqual(found);
  });

  it('the same minified', () => {
    expect(
      requestsOf(`global.webpackJsonp([2],{58:function(t,e,n){"use strict";var r=n(34);e.a={data:function(){return{name:""}},methods:{add:
function(){return Object(r.a)({url:"/member/add",method:"POST",data:{name:this.name}})}}}},59:function(t,e){e.a={render:function(){
var t=this,e=t.$createElement,n=t._self._c||e;return n("div",[n("input",{attrs:{eventid:"0"},on:{input:function(e){t.name=e.target.value}}}),
n("button",{attrs:{eventid:"1"},on:{click:function(e){t.add(1)}}},[t._v("提交")])])}}}},[58]);`),
    ).toEqual(found);
  });
});

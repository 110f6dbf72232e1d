import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

/** What a uni-app build of Vue 2 writes for one page: its modules in a table that is pushed for all. */
const page = (chunk: string, methods: string): string =>
  `(global["webpackJsonp"]=global["webpackJsonp"]||[]).push([["${chunk}"],{1831:function(n,e,t){"use strict";t.r(e);var u=t("854c"),i=t.n(u);
  e["default"]=i.a},"854c":function(n,e,t){"use strict";(function(n){Object.defineProperty(e,"__esModule",{value:!0}),e.default=void 0;
  var s={data:function(){return{form:{}}},methods:{${methods}}};e.default=s}).call(this,t("543d")["default"])},
  f821:function(n,e,t){"use strict";(function(n){t("66fd");var e=u(t("1831"));function u(n){return n&&n.__esModule?n:{default:n}}
  n(e.default)}).call(this,t("543d")["createPage"])}},[["f821","common/runtime","common/vendor"]]]);`;

const BUILD = {
  'app.json': '{"pages": ["pages/complaint/add", "pages/home/home"]}',
  'app.js': "require('./common/runtime.js')\nrequire('./common/vendor.js')\nrequire('./common/main.js')",
  'common/main.js': `(global["webpackJsonp"]=global["webpackJsonp"]||[]).push([["common/main"],{"9c95":function(t,e,n){"use strict";(function(t){
  var e=p(n("66fd")),u=p(n("7e5d"));function p(t){return t&&t.__esModule?t:{default:t}}
  e.default.prototype.$api=u.default}).call(this,n("543d")["createApp"])}},[["9c95","common/runtime","common/vendor"]]]);`,
  'common/vendor.js': `(global["webpackJsonp"]=global["webpackJsonp"]||[]).push([["common/vendor"],{"7e5d":function(e,l,a){"use strict";(function(e){
  Object.defineProperty(l,"__esModule",{value:!0}),l.default=void 0;
  var add=function(n,d){return e.request({url:"https://api.example.com/"+n+"/add",method:"POST",data:d})};var all={add:add};l.default=all
  }).call(this,a("543d")["default"])}}]);`,
  'pages/complaint/add.wxml': `<form><textarea data-event-opts="{{[['input',[['set']]]]}}" bindinput="__e" placeholder="投诉详情"></textarea>
  <button data-event-opts="{{[['tap',[['submitTap']]]]}}" bindtap="__e">提交</button></form>`,
  'pages/complaint/add.js': page('pages/complaint/add', 'submitTap:function(){this.$api.add("complaint",this.form)}'),
  'pages/home/home.wxml': '<view>首页</view>',
  'pages/home/home.js': page('pages/home/home', 'look:function(){}').replaceAll('854c', '854d').replaceAll('1831', '1832'),
};

describe('a build handed in as a folder', () => {
  it('the modules of a page’s script are that page’s, and what its handlers call is found', () => {
    const { facts } = extractFacts(openFiles('dist', BUILD), '0');
    const requests = facts.flatMap((fact) =>
      fact.kind === 'request' ? [`${fact.method} ${fact.path} on ${fact.screens}${fact.linked ? ', linked' : ''}`] : [],
    );
    expect(requests).toEqual(['POST https://api.example.com/{}/add on pages/complaint/add, linked']);
  });

  it('the platform that the build hands in under any name is the platform', () => {
    const asks = 'submitTap:function(){this.photo?n.request({url:"/api/add",method:"POST"}):n.showToast({title:"请上传照片"})}';
    const other =
      'submitTap:function(){var n=this.$refs.form;this.photo?n.request({url:"/api/add"}):n.showToast({title:"请上传照片"})}';
    const gates = (methods: string): unknown[] => {
      const files = { ...BUILD, 'pages/complaint/add.js': page('pages/complaint/add', methods) };
      return extractFacts(openFiles('dist', files), '0').facts.flatMap((fact) =>
        fact.kind === 'gate' ? [[fact.subject, fact.guards, fact.screens]] : [],
      );
    };
    expect(gates(asks)).toEqual([['photo', 'uni.request', ['pages/complaint/add']]]);
    expect(gates(other)).toEqual([]);
  });
});

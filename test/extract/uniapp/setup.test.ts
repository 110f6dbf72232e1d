import { expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

/** `position text` and `subject shape message → guards` of what a page shows and asks for. */
function said(files: Record<string, string>): string[] {
  const { facts } = extractFacts(openFiles('app', files), '0');
  return facts
    .flatMap((fact) => {
      if (fact.kind === 'text') return fact.screens.length > 0 ? [`${fact.position} ${fact.value}`] : [];
      return fact.kind === 'gate' ? [`${fact.subject} ${fact.shape} ${fact.message} → ${fact.guards}`] : [];
    })
    .sort();
}

const SOURCE = `<template><view><text @tap="mine">{{ name }}</text><button :disabled="!shot" @tap="send">提交照片</button></view></template>
<script setup>
import { ref } from 'vue'
const name = ref('登录'), shot = ref(''), ready = ref(true)
function mine() { uni.chooseImage({ success: (res) => { shot.value = res.tempFilePaths[0] } }) }
function send() { uni.request({ url: '/photo/add', method: 'POST', data: { shot: shot.value } }) }
</script>`;

it('what the refs of a setup function hold is shown and asked for as in its source, minified or not', () => {
  const written = said({
    'pages.json': '{"pages":[{"path":"pages/a/a"}]}',
    'manifest.json': '{"name":"a"}',
    'main.js': '',
    'pages/a/a.vue': SOURCE,
  });
  expect(written).toEqual(['button 提交照片', 'button 登录', 'code 登录', 'photo disabled 提交照片 → send']);
  const compiled = (script: string): string[] =>
    said({
      'app.json': '{"pages":["pages/a/a"]}',
      'app.js': 'const e = require("./common/vendor.js"); e.createSSRApp()',
      'common/vendor.js':
        '"use strict"; const s = (a) => a.__vccOpts || a; exports.ref = s; exports.t = s; exports.o = s; exports.index = wx;',
      'pages/a/a.wxml':
        '<view><text bindtap="{{b}}">{{a}}</text><button disabled="{{c}}" bindtap="{{d}}">提交照片</button></view>',
      'pages/a/a.js': script,
    });
  expect(
    compiled(`"use strict"; const common_vendor = require("../../common/vendor.js");
      const _sfc_main = { __name: "a", setup(__props) { const name = common_vendor.ref("登录"), shot = common_vendor.ref(""), ready = common_vendor.ref(true);
        function mine() { common_vendor.index.chooseImage({ success: (res) => { shot.value = res.tempFilePaths[0]; } }); }
        function send() { common_vendor.index.request({ url: "/photo/add", method: "POST", data: { shot: shot.value } }); }
        return (_ctx, _cache) => { return { a: common_vendor.t(name.value), b: common_vendor.o(mine), c: !shot.value, d: common_vendor.o(send) }; }; } };
      wx.createPage(_sfc_main);`),
  ).toEqual(written);
  expect(
    compiled(`"use strict";const e=require("../../common/vendor.js"),t={__name:"a",setup(t){const n=e.ref("登录"),o=e.ref(""),r=e.ref(!0);
      function a(){e.index.chooseImage({success:e=>{o.value=e.tempFilePaths[0]}})}function s(){e.index.request({url:"/photo/add",method:"POST",data:{shot:o.value}})}
      return(t,r)=>({a:e.t(n.value),b:e.o(a),c:!o.value,d:e.o(s)})}};wx.createPage(t);`).map((line) =>
      line.replace('→ s', '→ send'),
    ),
  ).toEqual(written);
});

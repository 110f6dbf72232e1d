import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

const PAGE = `<template><view><day-sign ref="sign" /><day-box /><view @click="go">去打卡</view></view></template>
<script>export default { methods: { go() { this.$refs.sign.open() } } }</script>`;
const SIGN = `<template><view><text>连续签到7天得50积分</text></view></template>
<script>const table = uniCloud.database().collection('opendb-sign-in')
export default { methods: { async open() { await table.add({}); uni.showToast({ title: '签到成功' }) } } }</script>`;
const BOX = `<template><view><text>选好的一项</text></view></template><script>export default { props: ['value'] }</script>`;

function said(files: Record<string, string>): string[] {
  const { facts } = extractFacts(openFiles('app', files), '0');
  return facts.flatMap((fact) =>
    (fact.kind === 'text' || fact.kind === 'request') && fact.screens.length > 0
      ? [`${fact.kind === 'text' ? fact.value : fact.path} [${fact.screens}]`]
      : [],
  );
}

describe('a plugin of uni-app', () => {
  const plugins = {
    'uni_modules/day-sign/components/day-sign/day-sign.vue': SIGN,
    'uni_modules/day-box/components/day-box/day-box.vue': BOX,
  };

  it('that asks the cloud by itself is a feature of the page that shows it, others are a library', () => {
    const files = { 'pages.json': '{"pages":[{"path":"pages/me/me"}]}', 'pages/me/me.vue': PAGE, ...plugins };
    expect(said(files).sort()).toEqual(
      [
        'opendb-sign-in [pages/me/me]',
        '去打卡 [pages/me/me]',
        '签到成功 [pages/me/me]',
        '连续签到7天得50积分 [pages/me/me]',
      ].sort(),
    );
  });

  it('is none of a page that does not show it', () => {
    const files = {
      'pages.json': '{"pages":[{"path":"pages/me/me"}]}',
      'pages/me/me.vue': PAGE.replace('<day-sign ref="sign" />', ''),
      ...plugins,
    };
    expect(said(files)).toEqual(['去打卡 [pages/me/me]']);
  });

  it('is one in a package too', () => {
    const name = 'uni_modules/day-sign/components/day-sign/day-sign';
    const script = `define("${name}.js", function (require, module, exports) { var t = e.database().collection("opendb-sign-in"); Component({ methods: { open: function () { t.add({}).then(function () { wx.showToast({ title: "签到成功" }) }) } } }) });`;
    const files = {
      'app-config.json': JSON.stringify({
        pages: ['pages/me/me'],
        page: { 'pages/me/me.html': { window: { usingComponents: { 'day-sign': `/${name}` } } } },
        global: { window: {} },
      }),
      'app-service.js': `${script} define("pages/me/me.js", function (require, module, exports) { Page({}) }); require("app.js");`,
      'page-frame.html': '',
    };
    const { facts } = extractFacts(openFiles('app', files), '0');
    expect(
      facts.flatMap((fact) => (fact.kind === 'text' && fact.position === 'toast' ? [`${fact.value} ${fact.owner}`] : [])),
    ).toEqual(['签到成功 own']);
  });
});

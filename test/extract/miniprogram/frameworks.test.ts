import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import type { Fact } from '../../../src/facts/types.js';
import { openFiles } from '../../../src/open/index.js';

/** What a person meets and what it leads to, short: pages, buttons with what they run, requests, gates, limits. */
function said(files: Record<string, string>): string[] {
  const { facts } = extractFacts(openFiles('app', files), '0');
  return facts.flatMap(lineOf).sort();
}

function lineOf(fact: Fact): string[] {
  const on = ` on ${fact.screens.join(' ')}`;
  switch (fact.kind) {
    case 'screen':
      return [`screen ${fact.id} ${fact.title ?? ''}`.trimEnd()];
    case 'text':
      return fact.action === 'handler' ? [`${fact.position} ${fact.value} runs ${fact.target}${on}`] : [];
    case 'request':
      return [`request ${fact.method ?? ''} ${fact.path}${on}`];
    case 'gate':
      return [`gate ${fact.message}${on}`];
    case 'limit':
      return [`limit ${fact.reason}: ${fact.detail}`];
    default:
      return [];
  }
}

const PUNCH = `if (!this.photo) { wx.showToast({ title: '请先拍照' }); return }
  wx.request({ url: '/api/attendance/punch', method: 'POST', data: { photo: this.photo } })`;
const EXPECTED = ['gate 请先拍照 on pages/sign', 'request POST /api/attendance/punch on pages/sign', 'screen pages/sign 签到'];

describe('WePY 1', () => {
  const app = `<script>export default class extends wepy.app { config = { pages: ['pages/sign'] } }</script>`;
  const page = (template: string, members: string, imports = ''): string => `<template>${template}</template>
<script>import wepy from 'wepy'
${imports}
export default class Sign extends wepy.page { config = { navigationBarTitleText: '签到' }
${members} }</script>`;

  it('handlers by `@`, with arguments bound in braces', () => {
    const files = {
      'app.wpy': app,
      'pages/sign.wpy': page(
        `<repeat for="{{list}}" item="row"><view @tap="punch({{row.id}})">打卡</view></repeat>`,
        `methods = { punch(id) { ${PUNCH} } }`,
      ),
    };
    expect(said(files)).toEqual([EXPECTED[0], 'list 打卡 runs punch({{row.id}}) on pages/sign', ...EXPECTED.slice(1)]);
  });

  it('attributes that no space parts', () => {
    const template = '<view><button @tap="punch">打卡</button></view>';
    const files = { 'app.wpy': app, 'pages/sign.wpy': page(template, `methods = { punch() { ${PUNCH} } }`) };
    files['pages/sign.wpy'] = files['pages/sign.wpy'].replace('<template>', '<template lang="wxml" style=""minapp="wepy">');
    expect(said(files)).toEqual(['button 打卡 runs punch on pages/sign', ...EXPECTED]);
  });

  it('handlers of mixins and of the class a page extends; components under other names than their imports', () => {
    const files = {
      'app.wpy': app,
      'pages/sign.wpy': page(
        '<view><button @tap="help">帮助</button><sign-card @punched.user="punched"/></view>',
        'mixins = [Help]; components = { "sign-card": Card }',
        `import Help from '../mixins/help'; import Card from '../components/card'; import Base from '../base'`,
      ).replace('extends wepy.page', 'extends Base'),
      'base.js': `export default class extends wepy.page { punched() { wx.request({ url: '/api/attendance/today' }) } }`,
      'mixins/help.js': `export default class extends wepy.mixin { methods = { help() { wx.request({ url: '/api/help/list' }) } } }`,
      'components/card.wpy': page(
        '<button @tap="punch">打卡</button>',
        `methods = { punch() { ${PUNCH}; this.$emit('punched') } }`,
      ).replace('wepy.page', 'wepy.component'),
    };
    expect(said(files)).toEqual([
      'button 帮助 runs help on pages/sign',
      'button 打卡 runs punch on pages/sign',
      EXPECTED[0],
      'request  /api/attendance/today on pages/sign',
      'request  /api/help/list on pages/sign',
      ...EXPECTED.slice(1),
    ]);
  });

  it('built: templates of components stand in the page’s, under names with theirs before', () => {
    const made = (base: string, body: string): string => `var _createClass = 0;
var _wepy = require('./../npm/wepy/lib/wepy.js'); var _wepy2 = _interopRequireDefault(_wepy);
var Made = function (_wepy$base) { _inherits(Made, _wepy$base); function Made() { var _this = this; ${body} } return Made; }(_wepy2.default.${base});
exports.default = Made;`;
    const files = {
      'app.json': '{"pages":["pages/sign"]}',
      'pages/sign.json': '{"navigationBarTitleText":"签到"}',
      'pages/sign.wxml': '<view><button bindtap="$card$punch" data-wpypunch-a="1">打卡</button></view>',
      'pages/sign.js': `var _card = require('./../components/card.js'); var _card2 = _interopRequireDefault(_card);
${made('page', '_this.components = { card: _card2.default };')}`,
      'components/card.js': made('component', `_this.methods = { punch: function punch() { ${PUNCH} } };`),
    };
    expect(said(files)).toEqual(['button 打卡 runs $card$punch on pages/sign', ...EXPECTED]);
  });
});

describe('WePY 2', () => {
  const app = `<script>wepy.app({})</script><config>{ pages: ['pages/sign'] }</config>`;
  const title = `navigationBarTitleText: '签到'`;

  it('components by an alias of the root, or of a folder that the build names, and their own components', () => {
    const files = {
      'app.wpy': app,
      'pages/sign.wpy': `<template><div><card/></div></template><script>wepy.page({})</script>
<config>{ ${title}, usingComponents: { card: '~@/components/card' } }</config>`,
      'components/card.wpy': `<template><w-button/></template><script>wepy.component({})</script>
<config>{ usingComponents: { 'w-button': '~Base/button/index' } }</config>`,
      'components/base/button/index.wpy': `<template><div @tap="punch">打卡</div></template>
<script lang="typescript">wepy.component({ methods: { punch(this: any): void { ${PUNCH} } } })</script>`,
    };
    expect(said(files)).toEqual(['button 打卡 runs punch on pages/sign', ...EXPECTED]);
  });

  it('built: handlers in a table beside the page', () => {
    const files = {
      'app.json': '{"pages":["pages/sign"]}',
      'pages/sign.json': '{"navigationBarTitleText":"签到"}',
      'pages/sign.wxml': '<view><button data-wpy-evt="7-1" bindtap="_proxy">打卡</button></view>',
      'pages/sign.js': `var _core = _interopRequireDefault(require('../vendor.js')(0));
_core["default"].page({ methods: { punch: function punch() { ${PUNCH} } } }, {info: {"components":{},"on":{}}, handlers: {'7-1': {"tap": function proxy () {
  var $wx = arguments[arguments.length - 1].$wx; var _vm=this;
  return (function () { _vm.punch($wx) })(); }}}, models: {} });`,
    };
    expect(said(files)).toEqual(['button 打卡 runs _proxy on pages/sign', ...EXPECTED]);
  });
});

describe('Mpx', () => {
  const json = (value: object): string => `<script type="application/json">${JSON.stringify(value)}</script>`;
  const page = '<template><view><card/></view></template><script>createPage({})</script>';
  const card = `<template><button bindtap="punch(1)">打卡</button></template>
<script lang="ts">createComponent({ methods: { punch(id: number) { ${PUNCH} } } })</script>`;

  it.each([
    ['of the page', '@/components/card', undefined],
    ['of the page, with a query', '../components/card.mpx?async', undefined],
    ['of the app', undefined, './components/card'],
  ])('components %s', (_title, own, shared) => {
    const files = {
      'app.mpx': `<script>createApp({})</script>${json({ pages: ['./pages/sign'], ...(shared && { usingComponents: { card: shared } }) })}`,
      'pages/sign.mpx': page + json({ navigationBarTitleText: '签到', ...(own && { usingComponents: { card: own } }) }),
      'components/card.mpx': card,
    };
    expect(said(files)).toEqual(['button 打卡 runs punch(1) on pages/sign', ...EXPECTED]);
  });

  it('files for one platform', () => {
    const files = {
      'app.mpx': json({ pages: ['./pages/sign'] }),
      'pages/sign.wx.mpx': page + json({ navigationBarTitleText: '签到', usingComponents: { card: '../components/card' } }),
      'components/card.ali.mpx': '<template><button bindtap="other">其他</button></template><script>createComponent({})</script>',
      'components/card.wx.mpx': card,
    };
    expect(said(files)).toEqual(['button 打卡 runs punch(1) on pages/sign', ...EXPECTED]);
  });

  it('blocks that stand in files of their own', () => {
    const files = {
      'app.mpx': json({ pages: ['./pages/sign'] }),
      'pages/sign.mpx': `<template src="./views/sign.html"></template><script src="./logic/sign.ts"></script>${json({ navigationBarTitleText: '签到' })}`,
      'pages/views/sign.html': '<button bindtap="punch">打卡</button>',
      'pages/logic/sign.ts': `createPage({ methods: { punch() { ${PUNCH} } } })`,
    };
    expect(said(files)).toEqual(['button 打卡 runs punch on pages/sign', ...EXPECTED]);
  });

  it('what is not read is told: a template language, a page without a file', () => {
    const files = {
      'app.mpx': json({ pages: ['./pages/sign', './pages/gone'] }),
      'pages/sign.mpx': '<template lang="pug">view 打卡</template><script>createPage({})</script>',
    };
    expect(said(files)).toEqual([
      expect.stringMatching(/^limit missing-subpackage: .*pages\/gone/),
      expect.stringMatching(/^limit parse-failed: .*pug/),
      expect.stringMatching(/^limit unsupported: .*pages\/sign/),
      'screen pages/gone',
      'screen pages/sign',
    ]);
  });
});

describe('uni-app x', () => {
  it('pages, components and scripts in UTS', () => {
    const files = {
      'App.uvue': '<script lang="uts">export default {}</script>',
      'manifest.json': '{"name":"基层办公","uni-app-x":{}}',
      'pages.json': '{"pages":[{"path":"pages/sign","style":{"navigationBarTitleText":"签到"}}]}',
      'pages/sign.uvue': `<template><view><punch-card></punch-card></view></template>
<script lang="uts">export default { data() { return { n: 0 as number } } }</script>`,
      'components/punch-card/punch-card.uvue': `<template><button @click="punch">打卡</button></template>
<script setup lang="uts">import { send } from '@/api/attendance.uts'
type Photo = { path : string }
const photo = ref<Photo | null>(null)
const punch = () : void => { if (photo.value == null) { uni.showToast({ title: '请先拍照' }); return }
  send(photo.value!.path) }</script>`,
      'api/attendance.uts': `export function send(photo : string) : void {
  uni.request<UTSJSONObject>({ url: '/api/attendance/punch', method: 'POST', data: { photo } as UTSJSONObject }) }`,
    };
    expect(said(files)).toEqual(['button 打卡 runs punch on pages/sign', ...EXPECTED]);
  });
});

describe('native', () => {
  it('a template that is taken in runs functions of the page', () => {
    const files = {
      'app.json': '{"pages":["pages/sign"]}',
      'pages/sign.json': '{"navigationBarTitleText":"签到"}',
      'pages/sign.wxml': '<include src="../parts/form.wxml"/>',
      'parts/form.wxml': '<button bindtap="punch">打卡</button>',
      'pages/sign.js': `Page({ punch() { ${PUNCH} } })`,
    };
    expect(said(files)).toEqual(['button 打卡 runs punch on pages/sign', ...EXPECTED]);
    expect(extractFacts(openFiles('app', files), '0').facts).toContainEqual(
      expect.objectContaining({ kind: 'request', linked: true }),
    );
  });

  it.each([
    ['WeChat', 'custom-tab-bar/index', { custom: true }, 'wxml', 'bindtap'],
    ['Alipay', 'customize-tab-bar/index', { customize: true }, 'axml', 'onTap'],
  ])('a tab bar of the app’s own is on the pages it leads to: %s', (_title, bar, flag, markup, event) => {
    const files = {
      'app.json': JSON.stringify({
        pages: ['pages/sign', 'pages/guide'],
        tabBar: { ...flag, list: [{ pagePath: 'pages/sign', name: '签到' }] },
      }),
      'pages/sign.json': '{"navigationBarTitleText":"签到"}',
      [`pages/sign.${markup}`]: '<view/>',
      'pages/sign.js': 'Page({})',
      [`pages/guide.${markup}`]: '<view/>',
      'pages/guide.js': 'Page({})',
      [`${bar}.${markup}`]: `<view><button ${event}="punch">打卡</button></view>`,
      [`${bar}.js`]: `Component({ methods: { punch() { ${PUNCH} } } })`,
    };
    expect(said(files)).toEqual([
      'button 打卡 runs punch on pages/sign',
      ...EXPECTED.slice(0, 2),
      'screen pages/guide',
      EXPECTED[2],
    ]);
  });

  it('files whose names differ from the configuration in capitals', () => {
    const files = {
      'app.json': '{"pages":["pages/sign"]}',
      'pages/Sign.json': '{"navigationBarTitleText":"签到"}',
      'pages/Sign.wxml': '<button bindtap="punch">打卡</button>',
      'pages/Sign.js': `Page({ punch() { ${PUNCH} } })`,
    };
    expect(said(files)).toEqual(['button 打卡 runs punch on pages/sign', ...EXPECTED]);
  });
});

describe('Vue frameworks without app.json', () => {
  const page = `<config>{ navigationBarTitleText: '签到' }</config>
<template><button @click="punch">打卡</button></template><script>export default { methods: { punch() { ${PUNCH} } } }</script>`;
  const config = `export default { config: { window: { navigationBarTitleText: '办公' }, pages: ['pages/sign'] } }`;

  it.each([
    ['megalo, in its entry', { 'src/main.js': `import Vue from 'vue'\n${config}` }],
    ['megalo, in the component of the app', { 'src/App.vue': `<script>${config}</script>` }],
  ])('%s', (_title, app) => {
    expect(said({ ...app, 'src/pages/sign.vue': page })).toEqual(['button 打卡 runs punch on pages/sign', ...EXPECTED]);
  });

  it('mpvue: a page whose component has its script in another file', () => {
    const files = {
      'app.json': '{"pages":["pages/sign/main"]}',
      'pages/sign/main.ts': `import App from './sign.vue'\nnew Vue(App).$mount()\nexport default { config: { navigationBarTitleText: '签到' } }`,
      'pages/sign/sign.vue':
        '<template><button @click="punch">打卡</button></template><script lang="ts" src="./sign.ts"></script>',
      'pages/sign/sign.ts': `@Component export default class Sign extends Vue { punch() { ${PUNCH} } }`,
    };
    expect(said(files)).toEqual([
      'button 打卡 runs punch on pages/sign/main',
      ...EXPECTED.map((line) => line.replace('pages/sign', 'pages/sign/main')),
    ]);
  });
});

describe('Chameleon', () => {
  it('pages by the router, settings and components by platform, files for one platform', () => {
    const files = {
      'src/router.config.json': '{"routes":[{"url":"/cml/sign","path":"/pages/sign","name":"签到"}]}',
      'src/app/app.cml': '<template><app router-config="{{routerConfig}}"/></template><script>export default new App()</script>',
      'src/pages/sign.cml': `<template><view><card></card></view></template><script>class Sign {} export default new Sign()</script>
<script cml-type="json">{ "base": { "usingComponents": { "card": "/components/card" } }, "wx": {} }</script>`,
      'src/components/card.interface': '',
      'src/components/card.wx.cml': `<template lang="vue"><button @click="punch" text="打卡"></button></template>
<script>class Card { methods = { punch() { ${PUNCH.replace('wx.request', 'cml.request')} } } } export default new Card()</script>`,
    };
    expect(said(files)).toEqual(['button 打卡 runs punch on pages/sign', ...EXPECTED]);
  });
});

describe('Rax', () => {
  it('pages by `routes`, each with its file', () => {
    const files = {
      'src/app.json': '{"routes":[{"path":"/","source":"pages/sign","window":{"title":"签到"}}]}',
      'src/app.js': 'runApp()',
      'src/pages/sign.jsx': `export default function Sign() { const punch = () => { ${PUNCH.replaceAll('this.', 'state.')} }
  return <View><Button onClick={punch}>打卡</Button></View> }`,
    };
    expect(said(files)).toEqual(['button 打卡 runs punch on pages/sign', ...EXPECTED]);
  });
});

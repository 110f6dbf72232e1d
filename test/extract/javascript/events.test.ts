import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

/** Gates and requests of a mini-program with their screens: `gate photo → post @ pages/a/a`, `POST /api/sign @ pages/a/a linked`. */
function flows(files: Record<string, string>): string[] {
  const { facts } = extractFacts(openFiles('app', files), '0');
  return facts
    .flatMap((fact) => {
      const where = `@ ${fact.screens.join(' ')}${fact.linked ? ' linked' : ''}`;
      if (fact.kind === 'gate') return [`gate ${fact.subject} → ${fact.guards} ${where}`];
      return fact.kind === 'request' ? [`${fact.method ?? '?'} ${fact.path} ${where}`] : [];
    })
    .sort();
}

const native = (pages: string[], files: Record<string, string>): Record<string, string> => ({
  'app.json': JSON.stringify({ pages }),
  'app.js': 'App({})',
  ...files,
});
const SEND = `wx.request({ url: '/api/sign', method: 'POST', data: { photos: 1 } })`;

describe('a gate before an event is a gate before what the event leads to', () => {
  it.each([
    ['triggerEvent', `this.triggerEvent('done', { photos: this.data.photos })`, 'bind:done="onDone"'],
    ['a name in two words', `this.triggerEvent('formDone', {})`, 'bindformDone="onDone"'],
    ['a constant', `this.triggerEvent(DONE)`, 'catch:done="onDone"'],
  ])('of a component: %s', (_, emit, bind) => {
    const files = native(['pages/a/a'], {
      'pages/a/a.json': '{"usingComponents":{"patrol-form":"/components/patrol-form/index"}}',
      'pages/a/a.wxml': `<patrol-form ${bind}/>`,
      'pages/a/a.js': `Page({ onDone(e) { ${SEND} } })`,
      'components/patrol-form/index.json': '{"component":true}',
      'components/patrol-form/index.wxml': '<button bindtap="submit">提交</button>',
      'components/patrol-form/index.js': `const DONE = 'done'; Component({ methods: { submit() { if (!this.data.photos.length) { wx.showToast({ title: '请上传照片' }); return } ${emit} } } })`,
    });
    expect(flows(files)).toEqual([
      `POST /api/sign @ pages/a/a linked`,
      expect.stringMatching(/^gate photo → this\.triggerEvent @ pages\/a\/a linked$/),
    ]);
  });

  it('does on a screen what that screen says, not what the others do that show the component, too', () => {
    const json = '{"usingComponents":{"wide-button":"/components/wide-button/index"}}';
    const files = native(['pages/a/a', 'pages/b/b'], {
      'pages/a/a.json': json,
      'pages/a/a.wxml': '<wide-button bind:done="onDone">提交</wide-button>',
      'pages/a/a.js': `Page({ onDone() { ${SEND} } })`,
      'pages/b/b.json': json,
      'pages/b/b.wxml': '<wide-button bind:done="onBack">返回</wide-button>',
      'pages/b/b.js': 'Page({ onBack() { wx.navigateBack() } })',
      'components/wide-button/index.json': '{"component":true}',
      'components/wide-button/index.wxml': '<view bindtap="tap"><slot/></view>',
      'components/wide-button/index.js': `Component({ methods: { tap() { this.triggerEvent('done') } } })`,
    });
    expect(flows(files)).toEqual(['POST /api/sign @ pages/a/a linked']);
  });

  it('but an event that only closes the form is none, nor one that another component sets off', () => {
    const files = native(['pages/a/a'], {
      'pages/a/a.json':
        '{"usingComponents":{"patrol-form":"/components/patrol-form/index","sign-pad":"/components/sign-pad/index"}}',
      'pages/a/a.wxml': '<patrol-form bind:done="onClose"/><sign-pad bind:done="onDone"/>',
      'pages/a/a.js': `Page({ onClose() { this.setData({ open: false }) }, onDone(e) { ${SEND} } })`,
      'components/patrol-form/index.json': '{"component":true}',
      'components/patrol-form/index.wxml': '<button bindtap="close">关闭</button>',
      'components/patrol-form/index.js': `Component({ methods: { close() { if (!this.data.photos.length) { wx.showToast({ title: '请上传照片' }); return } this.triggerEvent('done') } } })`,
      'components/sign-pad/index.json': '{"component":true}',
      'components/sign-pad/index.wxml': '<canvas/>',
      'components/sign-pad/index.js': `Component({ methods: { end() { this.triggerEvent('done') } } })`,
    });
    expect(flows(files)).toEqual(['POST /api/sign @ pages/a/a linked']);
  });

  it.each([
    [
      'Vue 2',
      `export default { methods: { finish() { if (!this.photos.length) return uni.showToast({ title: '请上传照片' }); this.$emit('form-done') } } }`,
      '',
    ],
    [
      'Vue 3 setup',
      `export default { setup(props, { emit }) { const finish = () => { if (!props.photos.length) return uni.showToast({ title: '请上传照片' }); emit('formDone') }; return { finish } } }`,
      '',
    ],
    [
      'Vue 3 script setup',
      `const send = defineEmits(['formDone']); function finish() { if (!photos.value.length) return uni.showToast({ title: '请上传照片' }); send('formDone') }`,
      ' setup',
    ],
  ])('of a component: %s', (_, script, setup) => {
    const files = {
      'manifest.json': '{"appid":"__UNI__1"}',
      'pages.json': '{"pages":[{"path":"pages/a/a"}]}',
      'pages/a/a.vue': `<template><patrol-form @form-done="onDone"/></template><script>import PatrolForm from '@/components/patrol-form.vue'
        export default { components: { PatrolForm }, methods: { onDone() { uni.request({ url: '/api/sign', method: 'POST' }) } } }</script>`,
      'components/patrol-form.vue': `<template><button @click="finish">提交</button></template><script${setup}>${script}</script>`,
    };
    const found = flows(files);
    expect(found).toContain('POST /api/sign @ pages/a/a linked');
    expect(found).toContainEqual(expect.stringMatching(/^gate photo → \S+ @ pages\/a\/a linked$/));
  });

  it.each([
    [
      'wx',
      'a bus',
      `bus.emit('signed', 1)`,
      `const bus = require('../../bus'); Page({ onLoad() { bus.on('signed', (x) => this.save(x)) }, save() { ${SEND} } })`,
    ],
    ['uni', 'uni.$emit', `uni.$emit('signed', 1)`, `Page({ onLoad() { uni.$on('signed', this.save) }, save() { ${SEND} } })`],
    [
      'wx',
      'the opener',
      `const channel = this.getOpenerEventChannel(); channel.emit('signed', 1)`,
      `Page({ open() { wx.navigateTo({ url: '/pages/a/a', events: { signed: (x) => { this.save(x) } } }) }, save() { ${SEND} } })`,
    ],
    [
      'Taro',
      'eventCenter',
      `Taro.eventCenter.trigger('signed', 1)`,
      `Page({ onLoad() { Taro.eventCenter.on('signed', this.save.bind(this)) }, save() { ${SEND} } })`,
    ],
    [
      'wx',
      'a function kept by the app',
      `getApp().globalData.onSignedDone(1)`,
      `Page({ onLoad() { getApp().globalData.onSignedDone = (x) => this.save(x) }, save() { ${SEND} } })`,
    ],
  ])('%s: %s', (_, _name, emit, listening) => {
    const files = native(['pages/a/a', 'pages/b/b'], {
      'bus.js': 'module.exports = new Emitter()',
      'pages/a/a.wxml': '<button bindtap="submit">签到</button>',
      'pages/a/a.js': `const bus = require('../../bus'); Page({ submit() { if (!this.data.photos.length) { wx.showToast({ title: '请上传照片' }); return } ${emit} } })`,
      'pages/b/b.wxml': '<view>记录</view>',
      'pages/b/b.js': listening,
    });
    expect(flows(files)).toEqual([
      'POST /api/sign @ pages/a/a pages/b/b linked',
      expect.stringMatching(/^gate photo → \S+ @ pages\/a\/a linked$/),
    ]);
  });

  it('but a broadcast belongs to none of its many listeners', () => {
    const page = (path: string): string => `Page({ onLoad() { bus.on('refresh', () => wx.request({ url: '${path}' })) } })`;
    const ids = ['b', 'c', 'd', 'e', 'f'].map((name) => `pages/${name}/${name}`);
    const files = native(['pages/a/a', ...ids], {
      'pages/a/a.wxml': '<button bindtap="go">刷新</button>',
      'pages/a/a.js': `Page({ go() { if (!this.data.photos.length) { wx.showToast({ title: '请上传照片' }); return } bus.emit('refresh') } })`,
      ...Object.fromEntries(
        ids.flatMap((id) => [
          [`${id}.js`, page(`/api/${id}`)],
          [`${id}.wxml`, '<view/>'],
        ]),
      ),
    });
    expect(flows(files).filter((flow) => flow.includes('pages/a/a'))).toEqual([]);
  });
});

it('what the platform calls back belongs to the screen that asked for it', () => {
  const files = native(['pages/a/a'], {
    'pages/a/a.wxml': '<button bindtap="start">开始巡查</button>',
    'pages/a/a.js': `Page({ start() { wx.startLocationUpdateBackground(); wx.onLocationChange(this.moved) }, moved(place) { wx.request({ url: '/api/track', method: 'POST', data: place }) } })`,
  });
  expect(flows(files)).toEqual(['POST /api/track @ pages/a/a linked']);
});

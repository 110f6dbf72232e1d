import { describe, expect, it } from 'vitest';
import { gatesOf } from './support.js';

/** A page whose `submit` has this body; `post` sends. */
const page = (body: string): string => `Page({ data: { photos: [] }, submit() { ${body} } })
  function post(data) { wx.request({ url: '/api/save', data }) }`;
const PHOTO = ['photo empty 请上传照片 → post'];

describe('a photo demanded before sending is one gate, however it is written', () => {
  it.each([
    ['if and return', `if (this.data.photos.length === 0) { wx.showToast({ title: '请上传照片' }); return } post()`],
    ['if and else', `if (this.data.photos.length) { post() } else { wx.showToast({ title: '请上传照片' }) }`],
    ['return in the good branch', `if (this.data.photos.length) return post(); wx.showToast({ title: '请上传照片' })`],
    ['return void', `if (!this.data.photos.length) return void wx.showToast({ title: '请上传照片' }); post()`],
    ['conditional', `0 !== this.data.photos.length ? (wx.showLoading(), post()) : wx.showToast({ title: '请上传照片' })`],
    ['returned conditional', `return this.data.photos.length < 1 ? void this.$u.toast('请上传照片') : post()`],
    [
      'sequence in the test',
      `if (clearTimeout(1), !this.data.photos.length) return wx.showToast({ title: '请上传照片' }), !1; post()`,
    ],
    ['minified names', `var t = this.data, a = t.photos; 0 == a.length ? wx.showToast({ title: '请上传照片' }) : post()`],
    [
      'nested without braces',
      `if (this.data.photos.length) if (this.ok) post(); else wx.hideLoading(); else wx.showToast({ title: '请上传照片' })`,
    ],
    ['a validator of a library', `if (!rule.required(this.data.photos || '')) { toast('请上传照片'); return } post()`],
    ['written out and compared', `if (JSON.stringify(this.data.photos) === '[]') { toast('请上传照片'); return } post()`],
    ['a list compared with nothing', `if (this.data.photolist == 0) { toast('请上传照片'); return } post()`],
    ['one photo of two', `if (this.data.photoA || this.data.photoB) post(); else toast('请上传照片')`],
    [
      'dialog with a heading',
      `if (!this.data.photos.length) { my.alert({ title: '您好', content: '请上传照片' }); return } post()`,
    ],
    [
      'wrapped message',
      `if (!this.data.photos.length) return void n('请上传照片'); post(); function n(m) { wx.showToast({ title: m }) }`,
    ],
    ['message collected', `var m; !this.data.photos.length ? m = '请上传照片' : post(), m && wx.showToast({ title: m })`],
  ])('%s', (_, body) => expect(gatesOf(page(body))).toEqual(PHOTO));

  it('before a client that is an object of its own class', () => {
    const source = `import http from './http'; Page({ go() { if (!this.photos.length) { toast('请上传照片'); return } finish() } })
      function finish() { return http.request({ url: '/a' }) }`;
    expect(gatesOf(source)).toEqual(['photo empty 请上传照片 → finish']);
  });

  it('regenerator: jump over the stop', () => {
    const body = `for (;;) switch (e.prev = e.next) {
      case 0: if (0 !== this.data.photos.length) { e.next = 3; break }
        return wx.showToast({ title: '请上传照片' }), e.abrupt('return');
      case 3: return e.next = 5, post();
      case 5: case 'end': return e.stop() }`;
    expect(gatesOf(page(body))).toEqual(PHOTO);
  });

  it('regenerator: jump to the stop', () => {
    const body = `for (;;) switch (e.prev = e.next) {
      case 0: if (!(this.data.photos.length < 1)) { e.next = 4; break }
        wx.showToast({ title: '请上传照片' }); e.next = 6; break;
      case 4: return e.next = 6, post();
      case 6: case 'end': return e.stop() }`;
    expect(gatesOf(page(body))).toEqual(PHOTO);
  });

  it('the state machines of Babel 7.27 and of TypeScript', () => {
    const babel = `while (1) switch (e.n) { case 0: if (this.data.photos.length) { e.n = 1; break }
      wx.showToast({ title: '请上传照片' }); return e.a(2); case 1: e.n = 2; return post(); case 2: return e.a(2) }`;
    const typescript = `switch (e.label) { case 0: if (!!this.data.photos.length) return [3, 1];
      wx.showToast({ title: '请上传照片' }); return [2]; case 1: return [4, post()]; case 2: return [2] }`;
    expect(gatesOf(page(babel))).toEqual(PHOTO);
    expect(gatesOf(page(typescript))).toEqual(PHOTO);
  });
});

describe('sent by a client that another file makes, whatever it is called', () => {
  const submit = (from: string, send: string): string => `${from}
    export default { methods: { submit() { if (!this.photos.length) this.$toast('请上传照片'); else ${send}({ ids: this.photos }) } } }`;
  const others = (make: string): Record<string, string> => ({
    'pages/a/save.js': `import ax from './ax.js'; export function save(p) { return ax.post('/save.do', p).then((r) => r.data) }`,
    'pages/a/ax.js': `${make}; export default ax`,
    'pages/a/api.js': `import * as save from './save.js'; export default { ...save }`,
  });

  it.each([
    ['by name', `import { save } from './save.js'`, 'save'],
    ['as a module', `import * as api from './save.js'`, 'api.save'],
    ['among others', `import api from './api.js'`, 'api.save'],
  ])('%s', (_, from, send) => {
    const gates = gatesOf(submit(from, send), others(`import axios from 'axios'; const ax = axios.create({ timeout: 9 })`));
    expect(gates).toEqual([`photo empty 请上传照片 → ${send}`]);
  });

  it('a class of Fly, and what is called with options', () => {
    const from = `import { save } from './save.js'`;
    expect(gatesOf(submit(from, 'save'), others(`import Fly from 'flyio'; const ax = new Fly()`))).toHaveLength(1);
    const called = {
      'pages/a/save.js': `import axios from 'axios'; const ax = axios.create(); export const save = (p) => ax({ url: '/s', data: p })`,
    };
    expect(gatesOf(submit(from, 'save'), called)).toHaveLength(1);
  });

  it('a map is no client', () => {
    const kept = { 'pages/a/save.js': `const ax = new Map(); export function save(p) { return ax.get(p) }` };
    expect(gatesOf(submit(`import { save as keep } from './save.js'`, 'keep'), kept)).toEqual([]);
  });
});

describe('what is noted first and told at the end', () => {
  const note = (flag: string, exit: string): string =>
    page(`let ok = true, tips = ''; if (this.data.text == '') { tips += '描述不能为空'; ok = false }
      if (this.data.images.length == 0) { tips += '请上传至少一张图片\\n'; ${flag} } ${exit}; post()`);
  const GATES = ['text empty 描述不能为空 → post', 'photo empty 请上传至少一张图片 → post'];
  it.each([
    ['by a flag', note('ok = false', 'if (!ok) { this.setData({ tips }); return }')],
    ['by the message', note('', 'if (tips) return wx.showModal({ content: tips })')],
  ])('%s', (_, source) => expect(gatesOf(source).filter((gate) => /^(text|photo)/.test(gate))).toEqual(GATES));
  it.each([
    ['nothing leaves for it', note('', 'this.setData({ tips })')],
    ['something else leaves', note('', 'if (this.busy) return')],
  ])('but not where %s', (_, source) => expect(gatesOf(source).filter((gate) => gate.startsWith('photo'))).toEqual([]));
});

describe('several gates', () => {
  it('a chain of conditionals is a gate for each', () => {
    const body = `!this.data.photos.length ? toast('请上传照片') : this.seconds < 300 ? toast('学习时长不足') : !this.latitude ? toast('请先定位') : post()`;
    expect(gatesOf(page(body))).toEqual([
      'photo empty 请上传照片 → post',
      'duration range 学习时长不足 → post',
      'location empty 请先定位 → post',
    ]);
  });

  it('a count, a distance and a declared rule', () => {
    expect(
      gatesOf(`${page(`if (this.data.photos.length < 3) return toast('至少上传三张照片'); if (getDistance(here) > this.radius) return toast('不在范围内'); post()`)}
        const rules = { images: [{ required: true, message: '请上传图片' }], name: [{ required: true, message: '请输入姓名' }] }`),
    ).toEqual([
      'photo min-count 至少上传三张照片 → post',
      'distance range 不在范围内 → post',
      'photo required-rule 请上传图片 → images',
    ]);
  });

  it('a validator guards what its caller sends, whatever it answers with', () => {
    const caller = `Page({ submit() { if (!this.check()) return; wx.request({ url: '/api/save' }) },`;
    const returned = `${caller} check() { return this.photos.length ? !!this.audio || (toast('请录音'), !1) : (toast('请上传照片'), !1) } })`;
    expect(gatesOf(returned)).toEqual(['photo empty 请上传照片 → wx.request', 'audio empty 请录音 → wx.request']);
    const texts = `const check = (f) => f.photos.length ? '' : '请上传照片'
      Page({ submit() { const m = check(this.form); m ? toast(m) : wx.request({ url: '/api/save' }) } })`;
    expect(gatesOf(texts)).toContain('photo empty 请上传照片 → wx.request');
  });
});

describe('a flag stands for the bound it was set by', () => {
  const RANGE = ['distance range 不在打卡范围内 → post'];
  const submit = (test: string): string => page(`if (${test}) { wx.showToast({ title: '不在打卡范围内' }); return } post()`);
  it.each([
    ['set in a branch', submit('!this.inside'), 'if (distance > range) { this.inside = false } else { this.inside = true }'],
    ['by setData', submit('!this.data.canPunch'), 'if (res.distance <= this.data.companyRange) this.setData({ canPunch: true })'],
    [
      'minified',
      submit('!1 === this.data.near'),
      'this.setData({ near: !1 }), e.distance <= t.radius && this.setData({ near: !0 })',
    ],
    ['set from the comparison', submit('!this.near'), 'this.near = getDistance(a, b) <= this.radius'],
    ['the other way round', submit('this.tooFar'), 'if (distance > radius) this.tooFar = true'],
  ])('%s', (_, source, setter) => expect(gatesOf(`${source}\nfunction locate() { ${setter} }`)).toEqual(RANGE));

  it('a file input is asked for before AngularJS sends', () => {
    expect(
      gatesOf(`app.controller('c', function ($scope, $http) { $scope.save = function () {
        if (($scope.type == 'img' || $scope.type == 'video') && document.querySelector('#uploadFile').files.length <= 0) { weui.alert('没有选择文件'); return; }
        $http({ url: '/api/save', method: 'post', data: form }) } })`),
    ).toEqual(['file empty 没有选择文件 → $http']);
  });

  it('a function that answers is followed', () => {
    const source = `Page({ submit() { if (!this.near()) { toast('不在打卡范围内'); return } wx.request({ url: '/api/sign' }) },
      near() { if (this.distance > this.range) return false; return true } })`;
    expect(gatesOf(source)).toContain('distance range 不在打卡范围内 → wx.request');
  });

  it('a function that answers with an object is followed, and one of its messages is told', () => {
    const source = `Page({ async submit() { const here = await locate(); if (!here.valid) {
        if (here.code === -1) wx.showToast({ title: '请开启定位' }); else wx.showToast({ title: '超出签到范围' }); return }
      wx.request({ url: '/api/sign' }) } })
      async function locate() { if (distance <= radius) { return { valid: true, distance } } else { return { valid: false, distance } } }`;
    expect(gatesOf(source)).toEqual(['location range 请开启定位 → wx.request']);
  });

  it('a handler called by what it records is guarded where nothing is sent', () => {
    const source = `Page({ toPunch() { if (this.distance > 200) { toast('不在打卡范围内'); return } this.setData({ time: 1 }) } })`;
    expect(gatesOf(source)).toEqual(['distance range 不在打卡范围内 → toPunch']);
  });
});

describe('a page that is left without a place', () => {
  const page = (fail: string): string => `Page({ onLoad() { wx.getLocation({ success: (res) => this.load(res), ${fail} }) } })`;
  it('is a gate', () => {
    const away = `fail() { wx.showToast({ title: '坐标获取失败' }); setTimeout(function () { wx.navigateBack() }, 3000) }`;
    expect(gatesOf(page(away))).toEqual(['location flag 坐标获取失败 → wx.getLocation']);
  });
  it('but not one that goes on without it', () => {
    expect(gatesOf(page(`fail() { wx.showToast({ title: '坐标获取失败' }) }`))).toEqual([]);
  });
});

describe('what a draft only tells to be done is kept back too', () => {
  it.each([
    [
      'in the other arm',
      `Page({ daka() { if (this.data.photo == '') { my.alert({ content: '请先上传照片' }) } else { my.alert({ content: '打卡成功' }) } } })`,
    ],
    ['after the stop', `Page({ daka() { if (!this.data.photo) { toast('请先上传照片'); return } toast('提交成功') } })`],
  ])('%s', (_, source) => expect(gatesOf(source)).toEqual(['photo empty 请先上传照片 → daka']));

  it('but not an upload, or a choice, that has come off', () => {
    expect(gatesOf(`Page({ pick() { if (!this.data.photo) { toast('请选择照片'); return } toast('上传成功') } })`)).toEqual([]);
    expect(
      gatesOf(`Page({ remove() { if (!this.data.files.length) { toast('请选择文件'); return } toast('删除成功') } })`),
    ).toEqual([]);
  });
});

it('what is not done yet is demanded: 还没有获取成功', () => {
  const source = page(`if (!this.data.location) { toast('位置信息还没有获取成功'); this.locate(); return } post()`);
  expect(gatesOf(source)).toEqual(['location empty 位置信息还没有获取成功 → post']);
});

describe('no gate', () => {
  it.each([
    ['a busy flag', `this.loading && toast('请稍候'), post()`],
    [
      'an answer that is no success',
      `wx.request({ url: '/a', success: (res) => { 0 !== res.data.code ? toast('上传图片出错') : post() } })`,
    ],
    ['a message beside the way', `this.data.photos.length || toast('还没有照片'); post()`],
    ['either will do', `if (!this.data.photos.length && !this.text) return toast('请填写内容或上传照片'); post()`],
    [
      'a question that sends all the same',
      `this.data.photos.length ? post() : wx.showModal({ title: '不上传照片吗', success: () => post() })`,
    ],
    ['told after it was done', `if (this.data.photos.length) { toast('照片上传成功'); return } post()`],
    ['an address that did not come', `if (!res.photo) { toast('未获取到图片地址'); return } post()`],
    ['two values', `const url = this.photo ? upload(this.photo) : ''; post(url)`],
    ['a platform object is nothing sent', `if (!this.video) return; wx.createVideoContext('v')`],
    ['the next item of a list', `this.list.forEach((x) => { if (!x.photo) return; x.n = 1 }); post()`],
  ])('%s', (_, body) => expect(gatesOf(page(body))).toEqual([]));

  it('a failure is no demand unless it says what was missing', () => {
    expect(gatesOf(page(`if (!this.photo) return toast('上传失败，请重新上传图片'); post()`))).toEqual([]);
    expect(gatesOf(page(`if (this.distance > 200) return toast('签到失败，你不在签到范围'); post()`))).toEqual([
      'distance range 签到失败，你不在签到范围 → post',
    ]);
  });
});

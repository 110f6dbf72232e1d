import { describe, expect, it } from 'vitest';
import { gatesOf } from './support.js';

const SEND = `wx.request({ url: '/api/sign', data: { latitude: r.latitude } })`;
const TEST = `res.authSetting['scope.userLocation']`;

/** What a page asks of a person who has not let it locate him. */
const page = (members: string): string => `Page({ ${members}, punch() { wx.getLocation({ success: (r) => ${SEND} }) } })`;

describe('a person who does not give his place cannot go on', () => {
  it.each([
    [
      'a dialog without a way out that asks until it is given',
      `ask() { wx.getSetting({ success: (res) => { if (!${TEST}) wx.showModal({ content: '请打开定位权限', showCancel: false,
        success: () => wx.openSetting({ success: () => this.ask() }) }); else this.locate() } }) }`,
    ],
    [
      'a dialog that says what cannot be done, and asks again',
      `ask() { const that = this; wx.getSetting({ success(res) { if (${TEST} === false) wx.showModal({ content: '没有定位权限就不能打卡',
        success(m) { if (m.confirm) that.open() } }) } }) }, open() { wx.openSetting({ success: () => this.ask() }) }`,
    ],
    [
      'settings opened again and again',
      `ask() { const that = this; wx.openSetting({ success(res) { if (${TEST}) that.setData({ ok: true });
        else { wx.showToast({ title: '必须开启定位权限' }); that.ask() } } }) }`,
    ],
    [
      'a locating that is done again',
      `ask() { wx.getLocation({ success: (r) => this.setData({ r }), fail: () => wx.showModal({ content: '请打开定位', showCancel: false,
        success: () => wx.openSetting({ complete: () => this.ask() }) }) }) }`,
    ],
    [
      'a locating that sends when it came off',
      `ask() { wx.getLocation({ success: (r) => ${SEND}, fail: () => { wx.showToast({ title: '请打开定位' }); this.ask() } }) }`,
    ],
    [
      'a page that is left',
      `onShow() { wx.getSetting({ success: (res) => { if (!${TEST}) wx.authorize({ scope: 'scope.userLocation', fail() {
        wx.showModal({ content: '不授权位置信息将无法使用', success() { wx.navigateBack() } }) } }) } }) }`,
    ],
    [
      'a permission asked for by the handler',
      `submit() { wx.authorize({ scope: 'scope.userLocation', success: () => wx.getLocation({ success: (r) => ${SEND} }),
        fail: () => wx.showModal({ content: '您拒绝了定位授权，无法打卡' }) }) }`,
    ],
  ])('%s', (_, members) => {
    const gates = gatesOf(page(members));
    expect(gates.length).toBeGreaterThan(0);
    for (const gate of gates) expect(gate).toMatch(/^location flag /);
  });

  it.each([
    [
      'the page goes on without it',
      `ask() { wx.getSetting({ success: (res) => { if (!${TEST}) wx.showModal({ content: '开启定位可以看到附近的站点',
        success: (m) => { if (m.confirm) wx.openSetting() } }); this.load() } }) }`,
    ],
    [
      'a dialog that can be closed',
      `ask() { wx.getSetting({ success: (res) => { if (!${TEST}) wx.showModal({ content: '请打开定位权限，查看附近的站点',
        success: (m) => { if (m.confirm) wx.openSetting({ success: () => this.ask() }) } }); else this.locate() } }) }`,
    ],
    [
      'another place is taken',
      `ask() { wx.authorize({ scope: 'scope.userLocation', success: () => this.load(), fail: () => { wx.showModal({ content: '未授权定位，将显示默认城市',
        success: (m) => { if (m.confirm) wx.openSetting() } }); this.load('北京') } }) }`,
    ],
    [
      'asked once more when it was given in the settings',
      `ask() { wx.getLocation({ success: (r) => this.setData({ r }), fail: () => wx.showModal({ content: '请打开定位', showCancel: false,
        success: () => wx.openSetting({ success: (res) => { if (${TEST}) this.ask() } }) }) }) }`,
    ],
    [
      'sent without it',
      `ask() { wx.getLocation({ success: (r) => ${SEND}, fail: () => { wx.showModal({ content: '请打开定位', showCancel: false,
        success: () => this.ask() }); wx.request({ url: '/api/help' }) } }) }`,
    ],
    [
      'another permission',
      `ask() { wx.getSetting({ success: (res) => { if (!res.authSetting['scope.record']) { wx.showToast({ title: '请打开录音权限' }); this.ask() } } }) }`,
    ],
    [
      'a page for choosing that is left with what was chosen',
      `ask() { wx.getSetting({ success: (res) => { if (!${TEST}) wx.authorize({ scope: 'scope.userLocation', success: () => {
        wx.showToast({ title: '已选择位置' }); wx.navigateBack() } }) } }) }`,
    ],
  ])('is no gate: %s', (_, members) => expect(gatesOf(page(members))).toEqual([]));
});

import { describe, expect, it } from 'vitest';
import { nameCalls } from '../../../src/extract/javascript/module/named-calls.js';
import { readTexts } from '../../../src/extract/javascript/texts/texts.js';
import { application } from './support.js';

function textsOf(source: string): string[] {
  const app = application({ 'a.js': source });
  return readTexts(app, app.modules.get('a.js')!).map(
    ({ value, position, action, target }) => `${position} ${value}${action ? ` ${action} ${target ?? ''}`.trimEnd() : ''}`,
  );
}

describe('texts in code', () => {
  it('stand where a person meets them', () => {
    expect(
      textsOf(`wx.showToast({ title: '签到成功' }); wx.showModal({ title: '提示', content: '确定补卡?', confirmText: '补卡' })
        wx.setNavigationBarTitle({ title: '我的积分' }); wx.showActionSheet({ itemList: ['拍照', '相册'] })
        this.setData({ tip: '未签到' }); this.$u.toast('请上传照片'); message.error('出错了')`),
    ).toEqual([
      'toast 签到成功',
      'dialog 提示',
      'dialog 确定补卡?',
      'button 补卡',
      'page-title 我的积分',
      'option 拍照',
      'option 相册',
      'label 未签到',
      'toast 请上传照片',
      'toast 出错了',
    ]);
  });

  it('a text that is put into a variable stands where that is told', () => {
    expect(
      textsOf(`function open(kind) { let title = ''; switch (kind) { case 1: title = '我要投诉'; break; case 2: title = '详情' }
          wx.setNavigationBarTitle({ title }) }
        function send() { let msg; if (!a) { msg = '请上传照片' } else if (!b) { msg = '请填写' + '内容' }
          later(() => { if (msg) wx.showToast({ title: msg }) }) }
        function keep() { let word; word = '甲类'; save(word); this.setData({ word }) }
        function other(title) { const row = { title }; title = '乙类'; return row }`),
    ).toEqual([
      'page-title 我要投诉',
      'page-title 详情',
      'toast 请上传照片',
      'toast 请填写内容',
      'code 甲类',
      'code 乙类',
      'label 甲类',
    ]);
  });

  it('a table of translations asked for by the text itself says that text', () => {
    expect(textsOf(`wx.showToast({ title: t['请选择图片'] }); this.setData({ tip: i18n["未签到"] }); b = rows['缺卡']`)).toEqual([
      'toast 请选择图片',
      'label 未签到',
    ]);
  });

  it('a table that a function answers from holds what is shown', () => {
    expect(
      textsOf(`const sourceName = (source) => { const names = { sign: '每日签到', login: '每日登录' }; return names[source] || source }
        function stateName(state) { return { 0: '未签到', 1: '已签到' }[state] || '' }
        const form = () => { const row = { name: '姓名甲', sex: '男' }; return row }
        function ask(kind) { const words = { a: '甲类', b: '乙类' }; log(words[kind]); return kind }`),
    ).toEqual([
      'label 每日签到',
      'label 每日登录',
      'label 未签到',
      'label 已签到',
      'label 姓名甲',
      'code 男',
      'code 甲类',
      'code 乙类',
    ]);
  });

  it('a function that shows what it is given is known by what it does, not by its name', () => {
    expect(
      textsOf(`function d(e, t = 1500) { return wx.showToast({ title: e, duration: t }) }
        function f(e) { d(e || '出错了') }
        function g(e) { wx.showModal({ title: '提示', content: e.text }) }
        function h2(e) { console.log(e) }
        Page({ save() { f('已保存'); g({ text: '确定删除?' }); this.m('请上传照片'); h2('开始'); k('甲') }, m(e) { d(\`\${e}!\`) } })
        function k(e) { return e + 1 }`),
    ).toEqual(['toast 出错了', 'dialog 提示', 'toast 已保存', 'dialog 确定删除?', 'toast 请上传照片', 'code 甲']);
  });

  it('a function under a shortened name shows what the function does', () => {
    const app = application({
      'pages/a/a.js': `const e = require('../../dialogs'), t = e.showModal, { showToast: i } = e; Page({ save() { t({ title: '请选择照片' }); i({ title: '已保存' }) } })`,
      'dialogs.js': `function n(e, t) { return new Promise((a) => e({ ...t, success: a })) }
        module.exports = { showModal: (e) => n(wx.showModal, e), showToast: (e) => n(wx.showToast, e), tell: (e) => n(wx.showToast, e) }`,
      'pages/b/b.js': `const e = require('../../dialogs'); Page({ save() { e.tell({ title: '已上报' }) } })`,
    });
    nameCalls(app);
    const texts = [...app.modules.values()].flatMap((module) => readTexts(app, module));
    expect(texts.map(({ value, position }) => `${position} ${value}`)).toEqual([
      'dialog 请选择照片',
      'toast 已保存',
      'toast 已上报',
    ]);
  });

  it('a table with ways to go is a menu', () => {
    expect(
      textsOf(`const menu = [{ name: '打卡签到', icon: 'a', url: '/pages/sign/sign' }, { name: '关于', icon: 'b' }]`),
    ).toEqual(['menu 打卡签到 navigate /pages/sign/sign', 'menu 关于 none']);
  });

  it('logs, comparisons, keys, cases and reports are none', () => {
    expect(
      textsOf(
        `console.log('打卡'); if (a === '打卡') b(); switch (a) { case '签到': } const o = { '积分': 1 }; s.indexOf('排名'); wx.reportEvent('点击签到')`,
      ),
    ).toEqual([]);
  });

  it('escaped, bound and invisible parts: what stands there, nothing folded away', () => {
    const bound = `toast(\`已连续\${this.days}天\`)`;
    expect(textsOf(String.raw`toast('\u6253\u5361'); ${bound}; toast('打\u200b卡')`)).toEqual([
      'toast 打卡',
      'toast 已连续{this.days}天',
      'toast 打\u200b卡',
    ]);
  });

  it('a long text is an article, a rule’s message a toast', () => {
    const long = '为深入贯彻落实相关部署'.repeat(8);
    expect(textsOf(`const a = { content: '${long}' }; const r = { required: true, message: '请选择图片' }`)).toEqual([
      `article ${long}`,
      'toast 请选择图片',
    ]);
  });
});

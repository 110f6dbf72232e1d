import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

const APP = {
  'app.json': '{"pages":["pages/a/a"]}',
  'app.js': 'App({ onLaunch() { require("./start").begin() } })',
  'pages/a/a.wxml': '<view>首页</view>',
};

/** `name at file: used|unused` of every platform call. */
function callsOf(files: Record<string, string>): string[] {
  const { facts } = extractFacts(openFiles('app', { ...APP, ...files }), '0');
  return facts.flatMap((fact) =>
    fact.kind === 'api' ? [`${fact.name} at ${fact.at.path.replace(/^.*!/, '')}: ${fact.unused ? 'unused' : 'used'}`] : [],
  );
}

describe('code that nothing uses', () => {
  it('a helper that no other file names, and a module that nothing imports', () => {
    const files = {
      'pages/a/a.js': 'const { toast } = require("../../util"); Page({ onLoad() { toast() } })',
      'start.js': 'exports.begin = () => wx.getLocation({})',
      'util.js': `const pay = (order) => new Promise((done) => { wx.requestPayment({ ...order, success: done }) })
        module.exports = { toast() { wx.scanCode({}) }, pay }`,
      'template/menu.js': 'export function open() { wx.chooseImage({}) }',
    };
    expect(callsOf(files).sort()).toEqual([
      'wx.chooseImage at template/menu.js: unused',
      'wx.getLocation at start.js: used',
      'wx.requestPayment at util.js: unused',
      'wx.scanCode at util.js: used',
    ]);
  });

  it('not where another file names it, calls it by another name, or takes the whole module', () => {
    const page = (script: string): Record<string, string> => ({ 'pages/a/a.js': script, 'start.js': 'exports.begin = 1' });
    const used = ['wx.requestPayment at util.js: used'];
    const util = 'const pay = () => wx.requestPayment({});';
    expect(
      callsOf({ ...page('const u = require("../../util"); Page(u[this.kind])'), 'util.js': `${util} exports.pay = pay` }),
    ).toEqual(used);
    expect(
      callsOf({
        ...page('const u = require("../../util"); Page({ onLoad() { u.toast() } })'),
        'util.js': `${util} exports.pay = pay`,
      }),
    ).toEqual(['wx.requestPayment at util.js: unused']);
    expect(
      callsOf({ ...page('Page({ onLoad() { require("../../" + this.name).pay() } })'), 'util.js': `${util} exports.run = pay` }),
    ).toEqual(used);
    expect(
      callsOf({ ...page('const u = require("../../util"); const k = "pay"; u[k]()'), 'util.js': `${util} exports.pay = pay` }),
    ).toEqual(used);
    expect(
      callsOf({ ...page('const u = require("../../util"); wx.buyNow = u.buy'), 'util.js': `${util} exports.buy = pay` }),
    ).toEqual(used);
    expect(
      callsOf({
        ...page('import pay from "../../util"; wx.buyNow = pay'),
        'util.js': 'export default function () { wx.requestPayment({}) }',
      }),
    ).toEqual(used);
  });
});

import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

const PAGES = '{"pages":["pages/a/a"]}';
const NAMED = (file: string): string => `/*!${'*'.repeat(9)}!*\\\n  !*** ${file} ***!\n  \\${'*'.repeat(9)}/\n`;
const ASKS = (url: string): string => `wx.request({ url: '${url}', method: 'POST' })`;

/** Paths of the requests that count as the app's. */
function requestsOf(files: Record<string, string>): string[] {
  const { facts } = extractFacts(openFiles('app', { 'app.json': PAGES, 'app.js': 'App({})', ...files }), '0');
  return facts.flatMap((fact) => (fact.kind === 'request' && fact.owner !== 'third-party' ? [fact.path] : [])).sort();
}

describe('whose a bundled module is', () => {
  const bundle = (...modules: [string, string][]): string =>
    `(global.webpackJsonp = []).push([["common/vendor"], {${modules.map(
      ([file, url], index) =>
        `\n/***/ ${index}:\n${NAMED(file)}/***/ (function (module, exports) { exports.ask = function () { ${ASKS(url)} } })`,
    )}}])`;

  it('is told by the file its comment names', () => {
    const vendor = bundle(['./node_modules/cloud/index.js', '/cloud/call'], ['/home/a/app/utils/http.js', '/sign/in']);
    expect(requestsOf({ 'common/vendor.js': vendor })).toEqual(['/sign/in']);
  });

  it('does not depend on the folders the project itself stood in', () => {
    const vendor = bundle(
      ['D:\\work\\uview\\app\\utils\\http.js', '/sign/in'],
      ['D:\\work\\uview\\app\\main.js', '/main'],
      ['D:\\work\\uview\\app\\uview-ui\\http.js', '/uview'],
    );
    expect(requestsOf({ 'common/vendor.js': vendor })).toEqual(['/main', '/sign/in']);
  });

  it('is the app’s where the module is of a page that the app registers', () => {
    const pages = '{"pages":["uni_modules/x/pages/sign/sign"]}';
    const page = bundle(['/a/b/uni_modules/x/pages/sign/sign.vue?vue&type=script', '/sign/in'], ['/a/b/main.js', '/main']);
    expect(requestsOf({ 'app.json': pages, 'common/main.js': page })).toEqual(['/main', '/sign/in']);
  });
});

describe('a chunk of what comes from npm', () => {
  const page = `const common_vendor = require('../../common/vendor.js'); Page({ go() { common_vendor.ask({ url: '/sign/in' }) } })`;
  const vendor = `"use strict"; const sfc = (a, b) => { const t = a.__vccOpts || a; return t };
    exports.sfc = sfc; exports.ask = (o) => { wx.request(o); ${ASKS('/cloud/call')} }`;

  it('is no code of an app made with uni-app and Vue 3, which calls it', () => {
    expect(requestsOf({ 'pages/a/a.js': page, 'common/vendor.js': vendor })).toEqual(['/sign/in']);
  });

  it('is the app’s where it speaks Chinese at length', () => {
    const words = Array.from({ length: 1600 }, (_, index) => `'打卡${index}'`);
    const speaking = `${vendor}; exports.words = [${words}]`;
    expect(requestsOf({ 'pages/a/a.js': page, 'common/vendor.js': speaking })).toEqual(['/cloud/call', '/sign/in']);
  });

  it('is no code of an app made with Taro', () => {
    const chunk = (url: string): string =>
      `(wx["webpackJsonp"] = wx["webpackJsonp"] || []).push([["x"], { "${url}": function (t, e, n) { ${ASKS(url)} } }])`;
    expect(requestsOf({ 'vendors.js': chunk('/vendor'), 'taro.js': chunk('/taro'), 'common.js': chunk('/common') })).toEqual([
      '/common',
    ]);
    expect(requestsOf({ 'vendors.js': `function ask() { ${ASKS('/vendor')} } ask()` })).toEqual(['/vendor']);
  });
});

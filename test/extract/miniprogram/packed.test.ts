import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import type { Fact } from '../../../src/facts/types.js';
import { openFiles } from '../../../src/open/index.js';

type Scripts = Record<string, string>;

/** A package as WeChat's tools write it, taken apart: scripts of pages and others, settings by path, the frame of templates. */
function packed(pages: string[], scripts: Scripts, settings: Record<string, object> = {}, frame = ''): Fact[] {
  const params = 'require, module, exports, window,document,frames,self,location';
  const service = [
    ...Object.entries(settings).map(([path, value]) => `\t__wxAppCode__['${path}.json'] = ${JSON.stringify(value)};\n`),
    ...Object.entries(scripts).map(([path, code]) => `\tdefine("${path}", function(${params}){ \n"use strict";${code} \n }); `),
    ...['app', ...pages].map((page) => `\trequire("${page}.js");\n`),
  ].join('');
  const config = { pages, entryPagePath: `${pages[0]}.html`, page: {}, global: { window: {} } };
  const { facts } = extractFacts(
    openFiles('app', { 'app-config.json': JSON.stringify(config), 'app-service.js': service, 'page-frame.html': frame }),
    '0',
  );
  return facts;
}

const screensOf = (facts: Fact[]): string[] =>
  facts.flatMap((fact) => (fact.kind === 'screen' ? [`${fact.id} ${fact.reachable} ${fact.from}`] : []));
const apisOf = (facts: Fact[]): string[] =>
  facts.flatMap((fact) => (fact.kind === 'api' ? [`${fact.name} [${fact.screens}]${fact.unused ? ' unused' : ''}`] : []));

describe('a compiled package', () => {
  it('has the libraries whose scripts stand in it, and what compilers add is none', () => {
    const facts = packed(['pages/a/a'], {
      'miniprogram_npm/@vant/weapp/toast/toast.js': 'exports.show = function () {}',
      '@babel/runtime/helpers/typeof.js': 'module.exports = function (x) { return typeof x }',
      'utils/qqmap-wx-jssdk.min.js': 'module.exports = 1',
      'app.js': 'App({})',
      'pages/a/a.js': 'Page({})',
    });
    expect(facts.flatMap((fact) => (fact.kind === 'sdk' ? [`${fact.name} at ${fact.at.path}`] : []))).toEqual([
      'npm 依赖 at app-service.js',
      '地图 SDK at app-service.js',
    ]);
  });

  it('says in which script a fact stands, of two bundlers by the one that has names', () => {
    const facts = packed(['pages/a/a'], {
      'common/vendor.js': `(wx["webpackJsonp"] = wx["webpackJsonp"] || []).push([["vendor"], {"4f2a": function (e, t) { t.pick = function () { wx.chooseImage({}) } }}]);`,
      'app.js': 'App({})',
      'pages/a/a.js': 'Page({ scan: function () { wx.scanCode({}) } })',
    });
    expect(facts.flatMap((fact) => (fact.kind === 'api' ? [`${fact.name} in ${fact.at.module}`] : [])).sort()).toEqual([
      'wx.chooseImage in common/vendor.js',
      'wx.scanCode in pages/a/a.js',
    ]);
  });

  it('tells the scripts that no page of it uses, unless some page is not in it', () => {
    const scripts = {
      'utils/used.js': 'exports.scan = function () { wx.scanCode({}) }',
      'utils/left.js': 'exports.other = function () { wx.getLocation({}) }',
      'app.js': 'App({})',
      'pages/a/a.js': 'var u = require("../../utils/used"); Page({ onLoad: function () { u.scan() } })',
      'pages/old/old.js': 'Page({ punch: function () { wx.chooseImage({}) } })',
    };
    expect(apisOf(packed(['pages/a/a'], scripts)).sort()).toEqual([
      'wx.chooseImage [] unused',
      'wx.getLocation [] unused',
      'wx.scanCode [pages/a/a]',
    ]);
    expect(apisOf(packed(['pages/a/a', 'sub/b/b'], scripts)).sort()).toEqual([
      'wx.chooseImage []',
      'wx.getLocation []',
      'wx.scanCode [pages/a/a]',
    ]);
  });

  it('calls nothing of the app by the names of the language, as the helpers of compilers do', () => {
    const facts = packed(['pages/a/a', 'pages/b/b'], {
      'util.js': 'exports.made = function (x) { return Object.create(x) }',
      'app.js': 'App({})',
      'pages/a/a.js': 'var u = require("../../util"); Page({ onLoad: function () { u.made({}) } })',
      'pages/b/b.js': 'Page({ create: function () { wx.canvasToTempFilePath({}) } })',
    });
    expect(apisOf(facts)).toEqual(['wx.canvasToTempFilePath [pages/b/b]']);
  });

  it('leads to pages by components of all pages, by paths with words in them, and not by a link of a library', () => {
    const facts = packed(
      ['pages/a/a', 'pages/list/list', 'pages/fail/fail', 'pages/alone/alone'],
      {
        'miniprogram_npm/cell/index.js': 'Component({ methods: { go: function () { wx.navigateTo({ url: this.data.url }) } } })',
        'parts/more.js': 'Component({ methods: { go: function () { return linkTo("/pages/list/list") } } })',
        'app.js': 'App({})',
        'pages/a/a.js': 'Page({ scan: function () { linkTo("/pages/fail/fail?info=超出范围") } })',
        'pages/list/list.js': 'Page({})',
        'pages/fail/fail.js': 'Page({})',
        'pages/alone/alone.js': 'Page({})',
      },
      { app: { usingComponents: { more: './parts/more' } } },
      templates({
        'pages/a/a': 'more',
        'parts/more': 'view',
        'pages/list/list': 'view',
        'pages/fail/fail': 'view',
        'pages/alone/alone': 'view',
      }),
    );
    expect(screensOf(facts)).toEqual([
      'pages/a/a yes app',
      'pages/list/list yes pages/a/a',
      'pages/fail/fail yes pages/a/a',
      'pages/alone/alone no ',
    ]);
  });

  it('asks no server for the components related to one', () => {
    const facts = packed(['pages/a/a'], {
      'app.js': 'App({})',
      'pages/a/a.js': 'Component({ methods: { all: function () { return this.getRelationNodes("../cell/index") } } })',
    });
    expect(facts.filter(({ kind }) => kind === 'request')).toEqual([]);
  });

  it('has the scripts of its view, by the names that templates call them', () => {
    const script =
      "function np_0(){var nv_module={nv_exports:{}};nv_module.nv_exports = ({nv_title:(function (nv_v){return('我的积分')}),nv_state:(function (nv_v){switch(nv_v){case 1:return('已签到');case 2:return('未签到');}})});return nv_module.nv_exports;}";
    const frame = templates(
      { 'pages/a/a': 'view' },
      `var nv_require=function(){var nnm={"p_utils/state.wxs":np_0,};var nom={};return function(n){return function(){return nom[n]}}}()
      f_['pages/a/a.wxml']={};f_['pages/a/a.wxml']['fmt'] =f_['utils/state.wxs'] || nv_require("p_utils/state.wxs");f_['pages/a/a.wxml']['fmt']();
      f_['utils/state.wxs'] = nv_require("p_utils/state.wxs");
      ${script}`,
    );
    const facts = packed(['pages/a/a'], { 'app.js': 'App({})', 'pages/a/a.js': 'Page({})' }, {}, frame);
    const lines = frame.split('\n');
    expect(
      facts.flatMap((fact) =>
        fact.kind === 'text'
          ? [
              `${fact.value} ${lines[fact.at.line! - 1]!.slice(fact.at.column! - 1).startsWith(`'${fact.value}`)}${fact.unused ? ' unused' : ''}`,
            ]
          : [],
      ),
    ).toEqual(['我的积分 true unused', '已签到 true', '未签到 true']);
  });
});

/** Templates of one element each, as wcc writes them. */
function templates(elements: Record<string, string>, before = ''): string {
  const paths = Object.keys(elements);
  return `<script>var $gwx=function(path,global){ ${before}
    var x=[${paths.map((path) => `'./${path}.wxml'`)}];
    ${Object.values(elements)
      .map(
        (name, i) =>
          `d_[x[${i}]]={}\nvar m${i}=function(e,s,r,gg){ var a=_n('${name}');_(r,a); return r }\ne_[x[${i}]]={f:m${i},j:[],i:[],ti:[],ic:[]}`,
      )
      .join('\n')} }</script>`;
}

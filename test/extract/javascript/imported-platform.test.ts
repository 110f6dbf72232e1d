import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

const bundle = (modules: string): string => `(wx["webpackJsonp"] = wx["webpackJsonp"] || []).push([["c"], {${modules}}]);`;
/** What a build leaves of `import { request, showToast, chooseImage } from '@tarojs/taro'`. */
const ASKS = `20: function (e, t, n) { var r = n(77); t.send = function (file) {
  if (!file) return void (0, r.showToast)({ title: "请先拍照" });
  (0, r.request)({ url: "/sign/in", method: "POST" }) };
  t.pick = function () { return (0, r.chooseImage)({ count: 1 }) } }`;

function calls(files: Record<string, string>): string[][] {
  const { facts } = extractFacts(
    openFiles('app', { 'app.json': '{"pages":["pages/a/a"]}', 'app.js': 'App({})', 'pages/a/a.wxml': '<view/>', ...files }),
    '0',
  );
  return facts.flatMap((fact) =>
    fact.kind === 'api' ? [[fact.kind, fact.name]] : fact.kind === 'request' ? [[fact.kind, fact.via, fact.path]] : [],
  );
}

describe('a module of a bundle that is asked for several functions of the platform', () => {
  const platform = [
    ['request', 'Taro.request', '/sign/in'],
    ['api', 'Taro.chooseImage'],
  ];

  it('is the platform where it stands in a file of libraries', () => {
    const vendor = bundle('77: function (e, t, n) { var r = n(78).default; e.exports = r, e.exports.default = e.exports }');
    expect(calls({ 'taro.js': vendor, 'pages/a/a.js': bundle(ASKS) })).toEqual(expect.arrayContaining(platform));
  });

  it('is the platform where it was not found', () => {
    expect(calls({ 'pages/a/a.js': bundle(ASKS) })).toEqual(expect.arrayContaining(platform));
  });

  it('is the app’s own where it has these functions itself', () => {
    const own = bundle(
      '77: function (e, t, n) { t.request = function () {}, t.showToast = function () {}, t.chooseImage = function () {} }',
    );
    expect(calls({ 'common.js': own, 'pages/a/a.js': bundle(ASKS) }).flat()).not.toContain('Taro.request');
  });

  it('is nothing known where it has only two names in common', () => {
    const two = ASKS.replace('r.chooseImage', 'r.choose');
    expect(calls({ 'pages/a/a.js': bundle(two) }).flat()).not.toContain('Taro.request');
  });
});

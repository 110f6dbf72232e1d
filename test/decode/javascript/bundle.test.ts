import { describe, expect, it } from 'vitest';
import { splitBundle } from '../../../src/decode/javascript/bundle.js';
import { parseScript } from '../../../src/decode/javascript/parse.js';

function modulesOf(source: string): { id: string; local: boolean; names: string; text: string }[] {
  return splitBundle(parseScript(source)!.file).map(({ id, local, wrapper, root }) => ({
    id,
    local,
    names: `${wrapper.module} ${wrapper.exports} ${wrapper.require}`,
    text: source.slice(root.start!, root.end!),
  }));
}

describe('modules of a bundle', () => {
  it('are none in a script of its own', () => {
    expect(modulesOf('Page({ data: { 1: 2 } }); const handlers = { tap: function (e) {} };')).toEqual([]);
  });

  it('stand in an AMD define, whose names its function gives', () => {
    expect(modulesOf('define("/pages/a.js", function(require, module, exports){ a() })')).toEqual([
      { id: 'pages/a.js', local: false, names: 'module exports require', text: 'function(require, module, exports){ a() }' },
    ]);
  });

  it('stand in a table pushed to all chunks', () => {
    expect(modulesOf('(global.webpackJsonp = []).push([["a"], { 12: function (t, e, n) {} }])')).toEqual([
      { id: '12', local: false, names: 't e n', text: 'function (t, e, n) {}' },
    ]);
  });

  it('stand in a table handed over by name, as before webpack 4, by number or by place', () => {
    expect(modulesOf('global.webpackJsonp([3], { 111: (function (t, e, n) {}), "EEwA": function (t, e) {} }, [111])')).toEqual([
      { id: '111', local: false, names: 't e n', text: 'function (t, e, n) {}' },
      { id: 'EEwA', local: false, names: 't e ', text: 'function (t, e) {}' },
    ]);
    expect(modulesOf('webpackJsonp([1, 2], [, function (t, e, n) {}])')).toMatchObject([{ id: '1' }]);
    expect(modulesOf('webpackJsonp([1], Array(118).concat([function (t) {}, , function (e) {}]), [118])')).toMatchObject([
      { id: '118', names: 't  ' },
      { id: '120', names: 'e  ' },
    ]);
    expect(modulesOf('webpackJsonp.push([[1], new Array(7).concat([function (t) {}])])')).toMatchObject([{ id: '7' }]);
    expect(modulesOf('run([1], { done: function () {}, wait: 3 }); run([task], [function () {}])')).toEqual([]);
  });

  it('stand in a table handed to the bootstrap, or kept in a variable beside it', () => {
    expect(modulesOf('(function (modules) {})({ "./a.js": function (m, x, r) {} })')).toMatchObject([
      { id: './a.js', local: true },
    ]);
    expect(modulesOf('(() => { var t, e = { 345: (t, e, a) => {}, 9: t => {} }; })()')).toMatchObject([
      { id: '345', local: true, names: 't e a' },
      { id: '9', local: true, names: 't  ' },
    ]);
  });

  it('stand in the strings a development build evaluates, at the places of the file', () => {
    const source = String.raw`var m = { "./a.js": (module, exports, require) => { eval("say(\"你好\");\n//# sourceURL=x") } }`;
    const [module] = splitBundle(parseScript(source)!.file);
    expect(module).toMatchObject({ id: './a.js', root: { type: 'Program' }, wrapper: { require: 'require' } });
    const program = module!.root as { body: { expression: { arguments: { start: number; end: number }[] } }[] };
    const [words] = program.body[0]!.expression.arguments;
    expect(source.slice(words!.start, words!.end)).toBe(String.raw`\"你好\"`);
  });

  it('are of the files that the comments of a development build name', () => {
    const named = (file: string): string =>
      `/*!${'*'.repeat(9)}!*\\\n  !*** ${file} ***!\n  \\${'*'.repeat(9)}/\n/*! no static exports found */\n`;
    const source = `(global.webpackJsonp = []).push([["common/vendor"], {
      /***/ 1:\n${named('./node_modules/x/index.js')}/***/ (function (module, exports) {}),
      /***/ 2:\n${named('D:/app/utils/a.js')}/***/ (function (module, exports) {}),
      3: function () {} }]);
    webpackJsonp([2], [\n/* 0 */\n${named('./node_modules/l/index.js!./src/a.vue?vue&type=script&lang=js&')}/***/ (function (t) {}),\n/* 1 */\n(function (t) {})])`;
    expect(splitBundle(parseScript(source)!.file).map(({ id, file }) => [id, file])).toEqual([
      ['1', 'node_modules/x/index.js'],
      ['2', 'D:/app/utils/a.js'],
      ['3', undefined],
      ['0', 'src/a.vue'],
      ['1', undefined],
    ]);
  });

  it('are shared with chunks where the file that holds them takes some', () => {
    const bootstrap = (list: string): string => `(function (e) { ${list} })({ a5: function (t, e, n) {} })`;
    const isShared = (source: string): unknown =>
      splitBundle(parseScript(source)!.file).map(({ wrapper }) => wrapper.shared ?? false);
    expect(isShared(bootstrap('var s = window["webpackJsonp"] = window["webpackJsonp"] || []; s.push = c;'))).toEqual([true]);
    expect(isShared(bootstrap('window.webpackJsonp = function (chunks, more) {};'))).toEqual([true]);
    expect(
      isShared('(() => { var e = { 5: (t, e, n) => {} }; var c = self.webpackChunkapp = self.webpackChunkapp || []; })()'),
    ).toEqual([true]);
    expect(isShared(bootstrap(''))).toEqual([false]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Application } from '../../../src/extract/javascript/application/application.js';
import { joinPath, stemOf } from '../../../src/extract/javascript/application/application.js';
import { calledUnits, calleesOf, reach } from '../../../src/extract/javascript/application/call-graph.js';
import { resolveModule } from '../../../src/extract/javascript/application/resolve-modules.js';
import { application } from './support.js';

/** Names of the functions each call of a file may run. */
function called(app: Application, id = 'a.js'): string[] {
  return app.modules.get(id)!.calls.map((call) => `${call.callee}: ${calledUnits(app, call).map((unit) => unit.name)}`);
}

describe('modules of one app', () => {
  it('a specifier is relative, from the root, an alias, a folder, or an id of a bundle', () => {
    const app = application({ 'pages/a/a.js': '', 'utils/http.js': '', 'src/api/index.ts': '' });
    const from = app.modules.get('pages/a/a.js')!;
    expect(
      ['../../utils/http', '/utils/http.js', 'utils/http.js', '@/api', '~/utils/http', 'pages/a/a.js', './none', 'vue'].map(
        (specifier) => resolveModule(app, from, specifier)?.id,
      ),
    ).toEqual([
      'utils/http.js',
      'utils/http.js',
      'utils/http.js',
      'src/api/index.ts',
      'utils/http.js',
      'pages/a/a.js',
      undefined,
      undefined,
    ]);
  });

  it("a build's own name for a whole folder is the folder of that name, the one at the root before any other", () => {
    const app = application({
      'pages/a/a.js': '',
      'src/services/index.ts': '',
      'pages/b/services/index.js': '',
      'pages/b/utils.js': '',
      'pages/c/utils.js': '',
      'lib/tools/index.js': '',
    });
    const from = app.modules.get('pages/a/a.js')!;
    expect(
      ['~services', '@services', '#tools', '~utils', '@tarojs', '~'].map((specifier) => resolveModule(app, from, specifier)?.id),
    ).toEqual(['src/services/index.ts', 'src/services/index.ts', 'lib/tools/index.js', undefined, undefined, undefined]);
  });

  it('paths stay below the root', () => {
    expect([joinPath('pages/a/a.js', '../../../../x'), joinPath('pages/a/a.js', '/x/y'), stemOf('pages/a/index.vue')]).toEqual([
      'x',
      'x/y',
      'pages/a',
    ]);
  });

  it.each([
    ['one by one', `Object.defineProperty(exports, 'save', { enumerable: !0, get: function () { return n } }); function n() {}`],
    ['by a helper', `_export(exports, { save: function () { return n } }); function n() {}`],
    [
      'by a helper that was put in place',
      `var t = exports, e = { get save() { return n } }; for (var r in e) Object.defineProperty(t, r, { get: Object.getOwnPropertyDescriptor(e, r).get }); function n() {}`,
    ],
  ])('what swc and others make of exports is found: %s', (_, b) => {
    const app = application({ 'a.js': `var e = require('./b'); Page({ submit() { (0, e.save)() } })`, 'b.js': b });
    expect(called(app).at(-1)).toBe('e.save: n');
  });

  it.each([
    ['one that nothing uses', `(require('./c'), require('./b'))`],
    ['one that is wrapped and not used', `(n(require('./c')), require('./b'))`],
  ])('a module is required though a minifier put %s before it', (_, required) => {
    const files = { 'b.js': 'exports.save = function save() {}', 'c.js': 'exports.other = 1' };
    const app = application({ 'a.js': `var e = ${required}; Page({ submit() { e.save() } })`, ...files });
    expect(called(app).at(-1)).toBe('e.save: save');
  });

  it.each([
    ['a helper, one after the other', `var t; module.exports = (d(t = { a: 1 }, 'base', 2), d(t, 'save', function n() {}), t)`],
    ['helpers in each other', `var t = d(d({ a: 1 }, 'save', function n() {}), 'base', 2); module.exports = t`],
    ['assignments', `var t; module.exports = (t = { a: 1 }, t['save'] = function n() {}, t)`],
    ['an object spread in', `var o = { save: function n() {} }; module.exports = { ...o, other: 1 }`],
    ['objects put together', `module.exports = p(p({}, other), { save: function n() {} })`],
  ])('what compilers make of computed keys and spread objects is found: %s', (_, b) => {
    const app = application({ 'a.js': `var e = require('./b'); Page({ submit() { e.save() } })`, 'b.js': b });
    expect(called(app).at(-1)).toMatch(/^e.save: (n|save)$/);
  });

  it.each([
    ['written', `class A { static save() {} } class B extends A {} module.exports = B`],
    [
      'lowered',
      `var A = function () { function e() {} return c(e, null, [{ key: 'save', value: function () {} }]), e }(), B = function (e) { function t() {} return h(t, e), t }(A); module.exports = B`,
    ],
    [
      'lowered by TypeScript',
      `var B = function () { function e() {} return e.save = function () {}, e }(); exports.default = B; module.exports = B`,
    ],
  ])('a function of a class: %s', (_, b) => {
    const app = application({
      'a.js': `var e = require('./b'); Page({ save() { e.save() } })`,
      'b.js': b,
      'c.js': 'x = { save() {} }',
    });
    const [call] = app.modules.get('a.js')!.calls.slice(-1);
    expect(calledUnits(app, call!).map(({ name, module }) => `${module.id} ${name}`)).toEqual(['b.js save']);
  });

  it('an async function that was lowered runs what it awaits', () => {
    const app = application({
      'a.js': `var e = require('./b'); Page({ submit() { (0, e.save)() } })`,
      'b.js': `var t; exports.save = (t = r(g.mark(function o(t) { return g.wrap(function (e) { send() }, o) })), function (e) { return t.apply(this, arguments) })`,
    });
    const [submit] = app.unitsByName.get('submit')!;
    expect([...reach(app, [submit!])].map(({ name }) => name)).toContain('o');
  });

  it('what esbuild makes of exports is found under their names', () => {
    const api = `var u = Object.defineProperty, G = (e, t) => { for (var n in t) u(e, n, { get: t[n], enumerable: !0 }) }, v = (e) => e;
      var S = {}; G(S, { punch: () => P, default: () => D }); module.exports = v(S);
      function P() { wx.request({ url: '/punch' }) } const D = { list() {} };`;
    const page = `var r = require('./api'), o = n(require('./api')); function go() { (0, r.punch)(); o.default.list() }`;
    expect(called(application({ 'api.js': api, 'a.js': page })).slice(-2)).toEqual(['r.punch: P', 'o.default.list: list']);
  });
});

describe('the call graph', () => {
  it('own methods, imports, namespaces, classes and wrapped functions', () => {
    const app = application({
      'a.js': `import { save, api } from './b'; import * as all from './b'; const run = debounce(function inner() {})
        Page({ submit() { this.check(); save(); all.save(); api.post(); const client = new Client(); client.send(); run() }, check() {} })
        class Client { send() {} }`,
      'b.js': `export function save() {} export const api = { post() {} }`,
    });
    expect(called(app).filter((line) => /check|save|post|\.send|run/.test(line))).toEqual([
      'this.check: check',
      'save: save',
      'all.save: save',
      'api.post: post',
      'client.send: send',
      'run: inner',
    ]);
  });

  it('a letter is the module, the page or the value it stands for, whatever functions the page has by that name', () => {
    const app = application({
      'a.js': `const e = require('./b.js'); Page({ save(t) { e.save(t); const a = this; x({ done() { a.save() } }); if (t) { let t = e.base; t.send() } } })`,
      'b.js': `module.exports = { save: function saveOnServer() {}, base: { send: function sendOnServer() {} } }`,
    });
    expect(called(app)).toEqual([
      'require: ',
      'Page: ',
      'e.save: saveOnServer',
      'x: ',
      'a.save: save',
      't__b2.send: sendOnServer',
    ]);
  });

  it('what an app hangs on all its components', () => {
    const files = (install: string): Record<string, string> => ({
      'a.js': `export default { methods: { save() { this.$api.add('complaint', this.form); const that = this; that.$http.user.post(); this.$none.add() } } }`,
      'main.js': `import Vue from 'vue'; import api from './api'; import * as http from './http'; ${install}`,
      'api.js': 'export default { add(table, form) {} }',
      'http.js': 'export const user = { post() {} }',
    });
    const expected = ['this.$api.add: add', 'that.$http.user.post: post', 'this.$none.add: '];
    expect(called(application(files('Vue.prototype.$api = api; Vue.prototype.$http = http')))).toEqual(expected);
    expect(
      called(
        application(
          files(
            'const app = createSSRApp(App); app.config.globalProperties.$api = api; app.config.globalProperties.$http = http',
          ),
        ),
      ),
    ).toEqual(expected);
  });

  it('a function that is called by the name that a call gives, out of a table', () => {
    const files = {
      'a.js': `import kit from './kit'; const OUT = 'signOut';
        Page({ go() { kit.send('signIn', this.data); kit.send(OUT); kit.send(this.data.which); kit.send('none') } })`,
      'kit.js': `import requests from './requests'; export default { async send(name, data) { return new Promise((done) => requests[name](data).then(done)) } }`,
      'requests.js': `export default { async signIn(data) { wx.request({ url: '/sign/in' }) }, signOut() {} }`,
    };
    expect(called(application(files)).filter((line) => line.startsWith('kit.'))).toEqual([
      'kit.send: send,signIn',
      'kit.send: send,signOut',
      'kit.send: send',
      'kit.send: send',
    ]);
  });

  it('a receiver that cannot be told is resolved by a rare name, never by a common one', () => {
    const app = application({
      'a.js': `getApp().checkinToday(); this.$x.submit()`,
      'app.js': `App({ checkinToday() {}, submit() {} })`,
    });
    expect(
      called(app)
        .slice(-1)
        .concat(called(app).filter((line) => line.includes('checkin'))),
    ).toEqual(['this.$x.submit: ', 'getApp().checkinToday: checkinToday']);
  });

  it('what a platform is asked for is no function of the app', () => {
    const app = application({ 'a.js': `Taro.startLogin()`, 'b.js': `export default function startLogin() {}` });
    expect(called(app)).toContain('Taro.startLogin: ');
  });

  it('callbacks handed over by name and functions written inside are reached', () => {
    const app = application({
      'a.js': `Page({ onLoad() { wx.getLocation({ success: (r) => this.done(r) }); list.forEach(this.each); setTimeout(later) }, done() {}, each() {}, unused() {} })
        function later() {}`,
    });
    const onLoad = app.modules.get('a.js')!.unitsByName.get('onLoad')![0]!;
    expect([...reach(app, [onLoad])].map((unit) => unit.name).sort()).toEqual(['done', 'each', 'later', 'onLoad', 'success']);
    expect(calleesOf(app, onLoad)).toBe(calleesOf(app, onLoad));
  });

  it('a circle ends', () => {
    const app = application({ 'a.js': 'function one() { two() } function two() { one() }' });
    const one = app.modules.get('a.js')!.unitsByName.get('one')![0]!;
    expect([...reach(app, [one])].map((unit) => unit.name)).toEqual(['one', 'two']);
  });
});

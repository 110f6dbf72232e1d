import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';
import { gatesOf, requestsOf } from './support.js';

describe('what compilers make of declarations and parameters', () => {
  const post = (declared: string): string => `Page({ load: function () {
    ${declared}; if (wx.getStorageSync('kind') === '1') { url = '/api/student/lists' } else { url = '/api/teacher/lists' }
    getApp().httpPost(url, { token: 1 }) } })`;

  it('a variable without a value is not undefined: its addresses are those it is given', () => {
    const app = { 'app.js': 'App({ httpPost: function (url, data) { wx.request({ url: url, data: data, method: "POST" }) } })' };
    const asked = (page: string): string[] =>
      requestsOf({ 'pages/a/a.js': page, ...app }).filter((item) => item.includes('lists'));
    const written = asked(post('let url'));
    expect(written).toEqual([
      '? /api/student/lists (token) getApp().httpPost [login]',
      '? /api/teacher/lists (token) getApp().httpPost [login]',
    ]);
    expect(asked(post('var url = void 0'))).toEqual(written);
    expect(asked(post('var url = undefined'))).toEqual(written);
  });

  it('the address of a request stands in an object that helpers put together', () => {
    const wrapper = (object: string): string[] =>
      requestsOf({
        'request.js': `var a = require('./spread'); exports.send = function (path, options) { return wx.request(${object}) }`,
      });
    expect(wrapper('{ url: "https://m.example.gov.cn/api" + path, ...options }')).toEqual(
      wrapper('(0, a.A)((0, a.A)({ url: "https://m.example.gov.cn/api" + path }, options), { header: {} })'),
    );
    expect(wrapper('(0, a.A)({ url: "https://m.example.gov.cn/api" + path }, options)')[0]).toContain(
      'https://m.example.gov.cn/api{}',
    );
  });

  it('a parameter with a default is one, also in a state machine', () => {
    const check = (lowered: string): string[] =>
      gatesOf(`Page({ submit: function () { if (!check(this.data.name, '姓名')) return; wx.request({ url: '/save', method: 'POST' }) } })
        ${lowered}`);
    const written = check(
      `function check(value, name = '此项') { if (!value) { wx.showToast({ title: name + '不能为空' }); return false } return true }`,
    );
    expect(written).toEqual(['text empty {}不能为空 → wx.request']);
    for (const list of [
      'arguments.length > 1 && arguments[1] !== undefined ? arguments[1] : "此项"',
      'arguments.length > 1 && void 0 !== arguments[1] ? arguments[1] : "此项"',
      'arguments.length <= 1 || arguments[1] === undefined ? "此项" : arguments[1]',
    ])
      expect(
        check(
          `function check(value) { var name = ${list}; if (!value) { wx.showToast({ title: name + '不能为空' }); return false } return true }`,
        ),
      ).toEqual(written);
  });

  it('arguments that a state machine keeps under another name are those of the function around it', () => {
    const page = `Page({ load: function () { return go('/api/list') } })
      var go = function () { var _ref = wrap(regeneratorRuntime.mark(function _callee(path) { var query, _args = arguments;
        return regeneratorRuntime.wrap(function _callee$(_context) { while (1) switch (_context.prev = _context.next) { case 0:
          query = _args.length > 1 && _args[1] !== undefined ? _args[1] : '?page=1'; _context.next = 3;
          return wx.request({ url: '/base' + query, method: 'GET' }); case 3: return _context.stop(); } }, _callee) }));
        return function (_x) { return _ref.apply(this, arguments) } }()`;
    expect(requestsOf({ 'pages/a/a.js': page }).filter((item) => item.includes('wx.request'))).toEqual([
      'GET /base{} () wx.request []',
    ]);
  });
});

describe('what compilers and minifiers make of a check', () => {
  it('a loop over the keys of a form in a state machine', () => {
    const written = `Page({ async submit() { const form = { reason: this.data.reason, images: JSON.stringify(this.data.imgList) };
      for (let i in form) { if (form[i] == '') return wx.showToast({ title: '请填写完整' }) }
      const res = await post('/leave/add', form) } })
      function post(url, data) { return wx.request({ url, data, method: 'POST' }) }`;
    const lowered = `Page({ submit: function () { var _this = this; return wrap(regeneratorRuntime.mark(function _callee() { var form, i, res;
      return regeneratorRuntime.wrap(function _callee$(_context) { while (1) { switch (_context.prev = _context.next) {
        case 0: form = { reason: _this.data.reason, images: JSON.stringify(_this.data.imgList) }; _context.t0 = regeneratorRuntime.keys(form);
        case 2: if ((_context.t1 = _context.t0()).done) { _context.next = 8; break; }
          i = _context.t1.value;
          if (!(form[i] == '')) { _context.next = 6; break; }
          return _context.abrupt('return', wx.showToast({ title: '请填写完整' }));
        case 6: _context.next = 2; break;
        case 8: _context.next = 10; return post('/leave/add', form);
        case 10: res = _context.sent; case 11: case 'end': return _context.stop(); } } }, _callee, this) }))() } })
      function post(url, data) { return wx.request({ url: url, data: data, method: 'POST' }) }`;
    const expected = ['photo empty 请填写完整 → post', 'text empty 请填写完整 → post'];
    expect(gatesOf(written).sort()).toEqual(expected);
    expect(gatesOf(lowered).sort()).toEqual(expected);
  });

  it('a message told by a module whose name only its file still has', () => {
    const files = {
      'dialog/toast.js': 'module.exports = require("./missing")',
      'api.js': 'exports.ajax = (u, d) => wx.request({ url: u, data: d, method: "POST" })',
    };
    const written = `import Toast from '../../dialog/toast'; import { ajax } from '../../api';
      Page({ submit() { if (!this.data.pic) return Toast({ message: '请上传照片' }); ajax('/sign', this.data) } })`;
    const minified = `var n=i(require("../../dialog/toast")),t=require("../../api");function i(e){return e&&e.__esModule?e:{default:e}}
      Page({submit:function(){return this.data.pic?void(0,t.ajax)("/sign",this.data):(0,n.default)({message:"请上传照片"})}})`;
    const told = (page: string): string[] => {
      const app = { 'app.json': '{"pages":["pages/a/a"]}', 'pages/a/a.wxml': '<view/>', 'pages/a/a.js': page, ...files };
      return extractFacts(openFiles('app', app), '0').facts.flatMap((fact) =>
        fact.kind === 'gate' ? [`${fact.subject} ${fact.message} → ${fact.guards}`] : [],
      );
    };
    expect(told(written)).toEqual(['photo 请上传照片 → ajax']);
    expect(told(minified)).toEqual(['photo 请上传照片 → api.ajax']);
  });

  it('an async arrow function that is exported under a name no function has', () => {
    const api = `Object.defineProperty(exports,"__esModule",{value:!0}),exports.sign=void 0;
      var e=require("./regenerator"),r=require("./async"),n=function(){var n=r(e().mark((function r(n){return e().wrap((function(e){for(;;)switch(e.prev=e.next){
      case 0:return e.next=2,wx.request({url:"/patient/sign",method:"POST",data:n});case 2:return e.abrupt("return",e.sent);case 3:case"end":return e.stop()}}),r)})));
      return function(e){return n.apply(this,arguments)}}();exports.sign=n;`;
    const files = {
      'app.json': '{"pages":["pages/a/a"]}',
      'pages/a/a.wxml': '<view bindtap="go"/>',
      'pages/a/a.js': 'var s=require("../../api");Page({go:function(){(0,s.sign)({day:1})}})',
      'api.js': api,
    };
    const { facts } = extractFacts(openFiles('app', files), '0');
    expect(facts.flatMap((fact) => (fact.kind === 'request' ? [`${fact.path} ${fact.screens}`] : []))).toEqual([
      '/patient/sign pages/a/a',
    ]);
  });

  it('an async method of a class, which stands behind a comma', () => {
    const biz = `var e=require("./regenerator"),r=require("./async"),a=require("./createClass"),c=function(){var o,p;function b(){}
      return a(b,null,[{key:"isFav",value:(o=r(e().mark((function r(t){return e().wrap((function(e){for(;;)switch(e.prev=e.next){case 0:
      wx.request({url:"/fav/is_fav",data:t});case 1:case"end":return e.stop()}}),r)}))),function(e){return o.apply(this,arguments)})},
      {key:"update",value:(p=r(e().mark((function r(t){return e().wrap((function(e){for(;;)switch(e.prev=e.next){case 0:
      wx.request({url:"/fav/update",data:t});case 1:case"end":return e.stop()}}),r)}))),function(e){return p.apply(this,arguments)})}]),b}();module.exports=c;`;
    const files = {
      'app.json': '{"pages":["pages/a/a","pages/b/b"]}',
      'pages/a/a.wxml': '<view bindtap="go"/>',
      'pages/b/b.wxml': '<view bindtap="go"/>',
      'pages/a/a.js': 'var s=require("../../biz");Page({go:function(){s.isFav({day:1})}})',
      'pages/b/b.js': 'var s=require("../../biz");Page({go:function(){s.update({day:1})}})',
      'biz.js': biz,
    };
    const { facts } = extractFacts(openFiles('app', files), '0');
    expect(facts.flatMap((fact) => (fact.kind === 'request' ? [`${fact.path} ${fact.screens}`] : []))).toEqual([
      '/fav/is_fav pages/a/a',
      '/fav/update pages/b/b',
    ]);
  });
});

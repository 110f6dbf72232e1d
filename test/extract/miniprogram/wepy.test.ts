import { expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

it('the script of a component whose markup WePY wrote into the page belongs to the page, and a listed one may be shown', () => {
  const component = `var List = function (_c) { function List() { var _this = {}; _this.methods = {
    open: function open(id) { wx.request({ url: '/advice/add', method: 'POST', data: { id: id } }) } }; return _this } return List }(w.default.component);
    exports.default = List;`;
  const page = `var _list = require('./../components/list.js'), _list2 = _interopRequireDefault(_list), _other = require('./../components/other.js');
    function _interopRequireDefault(obj) { return obj && obj.__esModule ? obj : { default: obj } }
    var Advice = function (_p) { function Advice() { var _this = {}; _this.components = { list: _list2.default, other: _other.default };
      _this.methods = { back: function back() {} }; return _this } return Advice }(w.default.page);
    Page(w.default.$createPage(Advice, 'pages/advice'));`;
  const { facts } = extractFacts(
    openFiles('app', {
      'app.json': '{"pages":["pages/advice"]}',
      'pages/advice.js': page,
      'pages/advice.wxml':
        '<view><button bindtap="$list$open" data-wpyopen-a="{{item.id}}">提交建议</button><button bindtap="back">返回</button></view>',
      'components/list.js': component,
      'components/other.js': `exports.default = function () { wx.request({ url: '/other/add' }) }`,
    }),
    '0',
  );
  expect(
    facts.flatMap((fact) => (fact.kind === 'request' ? [`${fact.path} on ${fact.screens} ${fact.linked ?? false}`] : [])).sort(),
  ).toEqual(['/advice/add on pages/advice true', '/other/add on pages/advice false']);
});

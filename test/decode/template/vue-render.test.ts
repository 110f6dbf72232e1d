import type { Function as FunctionNode, Node } from '@babel/types';
import { describe, expect, it } from 'vitest';
import { parseScript } from '../../../src/decode/javascript/parse.js';
import { walk } from '../../../src/decode/javascript/walk.js';
import type { MarkupNode } from '../../../src/decode/template/markup.js';
import { renderMarkup } from '../../../src/decode/template/render.js';
import { decodeVueRender } from '../../../src/decode/template/vue-render.js';

/** Markup of the first function of a script; `undefined` where it is no render function. */
function markup(text: string, resolve: Parameters<typeof decodeVueRender>[1]['resolve'] = () => undefined): string | undefined {
  const nodes = decode(text, resolve);
  return nodes && renderMarkup(nodes);
}

function decode(
  text: string,
  resolve: Parameters<typeof decodeVueRender>[1]['resolve'] = () => undefined,
): MarkupNode[] | undefined {
  let found: FunctionNode | undefined;
  walk(parseScript(text)!.file.program, (node) => {
    if (!found && /^(Function|ArrowFunction)/.test(node.type)) found = node as FunctionNode;
  });
  return decodeVueRender(found!, { text, resolve });
}

describe('render functions of Vue 3', () => {
  it('give elements, classes, handlers, bound values and texts', () => {
    expect(
      markup(`function render(_ctx, _cache, $props, $setup, $data, $options) {
        return (openBlock(), createElementBlock("view", { class: "page" }, [
          createElementVNode("text", null, toDisplayString($data.name), 1),
          createElementVNode("button", {
            onClick: _cache[0] || (_cache[0] = (...args) => $options.sign && $options.sign(...args)),
            disabled: !$data.photo
          }, "签到", 8, ["disabled"]),
          createTextVNode("第" + toDisplayString($data.days) + "天", 1)
        ]))
      }`),
    ).toBe(`<view class="page">
  <text>{{name}}</text>
  <button @click="sign" :disabled="!photo">签到</button>
  第{{days}}天
</view>
`);
  });

  it('names of what changes are no texts', () => {
    expect(
      markup(
        'const r = (c, k, p, s, d, o) => (e.openBlock(), e.createElementBlock("u-input", { modelValue: d.remark }, null, 40, ["modelValue"]))',
      ),
    ).toBe('<u-input v-model="remark" />\n');
  });

  it('give conditions, loops, components, slots and two-way bindings under a minifier’s names', () => {
    expect(
      markup(
        `function (a, c, n, o, i, t) {
        const s = e.resolveComponent("uni-card");
        return i.ok ? (e.openBlock(), e.createBlock(s, { key: 0, title: "积分" }, {
          default: e.withCtx(() => [(e.openBlock(!0), e.createElementBlock(e.Fragment, null, e.renderList(i.list, (x => (e.openBlock(), e.createElementBlock("view", { onClick: e => t.go(x) }, e.toDisplayString(x.name), 9, ["onClick"])))), 256))]), _: 1
        })) : e.withDirectives((e.openBlock(), e.createElementBlock("input", { key: 1, "onUpdate:modelValue": c[0] || (c[0] = e => i.form.name = e), placeholder: "姓名" }, null, 512)), [[e.vModelText, i.form.name]])
      }`.replace('function (', 'const f = function ('),
      ),
    ).toBe(`<uni-card v-if="ok" title="积分">
  <block v-for="x in list">
    <view @click="go">{{x.name}}</view>
  </block>
</uni-card>
<input placeholder="姓名" v-model="form.name" />
`);
  });

  it('follow what was hoisted out of the function', () => {
    const text =
      'const f = (c) => (openBlock(), createElementBlock("view", null, [hoisted, other])); const hoisted = createElementVNode("text", null, "规则");';
    const program = parseScript(text)!.file.program;
    const declared = program.body[1]!;
    const value = declared.type === 'VariableDeclaration' ? declared.declarations[0]!.init! : undefined;
    expect(markup(text, (name) => (name === 'hoisted' ? value : undefined))).toBe('<view>\n  <text>规则</text>\n</view>\n');
  });
});

describe('render functions of Vue 2', () => {
  it('give the same markup', () => {
    expect(
      markup(`var render = function () {
        var _vm = this, _c = _vm.$createElement, n = _vm._self._c || _c;
        return n("v-uni-view", { staticClass: "page" }, [
          _vm.ok ? n("v-uni-button", { attrs: { disabled: !_vm.photo }, on: { click: function (e) { arguments[0] = e = _vm.$handleEvent(e), _vm.sign.apply(void 0, arguments) } } }, [_vm._v("签到")]) : _vm._e(),
          _vm._l(_vm.list, function (item, i) { return n("v-uni-text", { key: i }, [_vm._v("第" + _vm._s(item.no) + "名")]) }),
          n("v-uni-input", { attrs: { placeholder: "姓名" }, model: { value: _vm.name, callback: function (v) {}, expression: "name" } })
        ], 2)
      }`),
    ).toBe(`<view class="page">
  <button v-if="ok" :disabled="!photo" @click="sign">签到</button>
  <block v-for="item in list">
    <text>第{{item.no}}名</text>
  </block>
  <input placeholder="姓名" v-model="name" />
</view>
`);
  });
});

it('a handler keeps the text that it is handed, and an element needs no more than its tag', () => {
  expect(
    markup(`var render = function () {
      var e = this, n = e.$createElement, t = e._self._c || n;
      return t("v-uni-view", [t("nav-bar"), t("v-uni-view", { on: { click: function (n) { arguments[0] = n = e.$handleEvent(n), e.toPage("/pages/set/account") } } }, [e._v("账号设置")])], 1)
    }`),
  ).toBe(`<view>
  <nav-bar />
  <view @click="toPage('/pages/set/account')">账号设置</view>
</view>
`);
});

it('what Vue 2 puts into scoped slots is shown too', () => {
  expect(
    markup(`var render = function () {
      var e = this, n = e.$createElement, t = e._self._c || n;
      return t("u-card", { attrs: { title: e.name }, scopedSlots: e._u([
        { key: "footer", fn: function (o) { return [t("v-uni-button", { on: { click: e.praise } }, [e._v("点赞")])] } },
        e.mine ? { key: "body", fn: function () { return [e._v("我的动态")] }, proxy: true } : null,
        e._l(e.tabs, function (tab) { return { key: tab.id, fn: function () { return [e._v(e._s(tab.name))] } } })
      ], null, true) })
    }`),
  ).toBe(`<u-card :title="name">
  <button @click="praise">点赞</button>
  我的动态
  {{tab.name}}
</u-card>
`);
});

describe('helpers whose names webpack has shortened', () => {
  it('are known by what they are handed', () => {
    expect(
      markup(
        `function i(e, n, t, u, a, s) { const k = (0, c.g2)("sign-card"); return (0, c.uX)(), (0, c.CE)("view", h, [
          (0, c.Lk)("text", null, (0, r.v_)(e.checked ? "今日已签到" : "今日未签到"), 1),
          (0, c.Lk)("text", null, "第" + (0, r.v_)(e.days) + "天", 1),
          e.photo ? ((0, c.uX)(), (0, c.CE)("image", { key: 0, src: e.photo }, null, 8, z)) : (0, c.Q3)("", !0),
          (0, c.bo)((0, c.Lk)("input", { "onUpdate:modelValue": n[0] || (n[0] = (t) => e.name = t), placeholder: "姓名" }, null, 512), [[c.Jo, e.name]]),
          ((0, c.uX)(!0), (0, c.CE)(c.FK, null, (0, c.pI)(e.rows, function (o) { return (0, c.uX)(), (0, c.Wv)(p, { key: o.id, row: o }, null, 8, ["row"]) }), 128)),
          (0, c.bF)(k, null, { default: (0, c.k6)(() => [(0, c.eW)("提示", -1)]), _: 1 }),
          (0, c.Lk)("button", { onTap: n[1] || (n[1] = function () { return s.submit && s.submit.apply(s, arguments) }) }, "立即签到")
        ]) }`,
        (name) =>
          name === 'h'
            ? (parseScript('({ class: "page" })')!.file.program.body[0] as { expression: Node } & Node).expression
            : undefined,
      ),
    ).toBe(`<view class="page">
  <text>{{checked ? "今日已签到" : "今日未签到"}}</text>
  <text>第{{days}}天</text>
  <image v-if="photo" :src="photo" />
  <input placeholder="姓名" v-model="name" />
  <block v-for="o in rows">
    <p.default :row="o" />
  </block>
  <sign-card>提示</sign-card>
  <button @tap="submit">立即签到</button>
</view>
`);
  });

  it('but a sequence of other calls builds nothing', () => {
    expect(markup('function f(a) { return (0, r.log)(), (0, r.post)("/api/save", a, 3) }')).toBeUndefined();
    expect(markup('function f(a) { return (0, r.start)(), (0, s.track)("click", null, a) }')).toBeUndefined();
  });
});

it('other functions are no render functions', () => {
  expect(markup('function f(a) { return a.map((x) => x.name) }')).toBeUndefined();
  expect(markup('const f = () => request("get", { url: "/a" }, next)')).toBeUndefined();
});

it('offsets lead to the words', () => {
  const text = 'const f = () => createElementVNode("text", { title: "标题" }, "签到")';
  const [element] = decode(text)!;
  expect(element?.type === 'element' && [element.attributes[0]!.offset, element.children[0]!.offset]).toEqual([
    text.indexOf('"标题"'),
    text.indexOf('"签到"'),
  ]);
});

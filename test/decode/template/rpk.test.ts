import { describe, expect, it } from 'vitest';
import { parseScript } from '../../../src/decode/javascript/parse.js';
import type { MarkupNode } from '../../../src/decode/template/markup.js';
import { renderMarkup } from '../../../src/decode/template/render.js';
import { decodeRpkTemplates, objectToMarkup } from '../../../src/decode/template/rpk.js';
import { openInput } from '../../../src/open/index.js';

function templates(source: string): { text: string; at: string }[] {
  const program = parseScript(source)!.file.program;
  return decodeRpkTemplates(program).map(({ nodes, offset }) => ({
    text: renderMarkup(nodes),
    at: source.slice(offset, offset + 8),
  }));
}

function places(source: string, nodes: MarkupNode[]): string[] {
  return nodes.flatMap((node) =>
    node.type === 'text'
      ? [source.slice(node.offset, node.offset + 4)]
      : [
          ...node.attributes.map(({ name, offset }) => `${name} ${source.slice(offset, offset + 4)}`),
          ...places(source, node.children),
        ],
  );
}

describe('compiled quick-app templates', () => {
  it('texts, inputs, conditions, loops and handlers read like the source', () => {
    const source = `t.exports={type:"div",attr:{},classList:["page"],style:{paddingTop:"3px"},children:[
{type:"text",attr:{value:function(){return"共 "+this.rows.length+" 条"}},shown:function(){return!this.a&&(this.b||1)}},
{type:"text",attr:{value:function(){return this.signed?"\\u5df2\\u7b7e\\u5230":"未签到"}},repeat:{exp:function(){return this.rows},key:"i",value:"row"}},
{type:"input",attr:{type:"button",value:"立即签到",disabled:!0},events:{click:"onSign"}},
{type:"text",attr:{value:"去"},classList:function(){return["a",this.b]},events:{click:function(e){return this.open(this.$item.uri,e)}},repeat:function(){return this.list}}]}`;
    expect(templates(source)).toEqual([
      {
        at: '{type:"d',
        text: `<div class="page" style="padding-top: 3px">
  <text if="{{!a && (b || 1)}}">共 {{rows.length}} 条</text>
  <text for="{{(i, row) in rows}}">{{signed ? '已签到' : '未签到'}}</text>
  <input type="button" value="立即签到" disabled="true" onclick="onSign" />
  <text for="{{list}}" class="{{['a', b]}}" onclick="open($item.uri)">去</text>
</div>
`,
      },
    ]);
  });

  it('values stand at their offsets', () => {
    const source = `x={"type":"div","attr":{"id":"main"},"children":[{"type":"text","attr":{"value":"签到打卡"}}]}`;
    const [found] = decodeRpkTemplates(parseScript(source)!.file.program);
    expect(places(source, found!.nodes)).toEqual(['id main', '签到打卡']);
  });

  it('modules of a development build are read out of their strings, offsets lead into the file', () => {
    const inner =
      'module.exports = {\n "type": "div", "attr": {}, "children": [{"type": "text", "attr": {"value": "签到打卡"}}]}';
    const source = `x({1:function(m){eval(${JSON.stringify(inner)})}})`;
    const [found] = decodeRpkTemplates(parseScript(source)!.file.program);
    expect(renderMarkup(found!.nodes)).toBe('<div>\n  <text>签到打卡</text>\n</div>\n');
    expect(places(source, found!.nodes)).toEqual(['签到打卡']);
    expect(source.slice(found!.offset, found!.offset + 4)).toBe('{\\n ');
  });

  it('the short names of an optimising build read as the long ones', () => {
    const source = `e.exports={t:"div",a:{},cL:["page"],c:[{t:"text",a:{value:"去签到"},e:{click:"goSign"}}]}`;
    expect(templates(source).map(({ text }) => text)).toEqual([
      '<div class="page">\n  <text onclick="goSign">去签到</text>\n</div>\n',
    ]);
  });

  it('other objects with a type are none', () => {
    expect(templates('a({type:"get",data:{}});b={type:"x",attr:{}};c={attr:{},children:[]}')).toEqual([]);
    expect(templates('a({t:"get",a:{},c:[]});e.exports={t:1,a:{}}')).toEqual([]);
  });

  it('from JSON, functions are sources', () => {
    expect(
      renderMarkup(
        objectToMarkup({
          type: 'div',
          attr: {},
          children: [
            { type: 'text', attr: { value: 'function () {return this.score}' } },
            { type: 'text', attr: { value: 'functional' } },
          ],
        }),
      ),
    ).toBe('<div>\n  <text>{{score}}</text>\n  <text>functional</text>\n</div>\n');
    expect(objectToMarkup(['a'])).toEqual([]);
  });

  it('every page of the sample quick app has one', () => {
    const opened = openInput(new URL('../../../fixtures/packages/quickapp-redline.rpk', import.meta.url).pathname);
    const pages = opened.trees[0]!.entries.filter(({ name }) => /\/index\.js$/.test(name));
    const found = pages.map((entry) => [entry.name, templates(entry.read().toString('utf8')).map(({ text }) => text)]);
    expect(Object.fromEntries(found)).toEqual({
      'pages/index/index.js': [
        '<div class="page">\n  <text for="{{entries}}" class="entry" onclick="open($item.uri)">{{$item.name}}</text>\n</div>\n',
      ],
      'pages/points/index.js': [expect.stringContaining('<text class="mine">我的积分:{{score}}分,当前第{{rank}}名</text>')],
      'pages/sign/index.js': [expect.stringContaining('<input type="button" value="立即签到" class="btn" onclick="onSign" />')],
      'work/track/index.js': [expect.stringContaining('<text>本次巡查已记录 {{points.length}} 个位置</text>')],
    });
  });
});

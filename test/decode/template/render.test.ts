import { describe, expect, it } from 'vitest';
import { decodeMarkup, type MarkupNode } from '../../../src/decode/template/markup.js';
import { renderMarkup } from '../../../src/decode/template/render.js';

describe('rendered markup', () => {
  it('is indented, short texts stay on the line of their element', () => {
    const source = `<view  class="a"><text>标题
  第二行</text><input disabled/>尾 <block>${'长'.repeat(100)}</block></view>`;
    expect(renderMarkup(decodeMarkup(source, { xml: true }).nodes)).toBe(`<view class="a">
  <text>标题 第二行</text>
  <input disabled />
  尾
  <block>
    ${'长'.repeat(100)}
  </block>
</view>
`);
  });

  it('keeps the signs of expressions and escapes what would be read as markup', () => {
    const nodes: MarkupNode[] = [
      {
        type: 'element',
        name: 'view',
        attributes: [
          { name: 'wx:if', value: '{{a && b < c}}', offset: 0 },
          { name: 'title', value: '"引" &amp;', offset: 0 },
        ],
        children: [{ type: 'text', value: '<b> {{a<b}} &lt; R&D', offset: 0 }],
        offset: 0,
      },
    ];
    const text = renderMarkup(nodes);
    expect(text).toBe('<view wx:if="{{a && b < c}}" title="&quot;引&quot; &amp;amp;">&lt;b> {{a<b}} &amp;lt; R&D</view>\n');
    expect(renderMarkup(decodeMarkup(text, { xml: true }).nodes)).toBe(text);
  });

  it('of nothing is empty', () => {
    expect(renderMarkup([])).toBe('');
  });
});

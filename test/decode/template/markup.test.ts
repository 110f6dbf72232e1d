import { describe, expect, it } from 'vitest';
import { decodeMarkup, type MarkupNode } from '../../../src/decode/template/markup.js';
import { renderMarkup } from '../../../src/decode/template/render.js';

function xml(source: string): string {
  return renderMarkup(decodeMarkup(source, { xml: true }).nodes);
}

function html(source: string): string {
  return renderMarkup(decodeMarkup(source).nodes);
}

/** Every offset with what stands there in the source. */
function places(source: string, nodes: MarkupNode[]): string[] {
  return nodes.flatMap((node) => {
    const at = (offset: number): string => source.slice(offset, offset + 6);
    if (node.type === 'text') return [`text ${at(node.offset)}`];
    return [
      `${node.name} ${at(node.offset)}`,
      ...node.attributes.map(({ name, offset }) => `${name} ${at(offset)}`),
      ...places(source, node.children),
    ];
  });
}

describe('markup', () => {
  it('elements, attributes and texts know where they stand', () => {
    const source = `<view class="card" hidden bindtap='go' data-n = "1">
  签到 <text>{{n}}</text></view>`;
    expect(places(source, decodeMarkup(source, { xml: true }).nodes)).toEqual([
      'view <view ',
      'class card" ',
      'hidden hidden',
      "bindtap go' da",
      'data-n 1">\n  ',
      'text 签到 <te',
      'text <text>',
      'text {{n}}<',
    ]);
  });

  it('unclosed tags end with what is around them', () => {
    expect(xml('<view><text>甲</view><view>乙')).toBe('<view>\n  <text>甲</text>\n</view>\n<view>乙</view>\n');
    expect(decodeMarkup('<div><p>甲</div>').problems.map(({ message }) => message)).toEqual(['<p> is not closed']);
  });

  it('a sign of comparison inside an expression opens no tag', () => {
    expect(xml('<view wx:if="{{a<b}}">{{a<b ? "少" : "多"}}</view>')).toBe(
      '<view wx:if="{{a<b}}">{{a<b ? "少" : "多"}}</view>\n',
    );
    expect(html('<p :class="{ on: a<b }">{{ a<b && c>d ? f({x: 1}) : 0 }}</p>')).toBe(
      '<p :class="{ on: a<b }">{{ a<b && c>d ? f({x: 1}) : 0 }}</p>\n',
    );
  });

  it('unquoted attributes, and attributes without a value', () => {
    expect(html('<input type=text disabled v-model=name>')).toBe('<input type="text" disabled v-model="name" />\n');
  });

  it('entities are resolved, half of one is text', () => {
    expect(decodeMarkup('<text>A&amp;B&#20013; &lt;签到&gt; R&D</text>', { xml: true }).nodes[0]).toMatchObject({
      children: [{ type: 'text', value: 'A&B中 <签到> R&D' }],
    });
  });

  it('templates nest, comments and scripts leave nothing', () => {
    expect(html('<template v-if="a"><!-- 积分 --><template #foot>甲</template><script>var 乙 = "<p>"</script></template>')).toBe(
      '<template v-if="a">\n  <template #foot>甲</template>\n  <script />\n</template>\n',
    );
    expect(xml('<wxs module="m">var a = 1 < 2;</wxs><view>甲</view>')).toContain('<view>甲</view>');
  });

  it('in XML any tag closes itself and none is void, in HTML some are void', () => {
    expect(xml('<view/><input>甲</input>')).toBe('<view />\n<input>甲</input>\n');
    expect(html('<br>甲<view/>乙')).toBe('<br />\n甲\n<view />\n乙\n');
  });

  it('names keep their capitals', () => {
    expect(html('<MyCard onClick="a" :openType="b"/>')).toBe('<MyCard onClick="a" :openType="b" />\n');
  });

  it.each([
    '<',
    '<view',
    '<view class="',
    '<view a=',
    '</view>',
    '<!--',
    '<![CDATA[',
    '{{',
    '<view>{{a</view>',
    '&#xffffffff;',
    '\0',
  ])('%j does not throw', (source) => {
    expect(() => decodeMarkup(source)).not.toThrow();
    expect(() => decodeMarkup(source, { xml: true })).not.toThrow();
  });

  it('nesting without end is made flat', () => {
    const { nodes, problems } = decodeMarkup(`${'<view>'.repeat(5000)}签到`, { xml: true });
    let depth = 0;
    for (let list = nodes; list[0]?.type === 'element'; list = list[0].children) depth++;
    expect(depth).toBeLessThan(500);
    expect(problems[0]?.message).toBe('nested too deeply');
  });

  it('many unclosed expressions are read in time', () => {
    const started = performance.now();
    decodeMarkup('{{a '.repeat(50_000), { xml: true });
    decodeMarkup(`${'<view a="{{'.repeat(20_000)}`, { xml: true });
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

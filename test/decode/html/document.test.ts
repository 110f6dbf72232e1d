import { describe, expect, it } from 'vitest';
import { decodeHtml, decodePageText, isText } from '../../../src/decode/html/index.js';

const PAGE = `<!DOCTYPE html><HTML><head><title> 外勤
签到 </title><meta name="description" content="不显示"><style>.a{content:"样式"}</style></head>
<body onload="start()"><!-- 注释 --><P>第一<p>第二</p><script src="a.js"></script><script>var a = "<b>x</b>";</script>
<script type="text/template"><li @click="go">行</li></script><template><i>段</i></template><noscript>请打开脚本</noscript></body></HTML>`;

describe('a page', () => {
  it('is what it shows and what it runs; comments, styles and meta are neither', () => {
    const { title, nodes, scripts } = decodeHtml(PAGE);
    const texts: string[] = [];
    const collect = (list: typeof nodes): void => {
      for (const node of list) {
        if (node.type === 'element') collect(node.children);
        else if (node.value.trim()) texts.push(PAGE.slice(node.offset, node.offset + node.value.trim().length));
      }
    };
    collect(nodes);
    expect(title).toEqual({ value: '外勤 签到', offset: PAGE.indexOf('外勤') });
    expect(texts).toEqual(['第一', '第二', '行', '段']);
    expect(scripts.map(({ src, start, end }) => src ?? PAGE.slice(start, end))).toEqual(['a.js', 'var a = "<b>x</b>";']);
    expect(nodes[0]).toMatchObject({ name: 'body', attributes: [{ name: 'onload', value: 'start()' }] });
  });

  it('is text in UTF-8, UTF-16 and GB 18030; an encrypted one is not', () => {
    const gbk = Buffer.from([0x3c, 0x70, 0x3e, 0xc7, 0xa9, 0xb5, 0xbd]);
    expect([decodePageText(gbk), isText(gbk)]).toEqual(['<p>签到', true]);
    expect(decodePageText(Buffer.from('\ufeff签到', 'utf16le'))).toBe('签到');
    expect(isText(Buffer.from(Array.from({ length: 512 }, (_, i) => (i * 167) & 255)))).toBe(false);
  });
});

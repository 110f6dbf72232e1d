import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { highlight } from '../../src/report/html/highlight.js';
import { html } from '../../src/report/html/index.js';
import { render } from '../../src/report/html/markup.js';
import { activeCharacters, hostileResult } from '../support/hostile-result.js';
import { cleanResult, packedResult, sampleResult } from '../support/sample-result.js';

const { write } = html;
const options = { lang: 'zh', color: false, width: 80 } as const;

interface Page {
  tags: string[];
  attributes: [string, string][];
  text: string;
}

function read(html: string): Page {
  const page: Page = { tags: [], attributes: [], text: '' };
  const parser = new Parser({
    onopentag: (tag, attributes) => {
      page.tags.push(tag);
      page.attributes.push(...Object.entries(attributes));
    },
    ontext: (text) => {
      page.text += text;
    },
  });
  parser.end(html);
  return page;
}

describe('html', () => {
  it('is one page that runs nothing and loads nothing', () => {
    const html = write([sampleResult()], options);
    const { tags, attributes } = read(html);
    expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="zh-CN">/);
    expect(attributes).toContainEqual(['content', "default-src 'none'; style-src 'unsafe-inline'"]);
    expect(tags.filter((tag) => /^(script|link|img|iframe|object|embed|form|base|svg)$/.test(tag))).toEqual([]);
    expect(attributes.filter(([name]) => /^on|^src|^style$|^action$/.test(name))).toEqual([]);
    expect(html).not.toMatch(/url\(|@import/);
  });

  it('every link leads to an anchor on the page', () => {
    const { attributes } = read(write([sampleResult(), sampleResult()], options));
    const ids = attributes.filter(([name]) => name === 'id').map(([, id]) => id);
    const targets = attributes.filter(([name]) => name === 'href').map(([, href]) => href.slice(1));
    expect(new Set(ids).size).toBe(ids.length);
    expect(targets.length).toBeGreaterThan(10);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  it('nothing from a package becomes markup: the same tags and attributes stand on the page', () => {
    const plain = read(write([sampleResult({ declaration: { name: 'x' } })], options));
    const html = write([hostileResult()], options);
    const hostile = read(html);
    const ours = (tags: string[]): string[] => tags.filter((tag) => tag !== 'mark');
    expect(ours(hostile.tags)).toEqual(ours(plain.tags));
    expect(hostile.attributes).toEqual(plain.attributes);
    expect(hostile.text).toContain(`"><script>alert('1')</script><img src=x onerror=alert(1)>&lt;`);
    expect(activeCharacters(html)).toEqual([]);
    expect(hostile.text).toContain('[U+202E]');
  });

  it('an object of the declaration cannot pose as markup', () => {
    const html = write([sampleResult({ declaration: { markup: '<b id="posed">x</b>', 'Symbol(markup)': '<u>' } })], options);
    expect(read(html).attributes).not.toContainEqual(['id', 'posed']);
    expect(html).not.toContain('<u>');
  });

  it('holds what a reviewer needs: digests, signature block, draft mark, places, the unit’s answer', () => {
    const { text } = read(write([sampleResult()], options));
    const { sha256, sm3 } = sampleResult().package;
    for (const words of [
      sha256,
      sm3,
      '报告编号 ZWJC-20260305-5f70bf18',
      '草稿（未经审核）',
      '检测审核批准',
      '单位说明：',
      'grid.wxapkg!app-service.js:12:7',
      'grid.apk!classes.dex#cn.example.grid.SignActivity.submit(Landroid/view/View;)V',
      'grid.wxapkg!app-service.js@48213',
      '2026年3月5日 08:30',
      '不构成备案或者不予备案的结论',
    ])
      expect(text).toContain(words);
    expect(text).not.toMatch(/合格|通过|得分/);
  });

  it('an undetermined and an unsuspicious result say what was not read and that neither is an approval', () => {
    const packed = read(write([packedResult()], options)).text;
    expect(packed).toContain('请提交未加固的同版本安装包');
    expect(packed).toMatch(/代码已加固（未读部分：代码、页面、界面文字 98%）/);
    const clean = read(write([cleanResult()], options)).text;
    expect(clean).toContain('未发现不等于不存在');
    expect(packed + clean).not.toMatch(/合格|通过|得分/);
  });

  it('names a text by its position, and says which evidence the screen sets off', () => {
    const { text } = read(write([sampleResult()], options));
    expect(text).toContain('按钮文字');
    expect(text).toContain('接口 · 由页面操作触发');
  });

  it('gives the same bytes for the same document, and an English page on request', () => {
    expect(write([sampleResult()], options)).toBe(write([sampleResult()], options));
    expect(read(write([sampleResult()], { ...options, lang: 'en' })).text).toContain('DRAFT (not reviewed)');
  });
});

describe('highlight', () => {
  it.each([
    ["title: '外勤签到'", '“外勤签到”', 'title: &#39;<mark>外勤签到</mark>&#39;'],
    ["'累计' + days + '天'", '“累计{days}天”', '&#39;<mark>累计</mark>&#39; + <mark>days</mark> + &#39;天&#39;'],
    ['t.post("/api/a/b",x)', 'POST /api/a/b（t.post）', '<mark>t.post</mark>(&quot;<mark>/api/a/b</mark>&quot;,x)'],
    ['nothing here', '“签到”', 'nothing here'],
    ['<b>签到</b>', '“<b>签到”', '<mark>&lt;b&gt;签到</mark>&lt;/b&gt;'],
  ])('%s with %s', (excerpt, what, marked) => {
    expect(render(highlight(excerpt, what))).toBe(marked);
  });
});

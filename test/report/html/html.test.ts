import { createHash } from 'node:crypto';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { html } from '../../../src/report/html/index.js';
import { inline } from '../../../src/report/html/inline.js';
import { markedPieces } from '../../../src/report/marks.js';
import { render } from '../../../src/report/markup.js';
import { readSeals, sealOf } from '../../../src/report/seal.js';
import { activeCharacters, hostileResult } from '../../support/hostile-result.js';
import { cleanResult, packedResult, sampleResult } from '../../support/sample-result.js';

const { write } = html;
const options = { lang: 'zh', color: false, width: 80 } as const;

interface Page {
  tags: string[];
  attributes: [string, string][];
  text: string;
}

/** Drawings have as many lines as their texts need. */
const DRAWN = /^(text|rect|polyline|polygon)$/;
const notDrawn = ([name, value]: [string, string]): boolean =>
  !/^(x|y|width|height|points|viewbox|stroke.*|font-.*|text-anchor)$/i.test(name) &&
  !/^hollow|^[fs]-/.test(value) &&
  name !== 'content';

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
  it('is one page that loads nothing, and runs its own script alone, which is the same in every page', () => {
    const html = write([sampleResult()], options);
    const { tags, attributes } = read(html);
    const script = /<script>([\s\S]*?)<\/script>/.exec(html)![1]!;
    const sheet = /<style>([\s\S]*?)<\/style>/.exec(html)![1]!;
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="zh-CN">/);
    expect(attributes).toContainEqual([
      'content',
      `default-src 'none'; style-src ${hash(sheet)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`,
    ]);
    expect(tags.filter((tag) => /^(link|img|iframe|object|embed|base)$/.test(tag))).toEqual([]);
    expect(tags.filter((tag) => tag === 'script')).toHaveLength(1);
    expect(attributes.filter(([name]) => /^on|^src|^style$|^action$/.test(name))).toEqual([]);
    expect(html).not.toMatch(/url\(|@import/);
    expect(script).not.toMatch(/eval|innerHTML|fetch|import/);
    for (const [document, lang] of [
      [packedResult(), 'zh'],
      [hostileResult(), 'en'],
    ] as const)
      expect(write([document], { ...options, lang })).toContain(`<script>${script}</script>`);
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
    const ours = (tags: string[]): string[] => tags.filter((tag) => tag !== 'mark' && !DRAWN.test(tag));
    expect(ours(hostile.tags)).toEqual(ours(plain.tags));
    expect(new Set(hostile.tags)).toEqual(new Set(plain.tags));
    expect(hostile.attributes.filter(notDrawn)).toEqual(plain.attributes.filter(notDrawn));
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
      '单位说明',
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
    expect(packed).toMatch(/代码已加固/);
    expect(packed).toMatch(/未读比例98%/);
    const clean = read(write([cleanResult()], options)).text;
    expect(clean).toContain('未发现不等于不存在');
    expect(packed + clean).not.toMatch(/合格|通过|得分/);
  });

  it('names a text by its position, and says which evidence the screen sets off', () => {
    const { text } = read(write([sampleResult()], options));
    expect(text).toContain('按钮文字');
    expect(text).toContain('接口 · 由页面操作触发');
  });

  it('carries the seal of every report once, in their order', () => {
    const documents = [sampleResult(), packedResult()];
    expect(readSeals(write(documents, options))).toEqual(documents.map(sealOf));
  });

  it('says what a drawing shows to those who do not see it', () => {
    const html = write([sampleResult()], options);
    const drawings = [
      ...html.matchAll(
        /<svg role="img" aria-labelledby="(\S+) (\S+)"[^>]*>\n<title id="(\S+)">([^<]+)<\/title><desc id="(\S+)">([^<]+)</g,
      ),
    ];
    expect(drawings.length).toBe(html.split('<svg').length - 1);
    for (const [, title, desc, titleId, , descId] of drawings) expect([title, desc]).toEqual([titleId, descId]);
    expect(drawings[0]![6]).toContain('已读的比例 脚本（已解析/总数） 29 / 30');
  });

  it('takes the settings of the unit, and allows pictures only for its logo', () => {
    const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
    const settings = {
      organisation: '示例“检测”中心<b>',
      classification: '工作秘密',
      logo: { bytes, type: 'png' },
      draft: false,
    } as const;
    const html = write([sampleResult()], { ...options, settings });
    expect(read(html).attributes).toContainEqual(['src', 'data:image/png;base64,iVBORw==']);
    expect(read(html).text).toContain('示例“检测”中心<b>');
    expect(html).toContain('img-src data:');
    expect(html).not.toContain('草稿');
  });

  it('gives the same bytes for the same document, and an English page on request', () => {
    expect(write([sampleResult()], options)).toBe(write([sampleResult()], options));
    expect(read(write([sampleResult()], { ...options, lang: 'en' })).text).toContain('DRAFT (not reviewed)');
  });
});

describe('excerpts', () => {
  it.each([
    ["title: '外勤签到'", '“外勤签到”', 'title: &#39;<mark>外勤签到</mark>&#39;'],
    ["'累计' + days + '天'", '“累计{days}天”', '&#39;<mark>累计</mark>&#39; + <mark>days</mark> + &#39;天&#39;'],
    ['t.post("/api/a/b",x)', 'POST /api/a/b（t.post）', '<mark>t.post</mark>(&quot;<mark>/api/a/b</mark>&quot;,x)'],
    ['nothing here', '“签到”', 'nothing here'],
    ['<b>签到</b>', '“<b>签到”', '<mark>&lt;b&gt;签到</mark>&lt;/b&gt;'],
  ])('%s with %s', (excerpt, what, marked) => {
    expect(render(inline(markedPieces(excerpt, what)))).toBe(marked);
  });
});

import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import type { LimitFact } from '../../../src/facts/types.js';
import { openBuffer } from '../../../src/open/index.js';
import { buildZip } from '../../support/zip-writer.js';

/** Limits of a small project whose pages are given as name → WXML. */
function limitsOf(pages: Record<string, string>): { reason: string; share?: number }[] {
  const files = [{ name: 'app.json', data: JSON.stringify({ pages: Object.keys(pages) }) }];
  for (const [page, wxml] of Object.entries(pages))
    files.push({ name: `${page}.wxml`, data: wxml }, { name: `${page}.js`, data: 'Page({})' });
  return extractFacts(openBuffer('app.zip', buildZip(files)), '0').facts.flatMap((fact) =>
    fact.kind === 'limit' ? [{ reason: fact.reason, share: fact.share }] : [],
  );
}

const TEXT = '<view>办事指南</view><view>联系我们</view><view>常见问题</view>';

describe('limits of a mini-program', () => {
  it('says how many of the pages are only a web-view, however few: one in four is not a clean app', () => {
    const pages = { 'pages/a/a': TEXT, 'pages/b/b': TEXT, 'pages/c/c': TEXT, 'pages/web/web': '<web-view src="{{url}}"/>' };
    expect(limitsOf(pages)).toEqual([{ reason: 'remote-content', share: 0.25 }]);
  });

  it('takes an app that opens with a web-view for a shell, whatever other pages it has', () => {
    const pages = {
      'pages/web/web': '<web-view src="https://h5.example.gov.cn/"/>',
      ...Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`pages/p${i}/p`, TEXT])),
    };
    expect(limitsOf(pages)).toEqual([{ reason: 'remote-content', share: undefined }]);
  });

  it('names the pages and what they are seen to load: in the element, in the script, in what opens them', () => {
    const files = {
      'app.json': '{"pages":["pages/a/a","pages/own/own","pages/data/data","pages/any/any","pages/late/late"]}',
      'pages/a/a.wxml': `${TEXT}<button bindtap="open">须知</button>`,
      'pages/a/a.js':
        "Page({ open() { const to = 'https://www.example.gov.cn/notice.html?user=7'; wx.navigateTo({ url: '/pages/any/any?url=' + encodeURIComponent(to) }) }, more() { wx.navigateTo({ url: '/pages/any/any?url=https%3A%2F%2Fm.example.gov.cn%2Fhelp' }) } })",
      'pages/own/own.wxml': '<web-view src="https://h5.example.gov.cn/own/"/>',
      'pages/own/own.js': 'Page({})',
      'pages/data/data.wxml': '<web-view src="{{address}}"/>',
      'pages/data/data.js': "Page({ data: { address: 'https://h5.example.gov.cn/data' } })",
      'pages/any/any.wxml': '<web-view src="{{url}}"/>',
      'pages/any/any.js': 'Page({ onLoad({ url }) { this.setData({ url }) } })',
      'pages/late/late.wxml': '<web-view src="{{url}}"/>',
      'pages/late/late.js': 'Page({ onLoad({ url }) { this.setData({ url }) } })',
    };
    const data = buildZip(Object.entries(files).map(([name, data]) => ({ name, data })));
    const details = extractFacts(openBuffer('app.zip', data), '0').facts.flatMap((fact) =>
      fact.kind === 'limit' ? [fact.detail] : [],
    );
    expect(details).toEqual([
      '5 个页面中有 4 个只装载网页（web-view），网页内容不在包内，未能检查。请一并提交所装载的 H5 页面（pages/own/own：https://h5.example.gov.cn/own/；pages/data/data：https://h5.example.gov.cn/data；pages/any/any：https://www.example.gov.cn/notice.html、https://m.example.gov.cn/help；pages/late/late：地址运行时给出）。',
    ]);
  });

  it('has none where no page is a web-view', () => {
    expect(limitsOf({ 'pages/a/a': TEXT })).toEqual([]);
  });
});

describe('what configuration registers as a page is a page of the app', () => {
  const pages = (...paths: string[]): string => JSON.stringify({ pages: paths.map((path) => ({ path })) });
  const sign =
    '<template><view><button @click="sign">现场签到</button></view></template><script>export default { methods: { sign() {} } }</script>';
  const read = (files: Record<string, string>) =>
    extractFacts(openBuffer('app.zip', buildZip(Object.entries(files).map(([name, data]) => ({ name, data })))), '0').facts;
  const limits = (facts: ReturnType<typeof read>): string[] =>
    facts.filter((fact): fact is LimitFact => fact.kind === 'limit').map(({ reason, detail }) => `${reason} ${detail}`);
  const texts = (facts: ReturnType<typeof read>): string[] =>
    facts.flatMap((fact) => (fact.kind === 'text' && fact.owner === 'own' ? [fact.value] : []));

  it.each([
    ['called as tests are', 'pages/test/test'],
    ['kept with the documents', 'docs/help'],
    ['copied from a plug-in', 'uni_modules/uni-id-pages/pages/login/login-withpwd'],
  ])('%s: %s', (_, page) => {
    const facts = read({
      'pages.json': pages('pages/a/a', page),
      'pages/a/a.vue': sign.replace('签到', '办事'),
      [`${page}.vue`]: sign,
    });
    expect([limits(facts), texts(facts)]).toEqual([[], expect.arrayContaining(['现场签到'])]);
  });

  it('but what no configuration names is a test, a document, a plug-in as before', () => {
    const facts = read({
      'pages.json': pages('pages/a/a'),
      'pages/a/a.vue': sign.replace('签到', '办事'),
      'pages/a/a.spec.js': `it('signs', () => toast('现场签到'))`,
      'test/b.vue': sign,
      'uni_modules/c/c.vue': sign,
    });
    expect(texts(facts)).toEqual(['现场办事']);
  });

  it('one whose script is broken is not said to have no file', () => {
    const facts = read({
      'app.json': '{"pages":["pages/a/a","pages/b/b"]}',
      'pages/a/a.wxml': TEXT,
      'pages/a/a.js': 'Page({})',
      'pages/b/b.js': 'Page({ sign() { return a(b]; } })',
    });
    expect(limits(facts)).toEqual([
      'parse-failed 配置登记的 2 个页面中有 1 个的文件未能解析（pages/b/b），未能检查。请提交能被解析的同版本代码。',
      'parse-failed pages/b/b.js 不是能解析的脚本。请提交能被解析的同版本代码。',
    ]);
  });

  it('one with buttons and no script at all is told of', () => {
    const facts = read({
      'app.json': '{"pages":["pages/a/a","pages/b/b","pages/c/c"]}',
      'pages/a/a.wxml': '<button bindtap="sign">签到</button>',
      'pages/b/b.wxml': '<button bindtap="sign">签到</button>',
      'pages/b/b.js': 'Page({ sign() {} })',
      'pages/c/c.wxml': '<view>说明</view>',
    });
    expect(limits(facts)).toEqual([
      'missing-subpackage 配置登记的 3 个页面中有 1 个只有模板，没有脚本（pages/a/a），未能检查。请补交缺少的脚本。',
    ]);
  });
});

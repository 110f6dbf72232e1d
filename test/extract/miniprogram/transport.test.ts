import { expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

/** `path ← screens` of each request, `!` where a handler leads to it. */
function asked(http: string, pages: Record<string, string>): string[] {
  const ids = Object.keys(pages).map((name) => `pages/${name}/${name}`);
  const files = Object.entries(pages).flatMap(([name, script]) => [
    [`pages/${name}/${name}.wxml`, '<button bindtap="tap">提交</button>'],
    [`pages/${name}/${name}.js`, `import { request, post, logout } from '../../http'; ${script}`],
  ]);
  const { facts } = extractFacts(
    openFiles('app', { 'app.json': JSON.stringify({ pages: ids }), 'http.js': http, ...Object.fromEntries(files) }),
    '0',
  );
  return facts
    .flatMap((fact) => (fact.kind === 'request' ? [`${fact.path} ← ${fact.screens.join(' ')}${fact.linked ? ' !' : ''}`] : []))
    .sort();
}

const REFRESH = `function renew() { return wx.request({ url: 'https://a.gov.cn/token/refresh', method: 'POST' }) }
  export function logout() { wx.request({ url: 'https://a.gov.cn/logout', method: 'POST' }) }
  export const post = (url, data) => request({ url, data, method: 'POST' });`;
const PAGES = {
  list: `Page({ tap() { request({ url: '/list/all' }) } })`,
  me: `Page({ tap() { logout() } })`,
};

it.each([
  [
    'by its options',
    `export function request(options) { return new Promise((resolve) => { wx.request({ url: 'https://a.gov.cn' + options.url, data: options.data, success(res) {
      if (res.statusCode === 401) renew().then(() => request(options)); if (res.statusCode === 403) logout(); resolve(res) } }) }) }`,
  ],
  [
    'taken to pieces',
    `export const request = async ({ url, data, method = 'GET' }) => { const full = \`\${BASE}/api\${url}\`; const res = await wx.request({ url: full, data, method });
      if (res.statusCode === 401) await renew(); if (res.statusCode === 403) logout(); return res }`,
  ],
  [
    'handed on whole',
    `export function request(options) { check(); return wx.request({ ...options, fail() { renew(); logout() } }) } function check() {}`,
  ],
  [
    'one wrapped in another',
    `function send(url, data) { wx.request({ url: HOST + url, data }) }
     export function request(options) { if (expired()) renew(); send(options.url, options.data); if (left()) logout() }`,
  ],
])('what sending itself asks a server is asked by no page that sends: an address %s', (_, request) => {
  const found = asked(`${REFRESH}\n${request}`, PAGES);
  expect(found).toContain('/list/all ← pages/list/list !');
  expect(found).toContain('https://a.gov.cn/logout ← pages/me/me !');
  expect(found).toContain('https://a.gov.cn/token/refresh ← pages/list/list');
});

it('a function with an address of its own is no such way: what follows on it belongs to the page', () => {
  const http = `${REFRESH} function request() {}
    export function report(id, data) { wx.request({ url: '/api/report/' + id, data, success() { renew(); note() } }) }
    function note() { wx.request({ url: '/api/note/add', method: 'POST' }) }`;
  const found = asked(http, { list: `import { report } from '../../http'; Page({ tap() { report(1, {}) } })` });
  expect(found).toContain('/api/note/add ← pages/list/list !');
  expect(found).toContain('https://a.gov.cn/token/refresh ← pages/list/list !');
});

it('a page that carries its own requests asks what it asks', () => {
  const page = `Page({ tap() { this.send('/a/b') }, send(url) { wx.request({ url: HOST + url, success: () => { wx.request({ url: '/a/done', method: 'POST' }) } }) } })`;
  expect(asked('export function request() {} export function post() {} export function logout() {}', { list: page })).toContain(
    '/a/done ← pages/list/list !',
  );
});

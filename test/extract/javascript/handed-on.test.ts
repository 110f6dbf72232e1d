import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

const PAGE = `import { report } from '../../api'
Page({ up() { wx.getLocation({ success: (res) => report({ lat: res.latitude, lng: res.longitude }) }) } })`;
const OTHER = `import { report } from '../../api'
Page({ save() { report({ title: this.data.title }) } })`;
const HTTP = `export const post = (url, data) => wx.request({ url: 'https://x.gov.cn' + url, data, method: 'POST' })
export default (options) => wx.request({ ...options, url: 'https://x.gov.cn' + options.url })`;

/** What is sent to addresses of their own, by which call, on which page. */
function sent(api: string, pages: Record<string, string> = { a: PAGE, b: OTHER }): string[] {
  const files: Record<string, string> = {
    'app.json': JSON.stringify({ pages: Object.keys(pages).map((name) => `pages/${name}/${name}`) }),
    'app.js': 'App({})',
    'http.js': HTTP,
    'api.js': api,
  };
  for (const [name, script] of Object.entries(pages)) {
    files[`pages/${name}/${name}.js`] = script;
    files[`pages/${name}/${name}.wxml`] = '<button bindtap="up">上报</button><button bindtap="save">保存</button>';
  }
  return extractFacts(openFiles('app', files), '0').facts.flatMap((fact) =>
    fact.kind === 'request' && fact.params.length > 0
      ? [`${fact.method} ${fact.path} ${fact.via} ${fact.params} ${fact.sends} [${fact.screens}]${fact.linked ? ' linked' : ''}`]
      : [],
  );
}

const EACH = ['POST /track/add report lat,lng location [pages/a/a] linked', 'POST /track/add report title  [pages/b/b] linked'];

describe('what callers give a function that sends it to an address of its own', () => {
  it.each([
    [
      'a wrapper with the method in its name',
      "import { post } from './http'\nexport const report = (data) => post('/track/add', data)",
    ],
    [
      'options',
      "import request from './http'\nexport function report(data) { return request({ url: '/track/add', method: 'POST', data }) }",
    ],
    [
      'options under another name',
      "import request from './http'\nexport function report(form) { return request({ url: '/track/add', method: 'POST', data: form }) }",
    ],
    ['spread', "import { post } from './http'\nexport const report = (data) => post('/track/add', { ...data })"],
    ['made a text', "import { post } from './http'\nexport const report = (data) => post('/track/add', JSON.stringify(data))"],
    [
      'exported under another name',
      "import { post } from './http'\nfunction send(data) { return post('/track/add', data) }\nexport { send as report }",
    ],
  ])('through %s', (_, api) => expect(sent(api).sort()).toEqual(EACH));

  it('through a function in between', () => {
    const api = `import { post } from './http'
      const send = (body) => post('/track/add', body)
      export const report = (data) => send(data)`;
    expect(sent(api, { a: PAGE })).toEqual([EACH[0]]);
  });

  it('what a wrapper sends where its caller says belongs to no page of another', () => {
    const api = "import { post } from './http'\nexport const report = () => post('/track/ask')";
    expect(sent(api)).toEqual([]);
  });

  it('a name of its own is not the parameter', () => {
    const api =
      "import { post } from './http'\nexport const report = (form) => { const data = { id: 1 }; return post('/track/add', data) }";
    expect(sent(api, { a: PAGE })).toEqual(['POST /track/add post id  [pages/a/a] linked']);
  });
});

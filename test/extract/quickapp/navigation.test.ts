import { describe, expect, it } from 'vitest';
import { bundle, extract, manifest, of, script, ux } from './support.js';

function ways(files: Record<string, string>): string[] {
  return of(extract(files).facts, 'screen')
    .map(({ id, reachable, from }) => `${id} ${reachable} ${from}`)
    .sort();
}

const PAGES = { Home: {}, Order: {}, Detail: { path: '/d' }, About: { component: 'about' } };
const others = {
  'app.ux': ux(''),
  'manifest.json': manifest(PAGES),
  'Order/index.ux': ux('<text>订单</text>'),
  'Detail/index.ux': ux('<text>详情</text>'),
  'About/about.ux': ux('<text>关于</text>'),
};
const home = (template: string, body: string) => ux(template, `import router from '@system.router'\nexport default { ${body} }`);

describe('ways between the pages of a quick app', () => {
  it('the router takes names, paths of their own, queries and hap links', () => {
    const body = `a() { router.push({ uri: 'Order' }) }, b() { router.replace({ uri: '/d?id=1' }) },
      c() { router.push({ uri: 'hap://app/cn.example.sample/About' }) }`;
    expect(ways({ ...others, 'Home/index.ux': home('', body) })).toEqual([
      'About yes Home',
      'Detail yes Home',
      'Home yes app',
      'Order yes Home',
    ]);
  });

  it('a name handed over by a handler, and the rows a name is read from, are ways; what is left is unknown', () => {
    const body = `private: { rows: [{ uri: 'Detail' }] }, open(name) { router.push({ uri: name }) },
      go(row) { router.push({ uri: row.uri }) }`;
    const template = `<text onclick="open('Order')">订单</text><text for="{{rows}}" onclick="go($item)">行</text>`;
    expect(ways({ ...others, 'Home/index.ux': home(template, body) })).toEqual([
      'About unknown ',
      'Detail yes Home',
      'Home yes app',
      'Order yes Home',
    ]);
  });

  it('where every target is known, the rest is not reached', () => {
    const body = `a(big) { router.push({ uri: big ? 'Order' : '/d' }) }`;
    expect(ways({ ...others, 'Home/index.ux': home('', body) })).toEqual([
      'About no ',
      'Detail yes Home',
      'Home yes app',
      'Order yes Home',
    ]);
  });

  it('scripts of components in a compiled page lead on from it', () => {
    const define = (name: string, part: number) =>
      `var s=r(${part});$app_define$("@app-component/${name}",[],function(e,t,n){s(n,t,e);n.exports.template=r(${part + 1})});`;
    const page = bundle(
      {
        1: `r(2);${define('index', 5)}$app_bootstrap$("@app-component/index",{packagerVersion:"2.0.8"})`,
        2: define('menu', 3),
        3: script('var s=q("@app-module/system.router"),t=i(s);x.default={go(){t.default.push({uri:"Order"})}}'),
        4: 'm.exports={type:"text",attr:{value:"看订单"},events:{click:"go"}}',
        5: script('x.default={}'),
        6: 'm.exports={type:"div",attr:{},children:[{type:"menu",attr:{}}]}',
      },
      'r(1)',
    )
      .replace('function i(e)', 'function _interopRequireDefault(e)')
      .replace('t=i(s)', 't=_interopRequireDefault(s)');
    const order = bundle({ 1: 'm.exports={type:"text",attr:{value:"订单"},children:[]}' }, 'r(1)');
    const files = {
      'manifest.json': manifest({ Home: {}, Order: {} }),
      'app.js': '',
      'Home/index.js': page,
      'Order/index.js': order,
    };
    expect(ways(files)).toEqual(['Home yes app', 'Order yes Home']);
    expect(of(extract(files).facts, 'text').filter(({ value }) => value === '看订单')).toMatchObject([
      { position: 'button', action: 'handler', target: 'go', screens: ['Home'], at: { path: 'Home/index.js' } },
    ]);
  });

  it('the copy of the manifest in the app’s script opens no page', () => {
    const copy = {
      package: 'a',
      versionCode: 1,
      router: { pages: { Detail: { path: '/d' } } },
      display: { titleBarText: '标题' },
    };
    const app = `global.manifest = ${JSON.stringify(copy)}; var m = JSON.parse('${JSON.stringify(copy)}')`;
    const page = bundle({ 1: 'm.exports={type:"text",attr:{value:"页"},children:[]}' }, 'r(1)');
    const pages = { Home: {}, Detail: { path: '/d' } };
    const files = { 'manifest.json': manifest(pages), 'app.js': app, 'Home/index.js': page, 'Detail/index.js': page };
    expect(ways(files)).toEqual(['Detail no ', 'Home yes app']);
    expect(of(extract(files).facts, 'text').filter(({ at }) => at.path === 'app.js')).toEqual([]);
  });

  it('cards are shown by the desktop', () => {
    const router = { entry: 'Home', pages: { Home: {} }, widgets: { 'cards/a': { name: '签到卡片', component: 'card' } } };
    const files = {
      'app.ux': ux(''),
      'manifest.json': manifest({}, { router }),
      'Home/index.ux': ux('<text>页</text>'),
      'cards/a/card.ux': ux('<text>今日未签到</text>'),
    };
    expect(ways(files)).toEqual(['Home yes app', 'cards/a yes app']);
    expect(
      of(extract(files).facts, 'text')
        .filter(({ screens }) => screens.includes('cards/a'))
        .map(({ value }) => value),
    ).toEqual(['今日未签到', '签到卡片']);
  });
});

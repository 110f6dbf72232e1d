import { describe, expect, it } from 'vitest';
import { bundle, extract, manifest, of, script, ux } from './support.js';

const fetchModule = 'var f=$app_require$("@app-module/system.fetch");';

describe('forms a quick app is written and built in', () => {
  it('scripts and templates in files of their own', () => {
    const { facts } = extract({
      'app.ux': ux(''),
      'manifest.json': manifest(),
      'Home/index.ux': '<template src="./view.html"></template>\n<script src="../logic/home.js"></script>',
      'Home/view.html': '<div><text onclick="sign">立即签到</text></div>',
      'logic/home.js': `import fetch from '@system.fetch'
export default { sign() { fetch.fetch({ url: 'https://a.example.gov.cn/api/sign' }) } }`,
    });
    expect(of(facts, 'text').filter(({ position }) => position === 'button')).toMatchObject([
      { value: '立即签到', target: 'sign', screens: ['Home'], at: { path: 'Home/view.html', line: 1 } },
    ]);
    expect(of(facts, 'request')).toMatchObject([{ screens: ['Home'], linked: true, at: { path: 'logic/home.js' } }]);
    expect(of(facts, 'limit')).toEqual([]);
  });

  it('texts of language files, where templates and scripts look them up', () => {
    const { facts } = extract({
      'app.ux': ux(''),
      'manifest.json': manifest({ Home: {} }, { display: { pages: { Home: { titleBarText: '$' + '{message.title}' } } } }),
      'i18n/zh-CN.json': '{"message":{"title":"每日签到","done":["签到成功"]}}',
      'i18n/en.json': '{"message":{"title":"Sign in"}}',
      'Home/index.ux': ux(
        `<text onclick="go">{{ $t('message.title') }}</text><text>{{ $t('message.none') }}</text>`,
        `import prompt from '@system.prompt'
export default { go() { prompt.showToast({ message: this.$t('message.done[0]') }) } }`,
      ),
    });
    expect(of(facts, 'text').map(({ value, position, at }) => [value, position, at.path, at.line])).toEqual([
      ['每日签到', 'button', 'Home/index.ux', 1],
      ['message.none', 'label', 'Home/index.ux', 1],
      ['签到成功', 'toast', 'Home/index.ux', 4],
      ['示例', 'app-name', 'manifest.json', undefined],
      ['每日签到', 'page-title', 'manifest.json', 1],
    ]);
  });

  it('development builds name modules by their loaders, which are no part of the app', () => {
    const id = '../node_modules/@hap-toolkit/dsl-xvm/lib/script-loader.js!./src/Home/index.ux?uxType=page';
    const page = bundle(
      {
        [id]: script(`${fetchModule}x.default={sign(){f.fetch({url:"https://a.example.gov.cn/api/sign"})}}`),
        '../node_modules/@hap-toolkit/template-loader.js!./src/Home/index.ux?uxType=page':
          'm.exports={type:"text",attr:{value:"立即签到"},events:{click:"sign"}}',
        '../node_modules/dayjs/dayjs.min.js': 'x.a="星期一"',
      },
      `r(${JSON.stringify(id)})`,
    );
    const { facts, coverage } = extract({ 'manifest.json': manifest(), 'app.js': '', 'Home/index.js': page });
    expect(of(facts, 'text').map(({ value, screens }) => [value, screens])).toEqual([
      ['立即签到', ['Home']],
      ['示例', []],
    ]);
    expect(of(facts, 'request')).toMatchObject([{ path: 'https://a.example.gov.cn/api/sign', screens: ['Home'], linked: true }]);
    expect(coverage.scripts).toEqual({ total: 2, parsed: 2, failed: 0, thirdParty: 0 });
  });

  it('scripts that several pages share, kept as JSON', () => {
    const chunk = `(global.webpackChunk=global.webpackChunk||[]).push([[79],{316:(e,t,r)=>{${fetchModule}t.default={post(p){f.fetch({url:"https://a.example.gov.cn"+p})}}}}])`;
    const page = bundle(
      {
        1: script('var a=i(r(316));x.default={sign(){a.default.post("/api/sign")}}'),
        2: 'm.exports={type:"text",attr:{value:"立即签到"},events:{click:"sign"}}',
      },
      'r(1)',
    );
    const { facts } = extract({
      'manifest.json': manifest(),
      'app.js': '',
      'Home/index.js': page,
      'app-chunks.json': JSON.stringify({ 'helper/api.js': chunk }),
    });
    expect(of(facts, 'request').map(({ path, screens, linked, at }) => [path, screens, linked, at.path])).toEqual([
      ['/api/sign', ['Home'], true, 'Home/index.js'],
      ['https://a.example.gov.cn{}', ['Home'], true, 'app-chunks.json!helper/api.js'],
    ]);
  });

  it('the manifest gives flags, features and the title bar all pages share', () => {
    const { facts } = extract({
      'app.ux': ux(''),
      'manifest.json': manifest(
        { Home: {} },
        {
          minPlatformVersion: 1070,
          features: [{ name: 'system.fetch' }, 'system.geolocation'],
          config: { background: { features: ['system.geolocation'] } },
          display: { titleBarText: '网格通' },
        },
      ),
      'Home/index.ux': ux(''),
    });
    expect(of(facts, 'permission').map(({ name }) => name)).toEqual(['system.fetch', 'system.geolocation']);
    expect(of(facts, 'flag').map(({ name, value }) => `${name}=${value}`)).toEqual([
      'config.background.features=system.geolocation',
      'minPlatformVersion=1070',
    ]);
    expect(of(facts, 'text').map(({ value, position, screens }) => [value, position, screens])).toEqual([
      ['示例', 'app-name', []],
      ['网格通', 'page-title', []],
    ]);
  });
});

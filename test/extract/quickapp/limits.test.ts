import { describe, expect, it } from 'vitest';
import { bundle, extract, manifest, of, ux } from './support.js';

const PAGE = bundle({ 1: 'm.exports={type:"text",attr:{value:"页面文字"},children:[]}' }, 'r(1)');

function limits(files: Record<string, string>): string[] {
  return of(extract(files).facts, 'limit').map(
    ({ reason, hides, share, at, detail }) => `${reason} ${hides} ${share} ${at.path} ${/（(.*?)）/.exec(detail)?.[1] ?? ''}`,
  );
}

const built = (pages: string[], files: Record<string, string>) => ({
  'manifest.json': manifest(Object.fromEntries(pages.map((page) => [page, {}]))),
  'app.js': '',
  'Home/index.js': PAGE,
  ...files,
});

describe('what of a quick app cannot be read', () => {
  it('nothing is told where all is read', () => {
    expect(limits(built(['Home'], {}))).toEqual([]);
  });

  it('bytecode, encrypted scripts, broken scripts and missing pages are told apart', () => {
    const files = { 'A/index.jsc': '\u0002abc', 'B/index.js': '\u0001\u0002\u0003\u0000', 'C/index.js': 'var a = {{{' };
    expect(limits(built(['Home', 'A', 'B', 'C', 'D'], files)).sort()).toEqual([
      'compiled-runtime code,screens,texts 0.2 A/index.jsc A',
      'encrypted code,screens,texts 0.2 B/index.js B',
      'missing-subpackage code,screens,texts 0.2 manifest.json D',
      'parse-failed code,screens,texts 0.2 C/index.js C',
      'parse-failed code,texts 0.012 B/index.js ',
      'parse-failed code,texts 0.033 C/index.js ',
    ]);
  });

  it('an app script of bytecode hides what all pages share', () => {
    const { 'app.js': _, ...files } = built(['Home'], { 'app.jsc': '\u0002abc' });
    expect(limits({ ...files, 'Home/index.js': PAGE })).toEqual(['compiled-runtime code,texts undefined app.jsc ']);
  });

  it('a page without a template that can be read', () => {
    expect(limits(built(['Home', 'A'], { 'A/index.js': bundle({ 1: 'm.exports=function(){}' }, 'r(1)') }))).toEqual([
      'unsupported screens,texts 0.5 manifest.json A',
    ]);
  });

  it('pages that only open a web page: the first one makes the app a shell', () => {
    const open = (call: string, texts = '') =>
      ux(
        `<text>正在打开</text>${texts}`,
        `import router from '@system.router'\nimport webview from '@system.webview'\nexport default { onInit() { ${call} } }`,
      );
    const app = (home: string, other = ux('<text>一</text><text onclick="x">二</text><text onclick="x">三</text>')) => ({
      'app.ux': ux(''),
      'manifest.json': manifest({ Home: {}, A: {} }),
      'Home/index.ux': home,
      'A/index.ux': other,
    });
    const url = `{ uri: 'https://a.example.gov.cn/' + this.path }`;
    expect(limits(app(open(`router.replace(${url})`)))).toEqual([
      'remote-content code,screens,texts undefined Home/index.ux Home',
    ]);
    expect(limits(app(ux('<text>首页</text>'), open(`webview.loadUrl({ url: this.url })`)))).toEqual([
      'remote-content code,screens,texts 0.5 A/index.ux A',
    ]);
    expect(limits(app(open(`router.replace({ uri: 'A' })`)))).toEqual([]);
    expect(limits(app(open(`router.push(${url})`, '<text onclick="a">办事</text><text onclick="b">查询</text>')))).toEqual([]);
    const rows = '<div for="{{services}}" onclick="go($item)"><text>{{ $item.title }}</text><text>{{ $item.tip }}</text></div>';
    expect(limits(app(open(`router.push(${url})`, rows)))).toEqual([]);
  });

  it('shared scripts that cannot be read, and more pages than an app has', () => {
    expect(limits(built(['Home'], { 'app-chunks.json': '{{{' }))).toEqual(['parse-failed code,texts undefined app-chunks.json ']);
    const many = Object.fromEntries(Array.from({ length: 2500 }, (_, i) => [`p${i}`, {}]));
    const told = limits({ ...built(['Home'], {}), 'manifest.json': manifest({ Home: {}, ...many }) });
    expect(told).toContain('budget code,screens,texts 0.2 manifest.json ');
  });
});

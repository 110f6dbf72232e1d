import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

/** `id title` of the registered pages, and where texts on them stand. */
function pagesOf(files: Record<string, string>): string[] {
  const { facts } = extractFacts(openFiles('app', files), '0');
  const pages = facts.flatMap((fact) => (fact.kind === 'screen' && fact.registered ? [`${fact.id} ${fact.title ?? ''}`] : []));
  const texts = facts.flatMap((fact) =>
    fact.kind === 'text' && fact.position === 'button' ? fact.screens.map((id) => `${fact.value} on ${id}`) : [],
  );
  return [...pages.sort(), ...texts];
}

const block = (config: string): string => `<script type="application/json">${config}</script>`;
const mpx = (script: string, config: string, template = ''): string => `${template}<script>${script}</script>${block(config)}`;
const BUTTON = '<template><view><button bindtap="punch">打卡</button></view></template>';

describe('configuration in the files of the app and its pages', () => {
  it('Mpx: blocks of JSON, pages by relative path, packages with their own root', () => {
    const files = {
      'app.mpx': mpx(
        'createApp({})',
        '{ "pages": ["./pages/index", "./pages/mine.mpx"], "packages": ["./work/app.mpx?root=work"] }',
      ),
      'pages/index.mpx': mpx('createPage({ punch() {} })', '{ "navigationBarTitleText": "首页" }', BUTTON),
      'pages/mine.mpx': mpx('createPage({})', '{}', '<template><view>我的</view></template>'),
      'work/app.mpx': block('{ "pages": ["./pages/sign"] }'),
      'work/pages/sign.mpx': mpx('createPage({ punch() {} })', '{ "navigationBarTitleText": "巡查" }', BUTTON),
    };
    const pages = ['pages/index 首页', 'pages/mine ', 'work/pages/sign 巡查'];
    expect(pagesOf(files)).toEqual([...pages, '打卡 on pages/index', '打卡 on work/pages/sign']);
  });

  it('Mpx: a block of script', () => {
    const files = {
      'app.mpx': `<script>createApp({})</script><script name="json">module.exports = { pages: ['pages/index'] }</script>`,
      'pages/index.mpx': `${BUTTON}<script>createPage({})</script><script name="json">module.exports = { navigationBarTitleText: '签到' }</script>`,
    };
    expect(pagesOf(files)).toEqual(['pages/index 签到', '打卡 on pages/index']);
  });

  it('WePY 2: blocks of their own, more lenient than JSON', () => {
    const files = {
      'app.wpy': `<script>wepy.app({})</script><config>{ pages: ['pages/sign'], }</config>`,
      'pages/sign.wpy': `${BUTTON}<script>wepy.page({ methods: { punch() {} } })</script><config>{ navigationBarTitleText: '签到' }</config>`,
    };
    expect(pagesOf(files)).toEqual(['pages/sign 签到', '打卡 on pages/sign']);
  });

  it('WePY 1: a member of the class', () => {
    const files = {
      'app.wpy': `<script>export default class extends wepy.app { config = { pages: ['pages/sign'] } }</script>`,
      'pages/sign.wpy': `${BUTTON}<script>export default class extends wepy.page { config = { navigationBarTitleText: '签到' }; methods = { punch() {} } }</script>`,
    };
    expect(pagesOf(files)).toEqual(['pages/sign 签到', '打卡 on pages/sign']);
  });
});

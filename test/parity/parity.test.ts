import { describe, expect, it } from 'vitest';
import { type Outcome, outcomeOf } from './outcome.js';

/** Forms of an app: its source, and packages of it as they are when developed and when released. */
interface App {
  framework: string;
  source: string;
  forms: Record<string, string | readonly string[]>;
  /** What packages cannot say as the source does, and why. */
  known?: { rule: string; item?: string; screens: string[]; why: string };
}

const APPS: App[] = [
  {
    framework: '微信原生',
    source: 'wechat-redline',
    known: {
      rule: '16-1-compatibility',
      item: 'none versions=not-evidenced recent=not-evidenced old-target=not-evidenced architectures=not-evidenced only-32-bit=not-evidenced',
      screens: [],
      why: 'the lowest version of the platform stands in project.config.json, which is not packed',
    },
    forms: {
      development: ['packages/wechat-redline-dev.wxapkg', 'packages/wechat-redline-dev-sub.wxapkg'],
      minified: ['packages/wechat-redline.wxapkg', 'packages/wechat-redline-sub.wxapkg'],
    },
  },
  {
    framework: 'uni-app Vue 3',
    source: 'office-uniapp/src',
    forms: {
      'app, development': 'packages/office-uniapp-dev.wgt',
      'app, minified': 'packages/office-uniapp-min.wgt',
      'WeChat, development': 'packages/office-uniapp-dev.wxapkg',
      'WeChat, minified': 'packages/office-uniapp-min.wxapkg',
      'browser, development': 'packages/office-uniapp-h5-dev.wgt',
      'browser, minified': 'packages/office-uniapp-h5-min.wgt',
    },
  },
  {
    framework: 'Taro React',
    source: 'office-taro',
    forms: { development: 'packages/office-taro-dev.wxapkg', minified: 'packages/office-taro-min.wxapkg' },
  },
  {
    framework: 'Taro Vue 3',
    source: 'office-taro-vue',
    forms: { development: 'packages/office-taro-vue-dev.wxapkg', minified: 'packages/office-taro-vue-min.wxapkg' },
  },
  {
    framework: '快应用',
    known: {
      rule: '18-4-complaint-revisit',
      screens: ['pages/sign', 'work/track'],
      why: 'the source has one request.js for three pages, two of which post; in packages each page has a copy, and that of pages/points only gets',
    },
    source: 'quickapp-redline',
    forms: { development: 'packages/quickapp-redline-dev.rpk', minified: 'packages/quickapp-redline.rpk' },
  },
  {
    framework: '支付宝原生',
    source: 'office-alipay',
    forms: { development: 'packages/office-alipay-dev.amr', minified: 'packages/office-alipay-min.amr' },
  },
  {
    framework: 'HTML 页面',
    source: 'office-html',
    forms: { development: 'packages/office-html-dev.wgt', minified: 'packages/office-html-min.wgt' },
  },
];

describe.each(APPS)('$framework', ({ source, forms, known }) => {
  const written: Outcome = outcomeOf(source);
  const expected: Outcome = {
    ...written,
    items: { ...written.items, ...(known?.item && { [known.rule]: known.item }) },
    evidence: { ...written.evidence, ...(known && { [known.rule]: known.screens }) },
  };

  it('the source says what the app does', () => {
    expect(written.items['14-2-check-in']).toMatch(/^found /);
    expect(written.items['14-2-points-ranking']).toMatch(/^(found|suspected) /);
    expect(written.limits).toEqual([]);
  });

  it.each(Object.entries(forms))('%s: the same verdicts, elements, evidence by screen, screens and titles', (_, paths) => {
    expect(outcomeOf(paths)).toEqual(expected);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openBuffer } from '../../../src/open/index.js';
import { of } from '../web/support.js';

/** One uni-app by both generations of its compiler; see fixtures/uniapp-nvue. */
const PACKAGES = ['uniapp-nvue-2.wgt', 'uniapp-nvue-3.wgt'];

describe.each(PACKAGES)('a page that Weex renders: %s', (name) => {
  const file = extractFacts(openBuffer(name, readFileSync(new URL(`../../../fixtures/packages/${name}`, import.meta.url))), '0');
  const inPage = <T extends { at: { path: string } }>(facts: T[]): T[] =>
    facts.filter(({ at }) => at.path === `${name}!pages/field/field.js`);

  it('is the page the configuration lists, led to by the other', () => {
    const screens = of(file, 'screen').map(({ id, title, reachable, from }) => [id, title, reachable, from]);
    expect(screens.sort()).toEqual([
      ['pages/field/field', '外勤', 'yes', ['pages/index/index']],
      ['pages/index/index', '首页', 'yes', ['app']],
    ]);
    expect(of(file, 'limit')).toEqual([]);
  });

  it('shows its texts and those of its components', () => {
    const texts = inPage(of(file, 'text')).map(({ value, position, target, linked }) => [value, position, target, linked]);
    expect(texts.sort()).toEqual(
      [
        ['规则说明', 'label', undefined, undefined],
        ['请先拍照', 'toast', undefined, true],
        ['外勤签到', 'label', undefined, undefined],
        ['请填写签到说明', 'placeholder', undefined, undefined],
        ['拍照', 'button', 'pick', true],
        ['已拍照', 'label', undefined, undefined],
        ['提交签到', 'button', 'submit', true],
        ['迟到将通报', 'label', undefined, undefined],
      ].sort(),
    );
    expect([...new Set(inPage(of(file, 'text')).flatMap(({ screens }) => screens))]).toEqual(['pages/field/field']);
  });

  it('demands a photo before it sends', () => {
    expect(inPage(of(file, 'gate'))).toMatchObject([
      { subject: 'photo', shape: 'empty', message: '请先拍照', screens: ['pages/field/field'], linked: true },
    ]);
    expect(inPage(of(file, 'request'))).toMatchObject([
      {
        path: 'https://grid.example.gov.cn/api/field/sign',
        method: 'POST',
        params: ['photo', 'remark'],
        screens: ['pages/field/field'],
        linked: true,
      },
    ]);
  });
});

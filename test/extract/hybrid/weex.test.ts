import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openBuffer } from '../../../src/open/index.js';
import { of } from '../web/support.js';

const bytes = readFileSync(new URL('../../../fixtures/packages/weex-patrol.apk', import.meta.url));

describe('bundles of Weex, as weex-loader compiles them', () => {
  const file = extractFacts(openBuffer('weex.apk', bytes), '0');
  const inPage = <T extends { at: { path: string } }>(facts: T[]): T[] =>
    facts.filter(({ at }) => at.path === 'weex.apk!assets/dist/checkin.js');

  it('are pages that lead to each other by the names of their files', () => {
    expect(of(file, 'screen').map(({ id, reachable, from }) => [id, reachable, from])).toEqual([
      ['cn.example.weex.MainActivity', 'yes', ['app']],
      ['dist/checkin', 'yes', ['dist/index']],
      ['dist/guide', 'yes', ['dist/index']],
      ['dist/index', 'yes', ['app']],
    ]);
    expect(file.package.hosts).toEqual(['native', 'weex']);
    expect(of(file, 'limit')).toEqual([]);
  });

  it('show what their templates say, with the handlers', () => {
    expect(inPage(of(file, 'text')).map(({ value, position, target, linked }) => [value, position, target, linked])).toEqual(
      expect.arrayContaining([
        ['巡查签到', 'label', undefined, undefined],
        ['请填写巡查情况', 'placeholder', undefined, undefined],
        ['立即签到', 'button', 'sign', true],
        ['未获取到定位，不能签到', 'toast', undefined, true],
        ['签到成功', 'toast', undefined, true],
      ]),
    );
  });

  it('send and demand through the modules of the platform', () => {
    expect(inPage(of(file, 'request'))).toMatchObject([
      {
        method: 'POST',
        path: 'https://patrol.example.gov.cn/api/checkin',
        via: 'stream.fetch',
        params: ['position', 'remark'],
        sends: ['location'],
        screens: ['dist/checkin'],
        linked: true,
      },
    ]);
    expect(inPage(of(file, 'gate'))).toMatchObject([
      { subject: 'location', shape: 'empty', message: '未获取到定位，不能签到', screens: ['dist/checkin'] },
    ]);
    expect(inPage(of(file, 'api'))).toMatchObject([{ name: 'geolocation.getCurrentPosition', family: 'location' }]);
  });
});

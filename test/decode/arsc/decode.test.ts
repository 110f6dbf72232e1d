import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configName, decodeArsc } from '../../../src/decode/arsc/index.js';
import { type Layout, pack, table, type } from './writer.js';

const TEXTS = ['Sign in', '签到', '簽到', 'Points', '积分'];
const NAMES = { types: ['string', 'layout'], keys: ['sign', 'points'] };
const text = (bytes: Buffer, id: number) => decodeArsc(bytes).entry(id)?.value?.text;

describe('decodeArsc', () => {
  it('prefers simplified Chinese, then the default, entry by entry', () => {
    const bytes = table(
      TEXTS,
      pack(
        0x7f,
        'cn.example',
        NAMES,
        type(1, '', [
          { key: 0, text: 0 },
          { key: 1, text: 3 },
        ]),
        type(1, 'zh-rTW', [{ key: 0, text: 2 }]),
        type(1, 'zh', [{ key: 0, text: 1 }]),
      ),
    );
    const found = decodeArsc(bytes);
    const shown = (id: number) => found.entries(id).map(({ value, config }) => [configName(config), value]);
    expect(shown(0x7f010000)).toEqual([
      ['zh', { type: 3, data: 1, text: '签到' }],
      ['', { type: 3, data: 0, text: 'Sign in' }],
      ['zh-rTW', { type: 3, data: 2, text: '簽到' }],
    ]);
    expect(shown(0x7f010001)).toEqual([['', { type: 3, data: 3, text: 'Points' }]]);
    expect(found.name(0x7f010001)).toEqual({ package: 'cn.example', type: 'string', key: 'points' });
    expect(found.idsOfType('string')).toEqual([0x7f010000, 0x7f010001]);
    expect(found.packages).toEqual(['cn.example']);
    expect(found.oddities).toEqual([]);
  });

  it.each<Layout>(['dense', 'sparse', 'offset16', 'compact'])('reads %s entries', (layout) => {
    const entries = [undefined, { key: 0, text: 1 }, undefined, { key: 1, text: 4 }];
    const bytes = table(TEXTS, pack(0x7f, 'cn.example', NAMES, type(1, '', entries, layout)));
    expect([0, 1, 2, 3, 4].map((index) => text(bytes, 0x7f010000 + index))).toEqual([
      undefined,
      '签到',
      undefined,
      '积分',
      undefined,
    ]);
    expect(decodeArsc(bytes).idsOfType('string')).toEqual([0x7f010001, 0x7f010003]);
    expect(decodeArsc(bytes).name(0x7f010003)?.key).toBe('points');
  });

  it('keeps packages apart by their id', () => {
    const bytes = table(
      TEXTS,
      pack(0x7f, 'cn.example', NAMES, type(1, '', [{ key: 0, text: 1 }])),
      pack(0x80, 'cn.example.feature', NAMES, type(1, '', [{ key: 1, text: 4 }])),
    );
    expect([text(bytes, 0x7f010000), text(bytes, 0x80010000), text(bytes, 0x81010000)]).toEqual(['签到', '积分', undefined]);
  });

  it('reports a chunk whose size cannot be, and keeps what stood before it', () => {
    const broken = type(1, 'zh', [{ key: 0, text: 1 }]);
    broken.writeUInt32LE(0, 4);
    const found = decodeArsc(table(TEXTS, pack(0x7f, 'cn.example', NAMES, type(1, '', [{ key: 0, text: 0 }]), broken)));
    expect(found.entry(0x7f010000)?.value?.text).toBe('Sign in');
    expect(found.oddities.map(({ trick }) => trick)).toEqual(['arsc-chunk-size']);
  });

  it('gives an empty table for other bytes', () => {
    expect(decodeArsc(Buffer.from('not a table at all')).entry(0x7f010000)).toBeUndefined();
    expect(decodeArsc(Buffer.alloc(0)).oddities).toEqual([]);
  });

  it('never throws on damaged tables', () => {
    const whole = table(
      TEXTS,
      pack(0x7f, 'cn.example', NAMES, type(1, '', [{ key: 0, text: 0 }]), type(2, '', [{ key: 1, text: 3 }], 'sparse')),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }),
        fc.nat(whole.length),
        (edits, cut) => {
          const bytes = Buffer.from(whole.subarray(0, cut));
          for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
          const found = decodeArsc(bytes);
          for (const id of [...found.idsOfType('string').slice(0, 50), 0x7f010000, 0x7f020000]) {
            found.entry(id);
            found.name(id);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

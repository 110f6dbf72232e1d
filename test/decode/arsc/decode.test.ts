import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeArsc } from '../../../src/decode/arsc/index.js';
import { chunk, stringPool, u16, u32 } from '../chunks.js';

interface Entry {
  key: number;
  /** Index into the global pool. */
  text: number;
}

const NO_ENTRY = 0xffffffff;

function config(locale: string): Buffer {
  const out = Buffer.alloc(64);
  out.writeUInt32LE(64, 0);
  const [language = '', region = ''] = locale.split('-r');
  out.write(language, 8, 'latin1');
  out.write(region, 10, 'latin1');
  return out;
}

function stringEntry({ key, text }: Entry): Buffer {
  return Buffer.concat([u16(8, 0), u32(key), u16(8), Buffer.from([0, 3]), u32(text)]);
}

/** Flag of the entry holds its value's type in the high byte; the key stands where the size does. */
function compactEntry({ key, text }: Entry): Buffer {
  return Buffer.concat([u16(key, 0x0008 | (3 << 8)), u32(text)]);
}

type Layout = 'dense' | 'sparse' | 'offset16' | 'compact';

/** A `ResTable_type` of strings. */
function type(id: number, locale: string, entries: (Entry | undefined)[], layout: Layout = 'dense'): Buffer {
  const written: Buffer[] = [];
  const offsets: [index: number, offset: number][] = [];
  let at = 0;
  entries.forEach((entry, index) => {
    if (!entry) return;
    const bytes = layout === 'compact' ? compactEntry(entry) : stringEntry(entry);
    offsets.push([index, at]);
    written.push(bytes);
    at += bytes.length;
  });
  const at16 = (index: number): number => (offsets.find(([one]) => one === index)?.[1] ?? 0x3fffc) / 4;
  const table =
    layout === 'sparse'
      ? Buffer.concat(offsets.map(([index, offset]) => u16(index, offset / 4)))
      : layout === 'offset16'
        ? u16(...entries.map((_, index) => at16(index)), ...(entries.length % 2 ? [0] : []))
        : u32(...entries.map((_, index) => offsets.find(([one]) => one === index)?.[1] ?? NO_ENTRY));
  const flags = layout === 'sparse' ? 1 : layout === 'offset16' ? 2 : 0;
  const count = layout === 'sparse' ? offsets.length : entries.length;
  const header = Buffer.concat([Buffer.from([id, flags, 0, 0]), u32(count, 20 + 64 + table.length), config(locale)]);
  return chunk(0x0201, header, table, ...written);
}

function pack(id: number, name: string, types: string[], keys: string[], ...chunks: Buffer[]): Buffer {
  const label = Buffer.alloc(256);
  label.write(name, 'utf16le');
  const typePool = stringPool(types, 'utf16');
  const header = Buffer.concat([u32(id), label, u32(288, types.length, 288 + typePool.length, keys.length, 0)]);
  return chunk(0x0200, header, typePool, stringPool(keys), ...chunks);
}

function table(texts: string[], ...packages: Buffer[]): Buffer {
  return chunk(0x0002, u32(packages.length), stringPool(texts), ...packages);
}

const TEXTS = ['Sign in', '签到', '簽到', 'Points', '积分'];
const text = (bytes: Buffer, id: number) => decodeArsc(bytes).entry(id)?.value?.text;

describe('decodeArsc', () => {
  const types = ['string', 'layout'];
  const keys = ['sign', 'points'];

  it('prefers simplified Chinese, then the default, entry by entry', () => {
    const bytes = table(
      TEXTS,
      pack(
        0x7f,
        'cn.example',
        types,
        keys,
        type(1, '', [
          { key: 0, text: 0 },
          { key: 1, text: 3 },
        ]),
        type(1, 'zh-rTW', [{ key: 0, text: 2 }]),
        type(1, 'zh', [{ key: 0, text: 1 }]),
      ),
    );
    const found = decodeArsc(bytes);
    expect([found.entry(0x7f010000), found.entry(0x7f010001)]).toEqual([
      { value: { type: 3, data: 1, text: '签到' }, locale: 'zh' },
      { value: { type: 3, data: 3, text: 'Points' }, locale: '' },
    ]);
    expect(found.name(0x7f010001)).toEqual({ package: 'cn.example', type: 'string', key: 'points' });
    expect(found.idsOfType('string')).toEqual([0x7f010000, 0x7f010001]);
    expect(found.packages).toEqual(['cn.example']);
    expect(found.oddities).toEqual([]);
  });

  it.each<Layout>(['dense', 'sparse', 'offset16', 'compact'])('reads %s entries', (layout) => {
    const entries = [undefined, { key: 0, text: 1 }, undefined, { key: 1, text: 4 }];
    const bytes = table(TEXTS, pack(0x7f, 'cn.example', types, keys, type(1, '', entries, layout)));
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
      pack(0x7f, 'cn.example', types, keys, type(1, '', [{ key: 0, text: 1 }])),
      pack(0x80, 'cn.example.feature', types, keys, type(1, '', [{ key: 1, text: 4 }])),
    );
    expect([text(bytes, 0x7f010000), text(bytes, 0x80010000), text(bytes, 0x81010000)]).toEqual(['签到', '积分', undefined]);
  });

  it('reports a chunk whose size cannot be, and keeps what stood before it', () => {
    const broken = type(1, 'zh', [{ key: 0, text: 1 }]);
    broken.writeUInt32LE(0, 4);
    const found = decodeArsc(table(TEXTS, pack(0x7f, 'cn.example', types, keys, type(1, '', [{ key: 0, text: 0 }]), broken)));
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
      pack(0x7f, 'cn.example', types, keys, type(1, '', [{ key: 0, text: 0 }]), type(2, '', [{ key: 1, text: 3 }], 'sparse')),
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

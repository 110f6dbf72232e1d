import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeResourceIndex, textsOf } from '../../../src/decode/resindex/index.js';
import { resourceIndex } from '../../extract/harmony/grid.js';

function u16(value: number): Buffer {
  return Buffer.from([value & 0xff, value >> 8]);
}

function u32(...values: number[]): Buffer {
  return Buffer.from(new Uint32Array(values).buffer);
}

function sized(text: string): Buffer {
  const bytes = Buffer.from(`${text}\0`);
  return Buffer.concat([u16(bytes.length), bytes]);
}

/** Of the first generation: for each language (`''` for all) one set with one text. */
function firstGeneration(texts: [language: string, value: string][]): Buffer {
  const records = texts.map(([, value]) => {
    const body = Buffer.concat([u32(9, 0x1000003), sized(value), sized('label')]);
    return Buffer.concat([u32(body.length), body]);
  });
  const keys = texts.map(([language]) => 12 + (language ? 8 : 0));
  const sets = 136 + keys.reduce((sum, size) => sum + size, 0);
  const first = sets + texts.length * 16;
  const places = records.map((_, i) => first + records.slice(0, i).reduce((sum, { length }) => sum + length, 0));
  const version = Buffer.alloc(128);
  version.write('Restool 5.009');
  return Buffer.concat([
    version,
    u32(first + records.reduce((sum, { length }) => sum + length, 0), texts.length),
    ...texts.map(([language], i) => {
      const qualifiers = language ? u32(0, (language.charCodeAt(0) << 8) | language.charCodeAt(1)) : Buffer.alloc(0);
      return Buffer.concat([Buffer.from('KEYS'), u32(sets + i * 16, language ? 1 : 0), qualifiers]);
    }),
    ...places.map((place) => Buffer.concat([Buffer.from('IDSS'), u32(1, 0x1000003, place)])),
    ...records,
  ]);
}

const FIRST = firstGeneration([
  ['', 'label'],
  ['en', 'Grid'],
  ['zh', '网格助手'],
]);
const SECOND = resourceIndex({ 16777216: '网格助手', 16777217: '签到' });

describe('resources.index', () => {
  it('of the first generation gives each text in its languages, Chinese first', () => {
    const index = decodeResourceIndex(FIRST);
    expect(index?.cut).toBe(false);
    expect([...index!.resources.values()]).toEqual([
      {
        id: 0x1000003,
        type: 'string',
        name: 'label',
        values: [{ texts: ['label'] }, { language: 'en', texts: ['Grid'] }, { language: 'zh', texts: ['网格助手'] }],
      },
    ]);
    expect(textsOf(index!.resources.get(0x1000003)!)).toEqual(['网格助手']);
  });

  it('of the second generation gives texts by number', () => {
    const index = decodeResourceIndex(SECOND);
    expect(index?.cut).toBe(false);
    expect([...index!.resources.values()].map((one) => [one.id, one.type, textsOf(one)])).toEqual([
      [0x1000000, 'string', ['网格助手']],
      [0x1000001, 'string', ['签到']],
    ]);
  });

  it('is not taken for something else, and says where it is cut off', () => {
    expect(decodeResourceIndex(Buffer.from('{"a":1}'))).toBeUndefined();
    expect([FIRST, SECOND].map((bytes) => decodeResourceIndex(bytes.subarray(0, bytes.length - 40))?.cut)).toEqual([true, true]);
  });

  it('never throws on changed bytes', () => {
    const change = fc.record({
      which: fc.boolean(),
      at: fc.array(fc.nat(400), { maxLength: 12 }),
      value: fc.nat(255),
      cut: fc.nat(400),
    });
    fc.assert(
      fc.property(change, ({ which, at, value, cut }) => {
        const bytes = Buffer.from((which ? FIRST : SECOND).subarray(0, 200 + cut));
        for (const place of at) if (place + 128 < bytes.length) bytes[place + 128] = value;
        for (const resource of decodeResourceIndex(bytes)?.resources.values() ?? []) textsOf(resource);
      }),
      { numRuns: 2000 },
    );
  });
});

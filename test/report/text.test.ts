import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats, loadWriter } from '../../src/report/index.js';
import { text } from '../../src/report/text/index.js';
import { widthOf, wrap } from '../../src/report/text/width.js';
import { activeCharacters, hostileResult } from '../support/hostile-result.js';
import { cleanResult, packedResult, sampleResult } from '../support/sample-result.js';

const { write } = text;
const options = { lang: 'zh', color: false, width: 80 } as const;
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

/** Without the colours chalk puts in. */
function bare(text: string): string {
  return text.replaceAll(COLOUR, '');
}

/** A place stays in one piece, so that it can be copied. */
function isWhole(line: string): boolean {
  return /^ +(位置：)?grid\.(wxapkg|apk)/.test(line);
}

describe('text', () => {
  it('reads as expected at 80 columns', async () => {
    await expect(write([sampleResult()], options)).toMatchFileSnapshot('golden/sample.zh.txt');
  });

  it('a packed package reads as undetermined, and says what to hand in', async () => {
    await expect(write([packedResult()], options)).toMatchFileSnapshot('golden/packed.zh.txt');
  });

  it('a package in which nothing was found is not called clean', async () => {
    await expect(write([cleanResult()], options)).toMatchFileSnapshot('golden/clean.zh.txt');
  });

  it('reads as expected in English', async () => {
    await expect(write([sampleResult()], { ...options, lang: 'en' })).toMatchFileSnapshot('golden/sample.en.txt');
  });

  it.each([60, 80, 100])('has no line over %d columns but places', (width) => {
    for (const document of [sampleResult(), hostileResult(), packedResult(), cleanResult()]) {
      const lines = write([document], { ...options, width }).split('\n');
      expect(lines.filter((line) => widthOf(line) > width && !isWhole(line))).toEqual([]);
    }
  });

  it('puts colour on nothing but what is there without it', () => {
    const coloured = write([sampleResult()], { ...options, color: true });
    expect(coloured).not.toBe(write([sampleResult()], options));
    expect(bare(coloured)).toBe(write([sampleResult()], options));
  });

  it('lets no character of a package act on the terminal', () => {
    expect(activeCharacters(write([hostileResult()], options))).toEqual([]);
    expect(activeCharacters(bare(write([hostileResult()], { ...options, color: true })))).toEqual([]);
    expect(write([hostileResult()], options)).toContain('[U+202E]');
  });

  it('shows every verdict without colour and never says that a package passed', () => {
    const all = [sampleResult(), packedResult(), cleanResult()].map((document) => write([document], options)).join('');
    for (const word of [
      '✗ 发现 ',
      '! 发现疑似 ',
      '- 未发现 ',
      '? 无法判定 ',
      '/ 不适用 ',
      '✓ 具备 ',
      '~ 疑似具备 ',
      '✗ 未见 ',
      '* 提示 ',
    ])
      expect(all).toContain(word);
    expect(all).not.toMatch(/合格|通过|得分|评分/);
  });

  it('separates the reports of several inputs and gives the same bytes again', () => {
    const both = write([sampleResult(), sampleResult()], options);
    expect(both.split('='.repeat(80))).toHaveLength(2);
    expect(write([sampleResult(), sampleResult()], options)).toBe(both);
  });

  it('is one of the formats, and an unknown one is refused', async () => {
    expect(formats).toEqual(expect.arrayContaining(['text', 'json', 'html']));
    await expect(loadWriter('constructor')).rejects.toThrow(RangeError);
  });
});

describe('wrap', () => {
  it.each([
    ['打卡签到，记录。', 8, ['打卡签', '到，记', '录。']],
    ['第（二）项', 6, ['第', '（二）', '项']],
    ['abc def', 5, ['abc', 'def']],
    ['abcdefgh', 3, ['abc', 'def', 'gh']],
    ['', 10, ['']],
  ])('%s in %d columns', (text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });

  it('never makes a line too wide and loses nothing but spaces', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab /（）。，“”打卡·[U+]é👍') }),
        fc.integer({ min: 4, max: 30 }),
        (text, width) => {
          const lines = wrap(text, width);
          expect(lines.every((line) => widthOf(line) <= width)).toBe(true);
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        },
      ),
    );
  });
});

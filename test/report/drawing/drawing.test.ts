import { describe, expect, it } from 'vitest';
import { estimate, fit, linesOf } from '../../../src/report/drawing/fit.js';
import { screenMap } from '../../../src/report/drawing/map.js';
import { overview } from '../../../src/report/drawing/overview.js';
import { schematic } from '../../../src/report/drawing/schematic.js';
import type { Drawing } from '../../../src/report/drawing/shapes.js';
import { TONE_COLOUR } from '../../../src/report/drawing/tones.js';
import { wordsOf } from '../../../src/report/model/words/index.js';
import type { Inventory } from '../../../src/result.js';
import { context } from '../../support/sample-parts.js';
import { sampleResult } from '../../support/sample-result.js';

const words = wordsOf('zh');

/** Texts longer than the room they have, and shapes outside the drawing. */
function faults({ width, height, shapes }: Drawing): string[] {
  return shapes.flatMap((shape) => {
    if (shape.kind === 'text') {
      const { x, y, size, text, room, align } = shape;
      const long = Math.min(estimate(text, size), room);
      const left = align === 'end' ? x - long : align === 'middle' ? x - long / 2 : x;
      const isOut = left < -0.5 || left + long > width + 0.5 || y > height || y < 0;
      return [...(estimate(text, size) > room + 0.5 ? [`too long: ${text}`] : []), ...(isOut ? [`outside: ${text}`] : [])];
    }
    const points = shape.kind === 'rect' ? [[shape.x, shape.y], [shape.x + shape.width, shape.y + shape.height]] : shape.points; // biome-ignore format: two points
    return points.some(([x, y]) => x! < -0.5 || y! < -0.5 || x! > width + 0.5 || y! > height + 0.5)
      ? [`outside: ${shape.kind}`]
      : [];
  });
}

const screens = (count: number): Inventory['screens'] =>
  Array.from({ length: count }, (_, i) => ({
    id: `pages/p${i}/index`,
    title: i % 3 === 0 ? `很长很长的页面标题第${i}个页面` : `Page with a long title ${i}`,
    reachable: i % 4 === 0 ? 'no' : 'yes',
    from: i < 5 ? ['app'] : [`pages/p${i % 5}/index`, `pages/p${i - 1}/index`],
  }));

describe('drawings', () => {
  it('of the screens hold what they say, and say what is left out', () => {
    const inventory = { ...sampleResult().inventory, screens: screens(120) };
    const items = [{ ...sampleResult().items[0]!, contexts: [context({ screen: 'pages/p77/index' })] }];
    const map = screenMap(sampleResult({ inventory, items }), words)!;
    const texts = map.shapes.flatMap((shape) => (shape.kind === 'text' ? [shape] : []));
    expect(faults(map)).toEqual([]);
    expect(map.height).toBeLessThan(640);
    expect(texts.some(({ text, tone }) => text.startsWith('×') && tone === 'red')).toBe(true);
    expect(texts.at(-1)!.text).toBe(`另有 ${120 - texts.filter(({ text }) => text.startsWith('pages/')).length} 个页面未画出`);
  });

  it('of one screen hold what they say', () => {
    const shows = Array.from({ length: 24 }, (_, i) => ({
      position: (['button', 'label', 'placeholder', 'toast', 'tab', 'menu'] as const)[i % 6]!,
      text: `这是第${i}段很长的文字这是第${i}段很长的文字 with Latin words in it`.slice(0, 40),
      ...(i % 3 === 0 && { marked: true }),
    }));
    for (const lang of ['zh', 'en'] as const) {
      const sketch = schematic(context({ shows }), wordsOf(lang))!;
      expect(faults(sketch)).toEqual([]);
      expect(sketch.height).toBeLessThan(640);
    }
    expect(schematic(context({ shows: [] }), words)).toBeUndefined();
  });

  it('of the verdicts hold what they say', () => {
    for (const lang of ['zh', 'en'] as const) expect(faults(overview(sampleResult().items, wordsOf(lang)))).toEqual([]);
  });

  it('of the verdicts say of a note that not all was read', () => {
    const note = {
      ...sampleResult().items[0]!,
      kind: 'note' as const,
      verdict: 'none' as const,
      contexts: [],
      partly: true as const,
    };
    for (const [lang, word] of [
      ['zh', '－ 无（未读全）'],
      ['en', 'not all read'],
    ] as const) {
      const drawn = overview([note], wordsOf(lang));
      expect(faults(drawn)).toEqual([]);
      expect(drawn.shapes.some((shape) => shape.kind === 'text' && shape.text.includes(word))).toBe(true);
    }
  });

  it('cut and break texts to what fits', () => {
    expect(fit('打卡签到', 10, 40)).toBe('打卡签到');
    expect(fit('打卡签到记录', 10, 40)).toBe('打卡签…');
    expect(linesOf('visit record list', 10, 60, 2)).toEqual(['visit', 'record list']);
    expect(linesOf('a'.repeat(50), 10, 60, 2)).toHaveLength(2);
  });

  it('have colours that can be read on white', () => {
    const light = (hex: string): number => {
      const [r, g, b] = [1, 3, 5]
        .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
        .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    const { line: _, tint: __, paper: ___, ...inks } = TONE_COLOUR;
    for (const colour of Object.values(inks)) expect(1.05 / (light(colour) + 0.05)).toBeGreaterThan(4.5);
  });
});

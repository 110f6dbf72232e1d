import { describe, expect, it } from 'vitest';
import { type Layout, layOut, loadFonts, logoSize, styleOf, type TextMark } from '../../../src/report/layout/index.js';
import { breakLines } from '../../../src/report/layout/lines.js';
import { paginate } from '../../../src/report/layout/paginate.js';
import type { Strip } from '../../../src/report/layout/strip.js';
import { type Rich, reportModel } from '../../../src/report/model/index.js';
import type { ResultDocument } from '../../../src/result.js';
import { hostileResult } from '../../support/hostile-result.js';
import { context } from '../../support/sample-parts.js';
import { cleanResult, packedResult, sampleResult } from '../../support/sample-result.js';

const fonts = loadFonts();
const style = styleOf({});

function lines(text: Rich, room: number): string[] {
  return breakLines(text, style.table, room, fonts).map(({ runs }) => runs.map((run) => run.text).join(''));
}

describe('lines', () => {
  const em = style.table.size;

  it('break between Han characters, at spaces and behind separators of paths', () => {
    expect(lines('打卡签到记录', em * 4)).toEqual(['打卡签到', '记录']);
    expect(lines('visit record list', em * 5)).toEqual(['visit', 'record list']);
    expect(lines({ text: 'pages/signIn/signIn', code: true }, em * 0.9 * 0.6 * 14)).toEqual(['pages/signIn/', 'signIn']);
  });

  it('break a word that is longer than a line where the line ends', () => {
    const broken = lines('a'.repeat(100), em * 10);
    expect(broken.length).toBeGreaterThan(3);
    expect(broken.join('')).toBe('a'.repeat(100));
  });

  it('never begin with a closing mark nor end with an opening one', () => {
    const text = '一二三，四五（六七）八“九”。十';
    for (let room = 5; room < 12; room++)
      for (const line of lines(text, em * room)) {
        expect(line).not.toMatch(/^[，）”。]/);
        if (line !== text) expect(line).not.toMatch(/[（“]$/);
      }
  });

  it('break only where they are told to besides', () => {
    expect(lines(['一', { text: '\n' }, '二'], 100)).toEqual(['一', '二']);
    expect(lines('', 100)).toEqual(['']);
  });
});

describe('pages', () => {
  const strip = (height: number, over: Partial<Strip> = {}): Strip => ({ height, marks: [], ...over });
  const spread = (strips: Strip[]): number[][] => {
    const named = strips.map((one, i) => ({ ...one, ids: [String(i)] }));
    const { pages, places } = paginate(named, { left: 0, top: 0, height: 100 }, 0);
    return pages.map((_, page) => [...places].filter(([, place]) => place.page === page).map(([id]) => Number(id)));
  };

  it('take a heading to the page of what follows it', () => {
    expect(spread([strip(80), strip(15, { keepNext: true }), strip(20)])).toEqual([[0], [1, 2]]);
  });

  it('cut what is kept together only where it is taller than a page', () => {
    expect(spread([strip(50), strip(40, { keepNext: true }), strip(30, { keepNext: true }), strip(20)])).toEqual([
      [0],
      [1, 2, 3],
    ]);
    expect(spread([strip(50), strip(60, { keepNext: true }), strip(40, { keepNext: true }), strip(30)])).toEqual([
      [0],
      [1, 2],
      [3],
    ]);
  });

  it('begin where it is asked, without leaving a blank one', () => {
    const turn = strip(0, { newPage: true });
    expect(spread([turn, turn, strip(100), turn, turn, strip(10)])).toEqual([[2], [5]]);
  });

  it('repeat the header of a table', () => {
    const header = strip(10, { marks: [{ kind: 'rect', x: 0, y: 0, width: 1, height: 1, weight: 1, dashed: false }] });
    const { pages } = paginate([header, ...[1, 2, 3].map(() => strip(60, { header }))], { left: 0, top: 0, height: 100 }, 0);
    expect(pages.map(({ marks }) => marks.length)).toEqual([1, 1, 1]);
  });
});

/** Texts that leave the text area sideways, or stand neither in it nor in the head or foot of the page. */
function outside({ pages, width, height }: Layout, { margin }: typeof style): TextMark[] {
  return pages.flatMap(({ marks }) =>
    marks.filter(
      (mark): mark is TextMark =>
        mark.kind === 'text' &&
        (mark.x < margin.left - 0.5 ||
          mark.x + mark.width > width - margin.right + 0.5 ||
          mark.y < margin.top - 30 ||
          mark.y > height - margin.bottom + 40),
    ),
  );
}

/** Texts set over one another. */
function overlaps({ pages }: Layout): string[] {
  return pages.flatMap(({ marks }) => {
    const texts = marks
      .filter((mark): mark is TextMark => mark.kind === 'text' && mark.text.trim() !== '')
      .sort((a, b) => a.y - b.y || a.x - b.x);
    return texts.flatMap((one, i) =>
      texts
        .slice(i + 1, i + 12)
        .filter(
          (other) =>
            other.y - one.y < Math.min(one.size, other.size) * 0.6 &&
            other.x < one.x + one.width - 0.6 &&
            one.x < other.x + other.width - 0.6,
        )
        .map((other) => `${one.text} / ${other.text}`),
    );
  });
}

describe('laid out reports', () => {
  const hostile = hostileResult();
  hostile.package.name = '长'.repeat(10_000);
  hostile.items[0]!.title = 'x'.repeat(2_000);
  hostile.inventory.endpoints[0]!.path = '/'.repeat(3_000);
  const shows = Array.from({ length: 24 }, (_, i) => ({
    position: (['button', 'label', 'placeholder', 'toast', 'tab'] as const)[i % 5]!,
    text: `第${i}段很长很长的文字 with Latin words in between`.slice(0, 40),
    ...(i % 2 === 0 && { marked: true }),
  }));
  const sketched = sampleResult({
    items: [
      {
        ...sampleResult().items[0]!,
        contexts: [context({ shows }), context({ shows: shows.slice(3), title: 'A page with a long English title' })],
      },
    ],
  });
  const cases: [string, ResultDocument][] = [
    ['sample', sampleResult()],
    ['packed', packedResult()],
    ['clean', cleanResult()],
    ['sketched', sketched],
    ['hostile', hostile],
  ];

  it.each(cases)('%s: nothing leaves the page or lies over another', (_, document) => {
    for (const lang of ['zh', 'en'] as const)
      for (const typography of ['gbt9704', 'compact'] as const) {
        const set = styleOf({ typography });
        const layout = layOut([reportModel(document, {}, lang)], set, loadFonts(), '');
        expect(outside(layout, set)).toEqual([]);
        expect(overlaps(layout)).toEqual([]);
      }
  });

  it('keep what is said of a screen on the page of its first evidence', () => {
    const { evidence } = context();
    const contexts = Array.from({ length: 120 }, (_, i) =>
      context({ screen: `pages/m${i}/index`, title: `页面${i}`, evidence: evidence.slice(0, 1 + (i % 3)) }),
    );
    const document = sampleResult({ items: [{ ...sampleResult().items[0]!, contexts }] });
    const { pages } = layOut([reportModel(document, {}, 'zh')], style, loadFonts(), '');
    const area = style.height - style.margin.bottom;
    const lowest = pages.map(({ marks }) =>
      marks
        .filter((mark): mark is TextMark => mark.kind === 'text' && mark.y < area)
        .reduce((low, mark) => (mark.y >= low.y ? mark : low)),
    );
    expect(lowest.filter(({ text }) => text.endsWith('，可达'))).toEqual([]);
  });
});

describe('the size of a logo', () => {
  it('is read from JPEG too, and one that says none fills the room', () => {
    const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 50, 0, 100, 1, 0, 0, 0]);
    expect(logoSize({ bytes: jpeg, type: 'jpeg' })).toEqual({ width: 96, height: 48 });
    expect(logoSize({ bytes: new Uint8Array([0xff, 0xd8]), type: 'jpeg' })).toEqual({ width: 120, height: 48 });
    expect(logoSize({ bytes: new Uint8Array(3), type: 'png' })).toEqual({ width: 120, height: 48 });
  });
});

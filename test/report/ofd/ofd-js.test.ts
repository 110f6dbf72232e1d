import { beforeAll, describe, expect, it } from 'vitest';
import { type Layout, layOut, loadFonts, styleOf, type TextMark } from '../../../src/report/layout/index.js';
import { reportModel } from '../../../src/report/model/index.js';
import { ofd } from '../../../src/report/ofd/index.js';
import { hasChromium } from '../../support/chromium.js';
import { type DrawnOfd, drawByOfdJs } from '../../support/ofd-js.js';
import { sampleResult } from '../../support/sample-result.js';

const MM = 72 / 25.4;

function textsOf({ marks, watermark }: Layout['pages'][number]): { text: string; mark?: TextMark }[] {
  const written = marks.filter((mark): mark is TextMark => mark.kind === 'text').map((mark) => ({ text: mark.text, mark }));
  return watermark ? [{ text: watermark.text }, ...written] : written;
}

describe.skipIf(!hasChromium)('ofd, read by ofd.js', () => {
  const layout = layOut([reportModel(sampleResult(), {}, 'zh')], styleOf({}), loadFonts(), '');
  let drawn: DrawnOfd;
  beforeAll(async () => {
    drawn = await drawByOfdJs(await ofd.write([sampleResult()], { lang: 'zh', color: false, width: 80 }));
  }, 60_000);

  it('has the pages that were laid out, with the same text in the same order', () => {
    expect(drawn.pages).toHaveLength(layout.pages.length);
    expect(drawn.pages.map(({ texts }) => texts.map(({ text }) => text))).toEqual(
      layout.pages.map((page) => textsOf(page).map(({ text }) => text)),
    );
  });

  it('puts every text where it was laid out, on A4', () => {
    drawn.pages.forEach(({ texts, width, height }, i) => {
      expect([width, height]).toEqual([expect.closeTo(210, 1), expect.closeTo(297, 1)]);
      const marks = textsOf(layout.pages[i]!).map(({ mark }) => mark);
      for (const [at, { text, x, y }] of texts.entries()) {
        const mark = marks[at];
        if (mark) expect([text, x, y]).toEqual([text, expect.closeTo(mark.x / MM, 1), expect.closeTo(mark.y / MM, 1)]);
      }
    });
    expect(Math.max(...drawn.pages.map(({ paths }) => paths))).toBeGreaterThan(30);
  });

  it('gives it nothing to complain of and nothing to fetch', () => {
    expect(drawn.said).toEqual([]);
    expect(drawn.asked).toEqual([]);
  });
});

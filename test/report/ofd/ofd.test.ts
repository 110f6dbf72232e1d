import { beforeAll, describe, expect, it } from 'vitest';
import { findSeals } from '../../../src/integrity/find-seals.js';
import { layOut, loadFonts, styleOf } from '../../../src/report/layout/index.js';
import { readTypeFace } from '../../../src/report/layout/truetype.js';
import { reportModel } from '../../../src/report/model/index.js';
import { ofd } from '../../../src/report/ofd/index.js';
import { mm } from '../../../src/report/ofd/measures.js';
import { pdf } from '../../../src/report/pdf/index.js';
import { sealOf } from '../../../src/report/seal.js';
import { hasChromium, launchChromium } from '../../support/chromium.js';
import { type ReadOfd, readOfd } from '../../support/ofd-reader.js';
import { readPdf } from '../../support/pdf-reader.js';
import { bare } from '../../support/report-texts.js';
import { packedResult, sampleResult } from '../../support/sample-result.js';

const options = { lang: 'zh', color: false, width: 80 } as const;

describe('ofd', () => {
  let bytes: Uint8Array;
  let read: ReadOfd;
  beforeAll(async () => {
    bytes = await ofd.write([sampleResult()], options);
    read = await readOfd(bytes);
  });

  it('has the pages of the PDF, with the same text on each', async () => {
    const { pages, bookmarks } = readPdf(await pdf.write([sampleResult()], options));
    const said = (text: string): string => [...bare(text)].sort().join('');
    expect(read.pages.length).toBe(pages.length);
    expect(read.pages.map(({ texts }) => said(texts.map(({ text }) => text).join('')))).toEqual(pages.map(said));
    expect(new Set(read.bookmarks)).toEqual(new Set(bookmarks));
  });

  it('says how far apart its characters stand, and draws with paths', () => {
    for (const { texts } of read.pages)
      for (const { text, steps } of texts) expect([text, steps.length]).toEqual([text, Math.max(0, [...text].length - 1)]);
    expect(Math.max(...read.pages.map(({ paths }) => paths))).toBeGreaterThan(30);
  });

  it('embeds the characters that are used, each as wide as it was laid out, and no others', () => {
    for (const [id, font] of read.fonts) {
      const face = readTypeFace(font);
      const runs = read.pages.flatMap(({ texts }) => texts.filter((one) => one.font === id));
      for (const { text, size, steps } of runs.slice(0, 400))
        steps.forEach((step, i) => {
          const advance = face.advance([...text][i]!.codePointAt(0)!)!;
          expect(step).toBeCloseTo((advance / face.unitsPerEm) * size, 1);
        });
      expect(face.advance(0x9f98)).toBeUndefined();
      expect(font.length).toBeLessThan(1_500_000);
    }
    expect(read.fonts.size).toBe(3);
    expect(bytes.length).toBeLessThan(800_000);
  });

  it('carries the seals, and numbers nothing twice', async () => {
    const documents = [sampleResult(), packedResult()];
    const several = await ofd.write(documents, options);
    expect(await findSeals(Buffer.from(several))).toEqual(documents.map(sealOf));
    const { files } = await readOfd(several);
    const ids = [...files.values()].flatMap((text) => [...text.matchAll(/ ID="(\d+)"/g)].map(([, id]) => Number(id)));
    expect(new Set(ids).size).toBe(ids.length);
    expect(Number(/<ofd:MaxUnitID>(\d+)</.exec(files.get('Doc_0/Document.xml')!)![1])).toBeGreaterThanOrEqual(Math.max(...ids));
  });

  it('leads from its contents and from what it cites to the places the PDF does', async () => {
    const layout = layOut([reportModel(sampleResult(), {}, 'zh')], styleOf({}), loadFonts(), '');
    const placeOf = (id: string): string | undefined => {
      const place = layout.places.get(id);
      return place && `${place.page} ${mm(place.y)}`;
    };
    const leads = read.pages.map(({ texts }) =>
      texts.flatMap(({ text, to }) => (to ? [{ text, to: `${to.page} ${to.top}` }] : [])),
    );
    const wanted = layout.pages.map(({ marks }) =>
      marks.flatMap((mark) => (mark.kind === 'link' ? (placeOf(mark.to) ?? []) : [])),
    );
    expect(leads.map((page) => new Set(page.map(({ to }) => to)))).toEqual(wanted.map((page) => new Set(page)));
    const rows = layout.outline.flatMap(({ title, id }) => {
      const row = leads[1]!.find(({ text }) => text === title);
      return row ? [{ shown: row.to, stands: placeOf(id) }] : [];
    });
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ shown, stands }) => shown !== stands)).toEqual([]);
    expect(new Set(leads.flat().map(({ to }) => to)).size).toBeGreaterThan(30);
  });

  it('holds the logo of the unit, its sides as in the picture', async () => {
    const png = new Uint8Array(24);
    png.set([0x89, 0x50, 0x4e, 0x47]);
    png.set([0, 0, 0, 200, 0, 0, 0, 200], 16);
    const { files } = await readOfd(
      await ofd.write([sampleResult()], { ...options, settings: { logo: { bytes: png, type: 'png' } } }),
    );
    const image = /<ofd:ImageObject [^>]*>/.exec(files.get('Doc_0/Pages/Page_0/Content.xml')!)![0];
    expect(image).toMatch(/Boundary="28 37 16\.933 16\.933" CTM="16\.933 0 0 16\.933 0 0" ResourceID="\d+"/);
    expect(files.get('Doc_0/Document.xml')).toContain('<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>');
  });

  it('gives the same bytes for the same document', async () => {
    expect(await ofd.write([sampleResult()], options)).toEqual(bytes);
  });

  it.skipIf(!hasChromium)('embeds fonts a browser takes, which check every table', async () => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      for (const [id, font] of read.fonts) {
        const sample = read.pages.flatMap(({ texts }) => texts).find((one) => one.font === id && one.steps.length > 3)!;
        const text = [...sample.text].slice(0, -1).join('');
        const width = await page.evaluate<number>(`(async () => {
          const bytes = Uint8Array.from(atob(${JSON.stringify(font.toString('base64'))}), (c) => c.charCodeAt(0));
          document.fonts.add(await new FontFace('embedded', bytes).load());
          const context = document.createElement('canvas').getContext('2d');
          context.font = '100px embedded';
          const wide = context.measureText(${JSON.stringify(text)}).width;
          document.fonts.clear();
          return wide;
        })()`);
        const steps = sample.steps.reduce((sum, step) => sum + step, 0);
        expect(Math.abs(width / 100 - steps / sample.size)).toBeLessThan(0.02);
      }
    } finally {
      await browser.close();
    }
  });
});

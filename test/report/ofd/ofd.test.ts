import { beforeAll, describe, expect, it } from 'vitest';
import { findSeals } from '../../../src/integrity/find-seals.js';
import { readTypeFace } from '../../../src/report/layout/truetype.js';
import { ofd } from '../../../src/report/ofd/index.js';
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

  it('holds the logo of the unit', async () => {
    const logo = { bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47]), type: 'png' } as const;
    const { files } = await readOfd(await ofd.write([sampleResult()], { ...options, settings: { logo } }));
    const id = /<ofd:ImageObject [^>]*ResourceID="(\d+)"/.exec(files.get('Doc_0/Pages/Page_0/Content.xml')!)![1];
    expect(id).toBeDefined();
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

import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { findSeals } from '../../../src/integrity/find-seals.js';
import { docx } from '../../../src/report/docx/index.js';
import { type Block, reportModel } from '../../../src/report/model/index.js';
import { pdf } from '../../../src/report/pdf/index.js';
import { sealOf } from '../../../src/report/seal.js';
import type { WriteOptions } from '../../../src/report/writer.js';
import { convertByOffice, hasOffice } from '../../support/office.js';
import { readPdf } from '../../support/pdf-reader.js';
import { bare, missingIn, reportTexts } from '../../support/report-texts.js';
import { cleanResult, packedResult, sampleResult } from '../../support/sample-result.js';
import { brokenXml, xmlTexts } from '../../support/xml-read.js';

const options: WriteOptions = { lang: 'zh', color: false, width: 80 };

async function parts(bytes: Uint8Array): Promise<Record<string, string>> {
  const zip = await JSZip.loadAsync(bytes);
  const names = Object.keys(zip.files);
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await zip.file(name)!.async('string')] as const)));
}

/** LibreOffice leaves the texts of shapes out of plain text. */
function withoutDrawings(blocks: readonly Block[]): Block[] {
  return blocks
    .filter(({ kind }) => kind !== 'drawing')
    .map((block) => ('blocks' in block ? { ...block, blocks: withoutDrawings(block.blocks) } : block));
}

/** Titles and page numbers, as shown. */
function contentsRows(text: string): { title: string; page: number }[] {
  const end = text.indexOf('</w:sdt>');
  const rows = text
    .slice(0, end)
    .split(/<w:pStyle w:val="TOC\d"\/>/)
    .slice(1);
  return rows.map((row) => {
    const shown = xmlTexts(row, 'w:t');
    return { title: shown.slice(0, -1).join(''), page: Number(shown.at(-1)) };
  });
}

const main = async (documents = [sampleResult()], over: Partial<WriteOptions> = {}): Promise<string> =>
  (await parts(await docx.write(documents, { ...options, ...over })))['word/document.xml']!;

describe('docx', () => {
  it('is a package whose parts are well-formed XML and are all declared', async () => {
    const files = await parts(await docx.write([sampleResult()], options));
    expect(Object.keys(files)).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'docProps/core.xml',
      'docProps/app.xml',
      'docProps/custom.xml',
      'word/document.xml',
      'word/styles.xml',
      'word/settings.xml',
      'word/fontTable.xml',
      'word/header1.xml',
      'word/footer1.xml',
      'word/_rels/document.xml.rels',
    ]);
    for (const [name, text] of Object.entries(files)) expect([name, brokenXml(text)]).toEqual([name, []]);
    for (const name of Object.keys(files).filter((one) => /^(word|docProps)\/\w+\.xml$/.test(one)))
      expect(files['[Content_Types].xml']).toContain(`PartName="/${name}"`);
  });

  it.each([
    ['sample', sampleResult()],
    ['packed', packedResult()],
    ['clean', cleanResult()],
  ])('says everything the report model of %s says, in order', async (_, document) => {
    for (const lang of ['zh', 'en'] as const) {
      const written = xmlTexts(await main([document], { lang }), 'w:t').join('');
      expect(missingIn(written, reportTexts(reportModel(document, {}, lang)))).toEqual([]);
    }
  });

  it('has real styles, fields for pages and contents, headers of tables that repeat', async () => {
    const files = await parts(await docx.write([sampleResult()], options));
    const text = files['word/document.xml']!;
    const used = new Set([...text.matchAll(/<w:(?:pStyle|rStyle|tblStyle) w:val="(\w+)"/g)].map(([, style]) => style!));
    const defined = [...files['word/styles.xml']!.matchAll(/w:styleId="(\w+)"/g)].map(([, style]) => style!);
    expect([...used].filter((style) => !defined.includes(style))).toEqual([]);
    for (const style of [
      'Title',
      'Heading1',
      'Heading2',
      'Heading3',
      'Caption',
      'TOC1',
      'ReportTable',
      'LongTableText',
      'Evidence',
    ])
      expect(used).toContain(style);
    expect(text).toContain('TOC \\o &quot;1-2&quot; \\h \\z \\u \\b _R');
    expect(files['word/footer1.xml']).toMatch(/第 <[\s\S]* PAGE [\s\S]* 页　共 <[\s\S]* NUMPAGES /);
    expect(files['word/header1.xml']).toContain('报告编号 ZWJC-20260305-5f70bf18');
    expect(files['word/settings.xml']).toContain('<w:updateFields w:val="1"/>');
    const tables = text.split('<w:tbl>').slice(1);
    for (const one of tables.filter((table) => table.includes('w:firstRow="1"')))
      expect(one).toMatch(/^[\s\S]*?<\/w:tblGrid>\s*<w:tr><w:trPr><w:cantSplit\/><w:tblHeader\/>/);
    expect(tables.every((one) => one.includes('<w:tblLayout w:type="fixed"/>'))).toBe(true);
  });

  it('shows in its contents and footers the pages of the PDF, until fields are updated', async () => {
    const documents = [sampleResult(), packedResult()];
    const files = await parts(await docx.write(documents, options));
    for (const [i, document] of documents.entries()) {
      const { pages } = readPdf(await pdf.write([document], options));
      const rows = contentsRows(files['word/document.xml']!.split('<w:docPartGallery ')[i + 1]!);
      expect(rows.length).toBeGreaterThan(15);
      expect(rows.filter(({ title, page }) => !bare(pages[page - 1] ?? '').includes(bare(title)))).toEqual([]);
      expect(rows.map(({ page }) => page)).toEqual(rows.map(({ page }) => page).sort((x, y) => x - y));
      expect(new Set(rows.map(({ page }) => page)).size).toBeGreaterThan(8);
      expect(files[`word/footer${i + 1}.xml`]).toMatch(new RegExp(` SECTIONPAGES <[\\s\\S]*<w:t [^>]*>${pages.length}<`));
    }
  });

  it('every link and field leads to a bookmark, and no two bookmarks or drawings have one id', async () => {
    const text = await main([sampleResult(), sampleResult()]);
    const names = [...text.matchAll(/<w:bookmarkStart w:id="(\d+)" w:name="(\w+)"/g)];
    const targets = [...text.matchAll(/(?:w:anchor="|PAGEREF |\\b )(_R\d+)/g)].map(([, name]) => name!);
    expect(targets.length).toBeGreaterThan(40);
    expect(targets.filter((name) => !names.some(([, , one]) => one === name))).toEqual([]);
    const ids = [...names.map(([, id]) => id), ...[...text.matchAll(/<wp:docPr id="(\d+)"/g)].map(([, id]) => id)];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is a draft behind every page until it is reviewed', async () => {
    const header = async (draft: boolean): Promise<string> =>
      (await parts(await docx.write([sampleResult()], { ...options, settings: { draft } })))['word/header1.xml']!;
    expect(await header(true)).toContain('string="草稿（未经审核）"');
    expect(await header(false)).not.toContain('草稿');
  });

  it('carries the seals in its properties and in its text', async () => {
    const documents = [sampleResult(), packedResult()];
    const bytes = await docx.write(documents, options);
    expect(await findSeals(Buffer.from(bytes))).toEqual(documents.map(sealOf));
    const text = (await parts(bytes))['word/document.xml']!;
    expect(xmlTexts(text, 'w:t').filter((one) => one.startsWith('jianfu-seal/1 '))).toHaveLength(2);
  });

  it('counts the pages of every report of a file by itself', async () => {
    const files = await parts(await docx.write([sampleResult(), packedResult()], options));
    expect(files['word/document.xml']!.split('<w:sectPr>')).toHaveLength(3);
    expect(files['word/footer2.xml']).toContain('SECTIONPAGES');
  });

  it('takes fonts, margins and the logo of the unit', async () => {
    const png = new Uint8Array(24);
    png.set([0x89, 0x50, 0x4e, 0x47]);
    png.set([0, 0, 0, 200, 0, 0, 0, 100], 16);
    const settings = {
      fonts: { body: '思源宋体' },
      typography: 'compact',
      organisation: '示例检测中心',
      logo: { bytes: png, type: 'png' },
    } as const;
    const files = await parts(await docx.write([sampleResult()], { ...options, settings }));
    expect(files['word/styles.xml']).toContain('w:eastAsia="思源宋体"');
    expect(files['word/document.xml']).toContain('w:top="1361"');
    expect(files['word/document.xml']).toContain('<wp:extent cx="1219200" cy="609600"/>');
    expect(files['word/_rels/document.xml.rels']).toContain('Target="logo.png"');
    expect(files['docProps/core.xml']).toContain('<dc:creator>示例检测中心</dc:creator>');
  });

  it('draws as much as a word processor can open, and says what it left out', async () => {
    const document = sampleResult();
    const found = document.items[0]!;
    const [screen] = found.contexts;
    const shows = Array.from({ length: 16 }, (_, i) => ({ position: 'label', text: `文字${i}`, marked: i < 8 }) as const);
    found.contexts = Array.from({ length: 40 }, (_, i) => ({ ...screen!, screen: `pages/m${i}/index`, shows }));
    document.items.push(...[1, 2, 3, 4].map((n) => ({ ...found, rule: `${found.rule}-${n}` })));
    const text = await main([document]);
    expect(text.split('<wps:wsp>').length).toBeLessThan(1300);
    expect(text).toContain('图略：页面“打卡签到”的示意，标出 8 处');
    expect(
      missingIn(
        xmlTexts(text, 'w:t').join(''),
        reportTexts({ ...reportModel(document, {}, 'zh'), blocks: withoutDrawings(reportModel(document, {}, 'zh').blocks) }),
      ),
    ).toEqual([]);
  }, 60_000);

  it('gives the same bytes for the same document', async () => {
    expect(await docx.write([sampleResult()], options)).toEqual(await docx.write([sampleResult()], options));
  });

  it.skipIf(!hasOffice)(
    'opens in LibreOffice, which reads the same text',
    async () => {
      const read = convertByOffice(await docx.write([sampleResult()], options), 'txt:Text (encoded):UTF8').toString('utf8');
      const report = reportModel(sampleResult(), {}, 'zh');
      const wanted = reportTexts({ ...report, blocks: withoutDrawings(report.blocks) });
      expect(wanted.length).toBeGreaterThan(200);
      expect(missingIn(read, wanted)).toEqual([]);
    },
    120_000,
  );
});

import { beforeAll, describe, expect, it } from 'vitest';
import { findSeals } from '../../../src/integrity/find-seals.js';
import { loadWriter } from '../../../src/report/index.js';
import type { ReportSettings } from '../../../src/report/model/settings.js';
import { readSeals, sealLine, sealOf } from '../../../src/report/seal.js';
import type { ResultDocument } from '../../../src/result.js';
import { activeCharacters, hostileResult } from '../../support/hostile-result.js';
import { type ReadPdf, readPdf } from '../../support/pdf-reader.js';
import { context } from '../../support/sample-parts.js';
import { cleanResult, packedResult, sampleResult } from '../../support/sample-result.js';

async function write(documents: ResultDocument[], settings: ReportSettings = {}, lang: 'zh' | 'en' = 'zh'): Promise<Uint8Array> {
  const written = await (await loadWriter('pdf')).write(documents, { lang, color: false, width: 80, settings });
  return written as Uint8Array;
}

const joined = ({ pages }: ReadPdf): string => pages.join('\n');

describe('a PDF report', () => {
  let pdf: ReadPdf;
  beforeAll(async () => {
    pdf = readPdf(await write([sampleResult()]));
  });

  it('is the same bytes for the same result', async () => {
    expect(Buffer.from(await write([sampleResult()])).equals(Buffer.from(await write([sampleResult()])))).toBe(true);
  });

  it('has every part in its text and its bookmarks, in order', () => {
    const parts =
      '声明 一、样品信息 二、检测依据与范围 三、检测环境与工具 四、判定规则 五、覆盖情况 六、结果一览 七、禁止情形核查 八、必要功能核查 九、其他条款与提示 十、功能设置情况清单 十一、整改建议 十二、局限与人工复核事项 签字 附录'.split(
        ' ',
      );
    expect(pdf.bookmarks.filter((title) => parts.includes(title))).toEqual(parts);
    expect(pdf.bookmarks).toContain('（一）打卡签到');
    for (const part of parts) expect(joined(pdf)).toContain(part);
    expect(pdf.pages.at(-1)).toContain('报告结束　以下空白');
  });

  it('has number, circulation, page and the draft mark on every page', () => {
    pdf.pages.forEach((page, i) => {
      expect(page).toContain('报告编号 ZWJC-20260305-5f70bf18');
      expect(page).toContain('内部');
      expect(page).toContain(`第 ${i + 1} 页　共 ${pdf.pages.length} 页`);
      expect(page).toContain('草稿（未经审核）');
    });
  });

  it('embeds its fonts, each as a subset, and runs no script', () => {
    expect(pdf.fonts.map((name) => name.replace(/^[A-Z]{6}\+/, '')).sort()).toEqual([
      'Cousine-Regular',
      'NotoSansSC-Medium',
      'NotoSerifSC-Regular',
    ]);
    expect(pdf.fonts.every((name) => /^[A-Z]{6}\+/.test(name))).toBe(true);
    expect(pdf.raw).not.toMatch(/\/JavaScript|\/JS\b|\/Launch|\/EmbeddedFile|\/URI/);
  });

  it('says that it is PDF/A-2b, with the colours and metadata that needs', () => {
    expect(pdf.raw).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>B</);
    expect(pdf.raw).toContain('/GTS_PDFA1');
    expect(pdf.raw).toMatch(/<xmp:CreateDate>2026-03-05T08:30:00Z</);
    expect(pdf.raw).toContain('/Lang (zh-CN)');
  });

  it('carries the seal of its result in text and metadata', async () => {
    const result = sampleResult();
    expect(await findSeals(Buffer.from(await write([result])))).toEqual([sealOf(result)]);
    expect(joined(pdf).replaceAll('\n', '')).toContain(sealLine(result).replaceAll(' ', ' '));
  });

  it('has no whole blank page', () => {
    for (const page of pdf.pages) expect(page.split('\n').length).toBeGreaterThan(6);
  });

  it('repeats the header of a table on each page it reaches', async () => {
    const screens = Array.from({ length: 120 }, (_, i) => ({
      id: `pages/p${i}/index`,
      title: `页面${i}`,
      reachable: 'yes',
      from: ['app'],
    }));
    const { pages } = readPdf(await write([sampleResult({ inventory: { ...sampleResult().inventory, screens } })]));
    const rows = pages.filter((page) => /pages\/p\d+\/index/.test(page) && page.includes('启动页或导航栏'));
    expect(rows.length).toBeGreaterThan(2);
    for (const page of rows) expect(page).toContain('页面标识');
  });

  it('names a character without a glyph, and leaves a mark in its place', async () => {
    const result = sampleResult();
    result.package.name = '示例🏅网格通';
    const text = joined(readPdf(await write([result])));
    expect(text).toContain('示例〓网格通');
    expect(text.replaceAll('\n', '')).toContain('没有以下字符的字形，文中以“〓”代替：U+1F3C5');
  });

  it('has all of GB 2312 and U+4E00 to U+9FA5', async () => {
    const { loadFonts } = await import('../../../src/report/layout/index.js');
    const fonts = loadFonts();
    const decoder = new TextDecoder('gb18030');
    for (let row = 0xa1; row <= 0xf7; row++)
      for (let cell = 0xa1; cell <= 0xfe; cell++) {
        const character = decoder.decode(Uint8Array.of(row, cell));
        if (character.length === 1 && !/[\ue000-\uf8ff\ufffd]/.test(character)) fonts.glyph(character, 'hei');
      }
    for (let code = 0x4e00; code <= 0x9fa5; code++) fonts.glyph(String.fromCodePoint(code), 'song');
    for (const sign of '×！？√～※－／①⑩●…—“”→〓《》〔〕') fonts.glyph(sign, 'song');
    expect(fonts.missing()).toEqual([]);
  });

  it('takes the settings of the unit, and another type area', async () => {
    const compact = readPdf(await write([sampleResult()], { typography: 'compact', organisation: '示例检测中心', draft: false }));
    expect(compact.pages.length).toBeLessThan(pdf.pages.length);
    expect(joined(compact)).toContain('示例检测中心');
    expect(joined(compact)).not.toContain('草稿');
  });

  it('puts several reports in one file, with a list, each with pages of its own', async () => {
    const results = [sampleResult(), packedResult(), cleanResult()];
    const bytes = await write(results, {}, 'en');
    const many = readPdf(bytes);
    expect(many.pages[0]).toContain('Reports in this file');
    expect(many.pages.filter((page) => /Page 1 of \d+/.test(page))).toHaveLength(3);
    expect(await findSeals(Buffer.from(bytes))).toEqual(results.map(sealOf));
    expect(readSeals(many.raw).length).toBeGreaterThanOrEqual(3);
  });

  it('lets a hostile package act nowhere, and breaks names that are too long for a line', async () => {
    const hostile = hostileResult();
    hostile.package.name = '长'.repeat(10_000);
    hostile.items[0]!.contexts[0]!.evidence[0]!.at.path = `${'p'.repeat(5_000)}/${'路'.repeat(5_000)}`;
    const bytes = await write([hostile]);
    const read = readPdf(bytes);
    expect(activeCharacters(joined(read))).toEqual([]);
    expect(read.raw).not.toMatch(/<script|onerror=|\/JavaScript/);
    expect(await findSeals(Buffer.from(bytes))).toEqual([sealOf(hostile)]);
  });
});

describe('a long PDF report', () => {
  it('holds hundreds of findings in little time and space', async () => {
    const contexts = Array.from({ length: 500 }, (_, i) =>
      context({ screen: `pages/area${i % 9}/screen${i}`, title: `第${i}个页面` }),
    );
    const items = [{ ...sampleResult().items[0]!, contexts }, ...sampleResult().items.slice(1)];
    const result = sampleResult({ items });
    await write([result]);
    const before = process.cpuUsage();
    const bytes = await write([result]);
    const { user } = process.cpuUsage(before);
    expect(readPdf(bytes).pages.at(-1)).toContain('报告结束');
    expect(bytes.length).toBeLessThan(4_000_000);
    // Of the processor, not of the clock: other tests run beside this one. The measured figure is in docs/report.md.
    expect(user / 1e6).toBeLessThan(4);
  });
});

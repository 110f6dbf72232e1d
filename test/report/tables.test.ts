import { XMLParser, XMLValidator } from 'fast-xml-parser';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { csv } from '../../src/report/tables/csv.js';
import { packageTable } from '../../src/report/tables/rows.js';
import { looksLikeFormula } from '../../src/report/tables/table.js';
import { tableWords } from '../../src/report/tables/words.js';
import { columnName } from '../../src/report/xlsx/cells.js';
import { xlsx, xlsxStream } from '../../src/report/xlsx/index.js';
import type { ResultDocument } from '../../src/result.js';
import { readCsv } from '../support/csv-reader.js';
import { hostileResult } from '../support/hostile-result.js';
import { packedResult, sampleResult } from '../support/sample-result.js';

const options = { lang: 'zh', color: false, width: 80 } as const;

describe('csv', () => {
  it('has a row per package and rule', () => {
    const [heading, first, ...rows] = readCsv(csv.write([sampleResult(), packedResult()], options));
    expect(rows).toHaveLength(17);
    expect(Object.fromEntries(heading!.map((title, i) => [title, first![i]]))).toMatchObject({
      文件: 'grid.wxapkg',
      应用名称: '示例网格通',
      形态: '微信小程序',
      规则: '14-2-check-in',
      条款: '第十四条第（二）项',
      结论: '发现',
      结论代码: 'found',
      依据数: '3',
      首处依据: '“外勤打卡签到”',
      位置: 'grid.wxapkg!app-service.js:12:7',
    });
  });

  it('begins with a byte order mark only where it is asked for', () => {
    expect(csv.write([sampleResult()], options).startsWith('文件,')).toBe(true);
    expect(csv.write([sampleResult()], { ...options, bom: true }).startsWith('\ufeff文件,')).toBe(true);
  });

  it('a cell that would be run is a text', () => {
    const { package: app } = sampleResult();
    const name = '=HYPERLINK("http://e.example","x")';
    const [, first] = readCsv(
      csv.write([sampleResult({ package: { ...app, name, id: '＠SUM(1)', versionName: '-2+3' } })], options),
    );
    expect([first![1], first![2], first![4]]).toEqual([`'${name}`, "'＠SUM(1)", "'-2+3 (231)"]);
  });
});

describe('looksLikeFormula', () => {
  it.each(['=1', '+cmd', '-x', '@a', ' =1', '"=1', '＝1', '|x', '%0'])('%s', (text) => expect(looksLikeFormula(text)).toBe(true));
  it.each(['1', '-1.5', '打卡', 'a=b', '', '2026-01-01'])('not %s', (text) => expect(looksLikeFormula(text)).toBe(false));
});

describe('xlsx', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => ['row', 'c', 'sheet'].includes(name),
  });

  async function open(documents: ResultDocument[]) {
    const zip = await JSZip.loadAsync(await xlsx.write(documents, options));
    const parts = await Promise.all(
      Object.values(zip.files).map(async (file) => [file.name, await file.async('string')] as const),
    );
    for (const [name, text] of parts) expect({ name, valid: XMLValidator.validate(text) }).toEqual({ name, valid: true });
    return Object.fromEntries(parts);
  }

  it('has four sheets, each with a frozen heading and a filter', async () => {
    const parts = await open([sampleResult(), packedResult()]);
    expect(parser.parse(parts['xl/workbook.xml']!).workbook.sheets.sheet.map(({ name }: { name: string }) => name)).toEqual([
      '样品',
      '检测项',
      '依据',
      '限制',
    ]);
    const sheets = [1, 2, 3, 4].map((i) => parser.parse(parts[`xl/worksheets/sheet${i}.xml`]!).worksheet);
    expect(sheets.map(({ sheetData, autoFilter }) => [sheetData.row.length, autoFilter.ref])).toEqual([
      [3, 'A1:P3'],
      [19, 'A1:T19'],
      [expect.any(Number), expect.stringMatching(/^A1:S\d+$/)],
      [5, 'A1:M5'],
    ]);
    for (const { sheetViews } of sheets) expect(sheetViews.sheetView.pane).toMatchObject({ ySplit: '1', state: 'frozen' });
    const [, first] = sheets[1].sheetData.row;
    expect(
      first.c.map((cell: { v?: number; is?: { t: { '#text': string } } }) => cell.v ?? cell.is!.t['#text']).slice(0, 8),
    ).toEqual([
      'grid.wxapkg',
      '示例网格通',
      'wx0123456789abcdef',
      '微信小程序',
      '2.3.1 (231)',
      '14-2-check-in',
      '第十四条第（二）项',
      '打卡签到',
    ]);
  });

  it('a cell is never a formula, and what looks like one keeps its quote prefix', async () => {
    const { package: app } = sampleResult();
    const parts = await open([sampleResult({ package: { ...app, name: '=1+1' } }), hostileResult('\u0000\ufffe]]>&')]);
    for (const text of Object.values(parts)) expect(text).not.toMatch(/<f[ >/]/);
    const [, first] = parser.parse(parts['xl/worksheets/sheet1.xml']!).worksheet.sheetData.row;
    expect(first.c[1]).toMatchObject({ r: 'B2', s: '2', t: 'inlineStr', is: { t: { '#text': '=1+1' } } });
    expect(parts['xl/styles.xml']).toContain('quotePrefix="1"');
  });

  it('the same result gives the same bytes', async () => {
    const [a, b] = await Promise.all([1, 2].map(() => xlsx.write([sampleResult()], options)));
    expect(Buffer.from(a!).equals(Buffer.from(b!))).toBe(true);
  });

  it('as a stream it holds the same rows', async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of xlsxStream([packageTable([sampleResult()], tableWords('zh'))])) chunks.push(chunk as Buffer);
    const sheet = await (await JSZip.loadAsync(Buffer.concat(chunks))).file('xl/worksheets/sheet1.xml')!.async('string');
    expect(sheet).toBe((await open([sampleResult()]))['xl/worksheets/sheet1.xml']);
  });

  it.each([
    [1, 'A'],
    [26, 'Z'],
    [27, 'AA'],
    [703, 'AAA'],
  ])('column %d is %s', (number, name) => expect(columnName(number)).toBe(name));
});

import type { Table } from '../tables/table.js';
import { xmlDocument } from '../xml.js';
import { columnName } from './cells.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Everything of a workbook but its sheets (ECMA-376 part 1, §12 and §18), by name in the package. */
export function workbookParts(tables: readonly Table[]): Record<string, string> {
  return {
    '[Content_Types].xml': contentTypes(tables.length),
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbook(tables),
    'xl/_rels/workbook.xml.rels': relations([
      ...tables.map((_, i): [string, string] => ['worksheet', `worksheets/sheet${i + 1}.xml`]),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': styles(),
  };
}

function contentTypes(sheets: number): string {
  const part = (name: string, type: string) => ({ '@PartName': name, '@ContentType': `${TYPE}.${type}+xml` });
  return xmlDocument({
    Types: {
      '@xmlns': 'http://schemas.openxmlformats.org/package/2006/content-types',
      Default: [
        { '@Extension': 'rels', '@ContentType': 'application/vnd.openxmlformats-package.relationships+xml' },
        { '@Extension': 'xml', '@ContentType': 'application/xml' },
      ],
      Override: [
        part('/xl/workbook.xml', 'sheet.main'),
        ...Array.from({ length: sheets }, (_, i) => part(`/xl/worksheets/sheet${i + 1}.xml`, 'worksheet')),
        part('/xl/styles.xml', 'styles'),
      ],
    },
  });
}

function relations(targets: [string, string][]): string {
  return xmlDocument({
    Relationships: {
      '@xmlns': RELATIONS,
      Relationship: targets.map(([type, target], i) => ({
        '@Id': `rId${i + 1}`,
        '@Type': `${OFFICE}/${type}`,
        '@Target': target,
      })),
    },
  });
}

/** The hidden name is what older programs take the filter from; it needs no row count, since the filter reaches down by itself. */
function workbook(tables: readonly Table[]): string {
  return xmlDocument({
    workbook: {
      '@xmlns': MAIN,
      '@xmlns:r': OFFICE,
      bookViews: { workbookView: { '@activeTab': 0 } },
      sheets: { sheet: tables.map(({ title }, i) => ({ '@name': title, '@sheetId': i + 1, '@r:id': `rId${i + 1}` })) },
      definedNames: {
        definedName: tables.map(({ title, columns }, i) => ({
          '@name': '_xlnm._FilterDatabase',
          '@localSheetId': i,
          '@hidden': 1,
          '#text': `'${title}'!$A$1:$${columnName(columns.length)}$1`,
        })),
      },
    },
  });
}

/** `cellXfs` in the order of `STYLE`. */
function styles(): string {
  const font = (bold: boolean) => ({ ...(bold && { b: '' }), sz: { '@val': 11 }, name: { '@val': 'Calibri' } });
  const top = { alignment: { '@vertical': 'top' } };
  const xf = (fontId: number, fillId: number, more: Record<string, string | number>) => ({
    '@numFmtId': 0,
    '@fontId': fontId,
    '@fillId': fillId,
    '@borderId': 0,
    '@xfId': 0,
    '@applyAlignment': 1,
    ...more,
    ...top,
  });
  return xmlDocument({
    styleSheet: {
      '@xmlns': MAIN,
      fonts: { '@count': 2, font: [font(false), font(true)] },
      fills: {
        '@count': 3,
        fill: [
          { patternFill: { '@patternType': 'none' } },
          { patternFill: { '@patternType': 'gray125' } },
          { patternFill: { '@patternType': 'solid', fgColor: { '@rgb': 'FFE7ECF3' } } },
        ],
      },
      borders: { '@count': 1, border: { left: '', right: '', top: '', bottom: '', diagonal: '' } },
      cellStyleXfs: { '@count': 1, xf: { '@numFmtId': 0, '@fontId': 0, '@fillId': 0, '@borderId': 0 } },
      cellXfs: {
        '@count': 3,
        xf: [xf(0, 0, {}), xf(1, 2, { '@applyFont': 1, '@applyFill': 1 }), xf(0, 0, { '@quotePrefix': 1 })],
      },
    },
  });
}

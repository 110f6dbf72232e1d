import { Readable } from 'node:stream';
import JSZip from 'jszip';
import { evidenceTable, itemTable, limitTable, packageTable } from '../tables/rows.js';
import type { Table } from '../tables/table.js';
import { tableWords } from '../tables/words.js';
import type { Writer } from '../writer.js';
import { sheetParts } from './sheet.js';
import { workbookParts } from './workbook.js';

/** A workbook for inspectors: packages, items, evidence, limits, each with a frozen heading and a filter. */
export const xlsx: Writer<Promise<Uint8Array>> = {
  format: 'xlsx',
  extension: 'xlsx',
  binary: true,
  write: (documents, { lang }) => {
    const words = tableWords(lang);
    return bytesOf([packageTable, itemTable, evidenceTable, limitTable].map((table) => table(documents, words)));
  },
};

function bytesOf(tables: readonly Table[]): Promise<Uint8Array> {
  return pack(tables, ({ columns, rows }) => [...sheetParts(columns, rows)].join('')).generateAsync({
    type: 'uint8array',
    compression: 'DEFLATE',
  });
}

/** The same workbook as a stream: rows are made while it is read, and never all in memory. */
export function xlsxStream(tables: readonly Table[]): Readable {
  const stream = pack(tables, ({ columns, rows }) =>
    Readable.from(sheetParts(columns, rows), { objectMode: false }),
  ).generateNodeStream({
    compression: 'DEFLATE',
    streamFiles: true,
  });
  // JSZip's streams are of an older kind than Node's own.
  return new Readable().wrap(stream);
}

/** The day in the archive says nothing, so that the same result gives the same bytes. */
const DAY = new Date(Date.UTC(2026, 0, 1));

function pack(tables: readonly Table[], sheet: (table: Table) => string | NodeJS.ReadableStream): JSZip {
  const zip = new JSZip();
  const parts = {
    ...workbookParts(tables),
    ...Object.fromEntries(tables.map((table, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheet(table)])),
  };
  for (const [name, content] of Object.entries(parts)) zip.file(name, content, { date: DAY, createFolders: false });
  return zip;
}

import type { Writer } from '../writer.js';
import { itemTable } from './rows.js';
import { type Cell, looksLikeFormula, type Table } from './table.js';
import { tableWords } from './words.js';

const BOM = '\ufeff';

/** RFC 4180: one row per package and rule, for spreadsheets and data bases. */
export const csv: Writer<string> = {
  format: 'csv',
  extension: 'csv',
  write: (documents, { lang, bom }) => [...csvLines(itemTable(documents, tableWords(lang)), { bom })].join(''),
};

/** A table line by line, for tables that do not fit into memory. */
export function* csvLines({ columns, rows }: Table, { bom = false }: { bom?: boolean } = {}): Iterable<string> {
  yield `${bom ? BOM : ''}${columns.map(({ title }) => field(title)).join(',')}\r\n`;
  for (const row of rows) yield `${row.map(field).join(',')}\r\n`;
}

/** A cell that a spreadsheet program would run gets an apostrophe in front, and is a text. */
function field(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const text = looksLikeFormula(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

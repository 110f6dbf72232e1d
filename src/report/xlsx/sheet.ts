import { type Cell, type Column, looksLikeFormula } from '../tables/table.js';
import { type Xml, xmlFragment } from '../xml.js';
import { columnName, STYLE } from './cells.js';

/** Excel's own bounds. */
const LONGEST_CELL = 32_767;
const MOST_ROWS = 1_048_576;

/**
 * One worksheet, row by row. Texts are inline strings: what a cell says is never a formula, and one that looks like it keeps
 * a quote prefix, so that it stays a text when somebody edits the cell.
 */
export function* sheetParts(columns: readonly Column[], rows: Iterable<readonly Cell[]>): Iterable<string> {
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`;
  yield xmlFragment({
    sheetViews: {
      sheetView: {
        '@workbookViewId': 0,
        pane: { '@ySplit': 1, '@topLeftCell': 'A2', '@activePane': 'bottomLeft', '@state': 'frozen' },
      },
    },
    cols: { col: columns.map(({ width }, i) => ({ '@min': i + 1, '@max': i + 1, '@width': width, '@customWidth': 1 })) },
  });
  yield `<sheetData>${rowOf(
    1,
    columns.map(({ title }) => title),
    STYLE.heading,
  )}`;
  let count = 1;
  for (const row of rows) {
    if (count === MOST_ROWS) break;
    count += 1;
    yield rowOf(count, row, STYLE.text);
  }
  yield `</sheetData>${xmlFragment({ autoFilter: { '@ref': `A1:${columnName(columns.length)}${count}` } })}</worksheet>`;
}

function rowOf(number: number, cells: readonly Cell[], style: number): string {
  const filled = cells.map((cell, i): Xml | undefined => {
    const place = { '@r': `${columnName(i + 1)}${number}` };
    if (typeof cell === 'number') return { ...place, v: cell };
    if (cell === '') return undefined;
    const text = cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL - 1)}…` : cell;
    return {
      ...place,
      '@s': style === STYLE.text && looksLikeFormula(text) ? STYLE.quoted : style,
      '@t': 'inlineStr',
      is: { t: { '@xml:space': 'preserve', '#text': text } },
    };
  });
  return xmlFragment({ row: { '@r': number, c: filled.filter((cell) => cell !== undefined) } });
}

import { type Content, type Markup, nothing, xml } from '../markup.js';
import { type Fields, type Rich, type Signatures, spansOf, type Table } from '../model/index.js';
import type { State } from './page.js';
import { paragraph, plain, runs } from './text.js';

/** Rows with more may be longer than what is left of any page, and are broken. */
const LONGEST_WHOLE = 700;
const NAME_SHARE = 0.24;

interface Cell {
  content: Content;
  width: number;
  align?: 'center' | 'right';
  bold?: boolean;
}

interface Row {
  cells: Cell[];
  isHeader?: boolean;
  canSplit?: boolean;
  /** At least. */
  height?: number;
}

interface Grid {
  style: 'ReportTable' | 'ReportFields';
  /** Set in smaller type. */
  isLong?: boolean;
  widths: number[];
  rows: Row[];
  /** For those who do not see the table. */
  title?: string;
}

/** The element itself: fixed widths, so that no path pushes a column away. */
export function grid({ style, widths, rows, title, isLong = false }: Grid, state: State): Markup {
  const hasHeader = rows[0]?.isHeader === true;
  const hasNames = style === 'ReportFields';
  const total = widths.reduce((sum, width) => sum + width, 0);
  return xml`<w:tbl><w:tblPr><w:tblStyle w:val="${style}"/><w:tblW w:w="${total}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="${
    hasHeader ? '0620' : hasNames ? '0680' : '0600'
  }" w:firstRow="${hasHeader ? 1 : 0}" w:lastRow="0" w:firstColumn="${hasNames ? 1 : 0}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>${
    title ? xml`<w:tblCaption w:val="${title}"/>` : nothing
  }</w:tblPr><w:tblGrid>${widths.map((width) => xml`<w:gridCol w:w="${width}"/>`)}</w:tblGrid>
${rows.map((row) => rowOf(row, isLong ? 'LongTableText' : 'TableText', state))}</w:tbl>
`;
}

function rowOf({ cells, isHeader, canSplit, height }: Row, style: string, state: State): Markup {
  const properties = xml`${canSplit ? nothing : xml`<w:cantSplit/>`}${
    height ? xml`<w:trHeight w:val="${height}" w:hRule="atLeast"/>` : nothing
  }${isHeader ? xml`<w:tblHeader/>` : nothing}`;
  return xml`<w:tr><w:trPr>${properties}</w:trPr>${cells.map(
    ({ content, width, align }) =>
      xml`<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${paragraph(content, { style, ...(align && { align }) }, state)}</w:tc>`,
  )}</w:tr>\n`;
}

/** Between a table and what follows: without it Word joins tables that touch. */
export function gap(state: State): Markup {
  return paragraph(nothing, { style: 'Gap' }, state);
}

/** Shares of the width in whole units; the last takes what is left. */
function widthsOf(shares: readonly number[], total: number): number[] {
  const widths = shares.map((share) => Math.round(share * total));
  const last = widths.pop() ?? 0;
  return [...widths, last + total - last - widths.reduce((sum, width) => sum + width, 0)];
}

const ALIGN = { end: 'right', middle: 'center' } as const;

export function table({ caption, columns, rows, long = false }: Table, state: State): Markup {
  const widths = widthsOf(
    columns.map(({ width }) => width),
    state.sizes.width,
  );
  const align = columns.map((column) => column.align && ALIGN[column.align]);
  const cell = (content: Content, i: number): Cell => ({ content, width: widths[i]!, ...(align[i] && { align: align[i] }) });
  const header: Row = { isHeader: true, cells: columns.map(({ title }, i) => cell(xml`<w:r>${plain(title)}</w:r>`, i)) };
  const body = rows.map(
    (row): Row => ({ canSplit: lengthOf(row) > LONGEST_WHOLE, cells: row.map((one, i) => cell(runs(one, state), i)) }),
  );
  const above = caption ? paragraph(xml`<w:r>${plain(caption)}</w:r>`, { style: 'Caption', keepNext: true }, state) : nothing;
  return xml`${above}${grid({ style: 'ReportTable', widths, rows: [header, ...body], isLong: long, ...(caption && { title: caption }) }, state)}${gap(state)}`;
}

function lengthOf(row: readonly Rich[]): number {
  return row.reduce((sum: number, cell) => sum + spansOf(cell).reduce((length, { text }) => length + text.length, 0), 0);
}

export function fields({ fields: list }: Fields, state: State): Markup {
  if (list.length === 0) return nothing;
  const widths = widthsOf([NAME_SHARE, 1 - NAME_SHARE], state.sizes.width);
  const rows = list.map(
    ({ name, value }): Row => ({
      canSplit: lengthOf([name, value]) > LONGEST_WHOLE,
      cells: [
        { content: xml`<w:r>${plain(name)}</w:r>`, width: widths[0]! },
        { content: runs(value, state), width: widths[1]! },
      ],
    }),
  );
  return xml`${grid({ style: 'ReportFields', widths, rows }, state)}${gap(state)}`;
}

/** An empty box, as high as the lines that go into it. */
export function room(title: string, lines: number, state: State): Markup {
  const { width, table: size } = state.sizes;
  const cells = [{ content: xml`<w:r>${plain(`${title}${state.words.mark.colon}`)}</w:r>`, width }];
  const rows = [{ cells, height: (lines + 1) * size * 18 }];
  return xml`${gap(state)}${grid({ style: 'ReportTable', widths: [width], rows: rows.map((row) => ({ ...row })) }, state)}${gap(state)}`;
}

const SIGN_HEIGHT = 1100;

/** A column for each who signs. */
export function signatures({ roles, name, date, seal }: Signatures, state: State): Markup {
  const { colon } = state.words.mark;
  const widths = widthsOf(
    roles.map(() => 1 / roles.length),
    state.sizes.width,
  );
  const row = (text: (role: string) => string, over: Partial<Row> & { align?: Cell['align'] } = {}): Row => {
    const { align, ...rest } = over;
    return {
      cells: roles.map((role, i) => ({
        content: xml`<w:r>${plain(text(role))}</w:r>`,
        width: widths[i]!,
        ...(align && { align }),
      })),
      ...rest,
    };
  };
  const rows = [
    row((role) => role, { isHeader: true, align: 'center' }),
    row(() => `${name}${colon}`, { height: SIGN_HEIGHT }),
    row(() => `${date}${colon}`),
    row(() => seal, { align: 'right', height: SIGN_HEIGHT }),
  ];
  return xml`${grid({ style: 'ReportTable', widths, rows }, state)}${gap(state)}`;
}

import type { Column, Rich, Table } from '../model/index.js';
import { breakLines, type Line } from './lines.js';
import type { Mark } from './page.js';
import { lineMarks, type Setting, type Strip } from './strip.js';
import { RULE, type TextStyle, TINT } from './style.js';

const PAD = { x: 4, y: 3 };
/** A row taller than this share of a page is cut into several. */
const TALLEST = 0.45;

/** A caption, the header and the rows; the header again on every page the rows reach. */
export function tableStrips({ caption, columns, rows, long }: Table, setting: Setting): Strip[] {
  const { style } = setting;
  const face = long ? style.long : style.table;
  const header = rowStrips(columns.map(({ title }) => ({ text: title, bold: true })), columns, setting, face, true)[0]!; // biome-ignore format: one call
  const body = rows.flatMap((row) => rowStrips(row, columns, setting, face, false));
  for (const strip of withoutLoneRows(body)) strip.header = header;
  const title = caption ? captionStrip(caption, setting) : undefined;
  const first: Strip = { ...header, marks: header.marks.map((mark) => ({ ...mark })), gap: title ? 2 : 8, keepNext: true };
  return [...(title ? [{ ...title, gap: 8, keepNext: true }] : []), first, ...body];
}

/** The first row stays with the second and the last with the one before it. */
function withoutLoneRows(strips: Strip[]): Strip[] {
  for (const i of [0, strips.length - 2]) if (i >= 0 && i < strips.length - 1) strips[i]!.keepNext = true;
  return strips;
}

/** A line in the middle above a table or below a picture. */
export function captionStrip(caption: string, { style, fonts, width }: Setting): Strip {
  const lines = breakLines({ text: caption, bold: true }, style.note, width, fonts);
  const { pitch } = style.note;
  return {
    height: lines.length * pitch + 4,
    marks: lines.flatMap((line, i) => lineMarks(line, (width - line.width) / 2, 2 + i * pitch, style.note)),
  };
}

/** Names and values in two columns. */
export function fieldStrips(fields: readonly { name: string; value: Rich }[], setting: Setting): Strip[] {
  const columns: Column[] = [
    { title: '', width: 0.24 },
    { title: '', width: 0.76 },
  ];
  const strips = fields.flatMap(({ name, value }) =>
    rowStrips([{ text: name, bold: true }, value], columns, setting, setting.style.table, false, true),
  );
  if (strips[0]) strips[0].gap = 6;
  return withoutLoneRows(strips);
}

/** One row; several where it is taller than a good part of a page. */
function rowStrips(
  row: readonly Rich[],
  columns: readonly Column[],
  setting: Setting,
  text: TextStyle,
  isHeader: boolean,
  isNamed = false,
): Strip[] {
  const { fonts, width, height } = setting;
  const cells = columns.map((column, i) => breakLines(row[i] ?? '', text, column.width * width - 2 * PAD.x, fonts));
  const most = Math.max(1, Math.floor((height * TALLEST) / text.pitch));
  const tallest = Math.max(...cells.map((cell) => cell.length));
  const strips: Strip[] = [];
  for (let from = 0; from < tallest; from += most) {
    const part = cells.map((cell) => cell.slice(from, from + most));
    strips.push(rowStrip(part, columns, width, text, isHeader ? 'header' : isNamed ? 'named' : 'plain'));
  }
  return strips;
}

function rowStrip(
  cells: readonly Line[][],
  columns: readonly Column[],
  width: number,
  text: TextStyle,
  tint: 'header' | 'named' | 'plain',
): Strip {
  const height = Math.max(...cells.map((cell) => cell.length)) * text.pitch + 2 * PAD.y;
  const marks: Mark[] = [];
  let x = 0;
  columns.forEach((column, i) => {
    const room = column.width * width;
    const fill = tint === 'header' || (tint === 'named' && i === 0) ? { fill: TINT } : {};
    marks.push({ kind: 'rect', x, y: 0, width: room, height, ...fill, stroke: RULE, weight: 0.5, dashed: false });
    cells[i]!.forEach((line, row) => {
      const left = x + PAD.x + shift(column.align, room - 2 * PAD.x - line.width);
      marks.push(...lineMarks(line, left, PAD.y + row * text.pitch, text));
    });
    x += room;
  });
  return { height, marks };
}

function shift(align: Column['align'], space: number): number {
  return align === 'end' ? space : align === 'middle' ? space / 2 : 0;
}

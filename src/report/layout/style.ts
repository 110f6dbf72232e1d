import type { ReportSettings } from '../model/settings.js';
import type { FontName } from './fonts.js';
import { MM } from './page.js';

export interface TextStyle {
  font: FontName;
  size: number;
  /** Distance of baselines. */
  pitch: number;
  colour: string;
}

/** Measures of a page and of its kinds of text, in points. */
export interface Style {
  width: number;
  height: number;
  margin: { top: number; right: number; bottom: number; left: number };
  /** First lines are indented by two characters. */
  indent: boolean;
  title: TextStyle;
  headings: [TextStyle, TextStyle, TextStyle];
  body: TextStyle;
  table: TextStyle;
  /** Of tables with many rows. */
  long: TextStyle;
  note: TextStyle;
  code: TextStyle;
  furniture: TextStyle;
}

export const INK = '#1c2127';
export const DIM = '#5c6670';
export const RULE = '#8b949c';
export const TINT = '#f4f6f8';

const A4 = { width: 210 * MM, height: 297 * MM };
const text = (font: FontName, size: number, pitch = size * 1.5, colour = INK): TextStyle => ({ font, size, pitch, colour });

/** Sizes of type by their Chinese names: 2号 22 pt, 3号 16 pt, 4号 14 pt, 小四 12 pt, 五号 10.5 pt, 小五 9 pt. */
const STYLES: Record<NonNullable<ReportSettings['typography']>, Style> = {
  // GB/T 9704-2012, 5.2: text area of 156 mm by 225 mm, 22 lines of 28 characters, headings 黑体, 楷体, 仿宋 of the same size.
  gbt9704: {
    ...A4,
    margin: { top: 37 * MM, right: 26 * MM, bottom: 35 * MM, left: 28 * MM },
    indent: true,
    title: text('hei', 22, 33),
    headings: [text('hei', 16, 29), text('hei', 14, 24), text('hei', 11.5, 18)],
    body: text('song', 16, 28.9),
    table: text('song', 10.5, 15.5),
    long: text('song', 9, 13),
    note: text('song', 9, 13.5, DIM),
    code: text('mono', 8.5, 12.5),
    furniture: text('song', 10.5, 14),
  },
  compact: {
    ...A4,
    margin: { top: 24 * MM, right: 22 * MM, bottom: 22 * MM, left: 24 * MM },
    indent: true,
    title: text('hei', 20, 30),
    headings: [text('hei', 14, 22), text('hei', 12, 19), text('hei', 10.5, 16)],
    body: text('song', 10.5, 17),
    table: text('song', 9, 13.5),
    long: text('song', 8.5, 12),
    note: text('song', 8.5, 12.5, DIM),
    code: text('mono', 8, 11.5),
    furniture: text('song', 9, 12),
  },
};

export function styleOf({ typography = 'gbt9704' }: ReportSettings): Style {
  return STYLES[typography];
}

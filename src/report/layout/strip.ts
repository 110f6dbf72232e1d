import type { Fonts } from './fonts.js';
import type { Line } from './lines.js';
import type { Mark, OutlineEntry } from './page.js';
import type { Style, TextStyle } from './style.js';

/**
 * A piece of a page across its whole text width that is never cut. Its marks are placed from its own upper left corner.
 * What a page holds is a pile of strips.
 */
export interface Strip {
  height: number;
  marks: Mark[];
  /** Space above, unless it is the first on its page. */
  gap?: number;
  /** Stands on the same page as the strip behind it. */
  keepNext?: boolean;
  /** Begins a page. */
  newPage?: boolean;
  /** Put above it where it is the first of its table on a page. */
  header?: Strip;
  /** Ids of what stands here. */
  ids?: string[];
  outline?: OutlineEntry;
  /** A row of the contents: the page number of this block is set at its right end. */
  pageOf?: string;
}

/** What blocks are set with. */
export interface Setting {
  style: Style;
  fonts: Fonts;
  /** Width of the text area. */
  width: number;
  /** Height of the text area. */
  height: number;
}

/** Where the baseline lies in a line of this pitch: type stands a little above its middle. */
export function baseline({ size, pitch }: TextStyle): number {
  return (pitch - size) / 2 + size * 0.86;
}

/** Marks of one line of text, `y` being its upper edge. */
export function lineMarks(line: Line, x: number, y: number, style: TextStyle): Mark[] {
  const marks: Mark[] = [];
  const base = y + baseline(style);
  let left = x;
  for (const { text, font, size, colour, width, to, marked } of line.runs) {
    if (marked)
      marks.push({
        kind: 'rect',
        x: left,
        y: base - size * 0.88,
        width,
        height: size * 1.12,
        fill: '#ffe08a',
        weight: 0,
        dashed: false,
      });
    if (text.trim() !== '') marks.push({ kind: 'text', x: left, y: base, text, font, size, colour, width });
    if (to !== undefined) marks.push({ kind: 'link', x: left, y, width, height: style.pitch, to });
    left += width;
  }
  return marks;
}

/** Keeps all of them on one page, as far as one page holds them. */
export function together(strips: Strip[]): Strip[] {
  strips.forEach((strip, i) => {
    if (i < strips.length - 1) strip.keepNext = true;
  });
  return strips;
}

export function rule(x1: number, y1: number, x2: number, y2: number, stroke: string, weight = 0.5): Mark {
  return { kind: 'line', points: [[x1, y1], [x2, y2]], stroke, weight, dashed: false }; // biome-ignore format: two points
}

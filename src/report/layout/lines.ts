import { TONE_COLOUR, VERDICT_TONE } from '../drawing/tones.js';
import { type Rich, type Span, spansOf } from '../model/index.js';
import type { FontName, Fonts } from './fonts.js';
import { DIM, type TextStyle } from './style.js';

/** Text of one font, colour and purpose on one line. */
export interface Run {
  text: string;
  font: FontName;
  size: number;
  colour: string;
  width: number;
  to?: string;
  marked?: boolean;
}

export interface Line {
  runs: Run[];
  width: number;
}

/** One character, ready to be put on a line. */
interface Piece {
  text: string;
  font: FontName;
  width: number;
  span: Span;
  /** A line may begin with it. */
  canStart: boolean;
}

/** These may not begin a line (closing marks), these not end one (opening marks). Source: GB/T 15834-2011, 5.1 */
const NO_START = new Set([...'，。、；：？！）》〉」』】〕〗”’…—～·,.;:?!)]}%‰℃']);
const NO_END = new Set([...'（《〈「『【〔〖“‘([{']);
const HAN = /[\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]|[\u{20000}-\u{3ffff}]/u;

/**
 * Breaks text into lines: between Han characters, at spaces, and after the separators of paths and code; a word longer than
 * the line is broken where the line ends. `first` is what the first line is indented by.
 */
export function breakLines(rich: Rich, style: TextStyle, room: number, fonts: Fonts, first = 0): Line[] {
  const lines: Line[] = [];
  for (const paragraph of pieces(rich, style, fonts))
    lines.push(...breakPieces(paragraph, style, room, lines.length === 0 ? first : 0));
  return lines.length > 0 ? lines : [{ runs: [], width: 0 }];
}

/** The pieces of each line the text itself breaks. */
function pieces(rich: Rich, style: TextStyle, fonts: Fonts): Piece[][] {
  const out: Piece[][] = [[]];
  for (const span of spansOf(rich)) {
    if (span.text === '\n') {
      out.push([]);
      continue;
    }
    const font = span.code ? 'mono' : span.bold ? 'hei' : style.font;
    const size = sizeOf(span, style);
    for (const character of span.text) {
      const glyph = fonts.glyph(character, font);
      const line = out.at(-1)!;
      line.push({
        text: glyph.text,
        font: glyph.font,
        width: glyph.width * size,
        span,
        canStart: canStart(line.at(-1), character, span),
      });
    }
  }
  return out;
}

/** Monospaced letters look larger than Song of the same size. */
function sizeOf(span: Span, style: TextStyle): number {
  return span.code && style.font !== 'mono' ? style.size * 0.9 : style.size;
}

function canStart(before: Piece | undefined, character: string, span: Span): boolean {
  if (!before) return true;
  if (NO_START.has(character) && !span.code) return false;
  if (NO_END.has(before.text)) return false;
  if (isHan(character) || isHan(before.text)) return true;
  if (before.text === ' ') return character !== ' ';
  return (span.code ? /[/!.#@$:_;,&?=>-]/ : /[/!]/).test(before.text) && /[\w(<[{]/.test(character);
}

function isHan(character: string): boolean {
  const code = character.codePointAt(0)!;
  return code >= 0x2e80 && (code <= 0x9fff || HAN.test(character));
}

function breakPieces(all: readonly Piece[], style: TextStyle, room: number, first: number): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start < all.length) {
    const limit = room - (lines.length === 0 ? first : 0);
    const end = lineEnd(all, start, limit);
    lines.push(lineOf(all.slice(start, end), style));
    start = end;
    while (start < all.length && all[start]!.text === ' ' && !all[start]!.span.code) start++;
  }
  return lines.length > 0 ? lines : [{ runs: [], width: 0 }];
}

/** Where the line that begins at `start` ends: at the last place that fits and may be broken, but behind at least one character. */
function lineEnd(all: readonly Piece[], start: number, limit: number): number {
  let width = 0;
  let last = 0;
  for (let i = start; i < all.length; i++) {
    const piece = all[i]!;
    if (i > start && piece.canStart) last = i;
    width += piece.width;
    if (width <= limit + 0.01 || i === start) continue;
    if (piece.text === ' ' && !piece.span.code) return i;
    return last > start ? last : i;
  }
  return all.length;
}

function lineOf(some: readonly Piece[], style: TextStyle): Line {
  const runs: Run[] = [];
  let before: Piece | undefined;
  for (const piece of trimmed(some)) {
    const run = runs.at(-1);
    if (run && before && before.font === piece.font && before.span === piece.span) {
      run.text += piece.text;
      run.width += piece.width;
    } else runs.push(runOf(piece, style));
    before = piece;
  }
  return { runs, width: runs.reduce((sum, { width }) => sum + width, 0) };
}

function trimmed(some: readonly Piece[]): readonly Piece[] {
  let end = some.length;
  while (end > 0 && some[end - 1]!.text === ' ') end--;
  return some.slice(0, end);
}

function runOf({ text, font, width, span }: Piece, style: TextStyle): Run {
  const colour = span.verdict ? TONE_COLOUR[VERDICT_TONE[span.verdict]] : span.dim ? DIM : style.colour;
  return {
    text,
    font,
    size: sizeOf(span, style),
    colour,
    width,
    ...(span.to !== undefined && { to: span.to }),
    ...(span.marked && { marked: true }),
  };
}

import type { FontName, Fonts } from '../layout/index.js';

/** What PDFKit keeps of an embedded font: glyphs of the subset with their widths and characters, by their number in it. */
interface EmbeddedFont {
  id: string;
  ref(): object;
  subset: { includeGlyph(glyph: number): number };
  /** In thousandths of the size. */
  widths: (number | undefined)[];
  unicode: (number[] | undefined)[];
}

interface Page {
  fonts: Record<string, object>;
}

/** The parts of a PDFKit document that text is written with. */
export interface TextTarget {
  font(name: string): unknown;
  _font: EmbeddedFont;
  page: unknown;
  addContent(content: string): unknown;
}

export type SetText = (text: string, font: FontName, size: number, colour: string, x: number, y: number) => void;

/**
 * Sets text glyph by glyph. PDFKit's own way shapes every run, which our fonts have no tables for and which takes most of
 * the time of a long report. `y` is counted from above, as PDFKit turns its pages over; so the letters are turned back.
 */
export function textSetter(pdf: TextTarget, fonts: Fonts): SetText {
  const embedded = new Map<FontName, { font: EmbeddedFont; codes: Map<string, string> }>();
  const open = (name: FontName): { font: EmbeddedFont; codes: Map<string, string> } => {
    let held = embedded.get(name);
    if (!held) {
      pdf.font(name);
      held = { font: pdf._font, codes: new Map() };
      embedded.set(name, held);
    }
    return held;
  };
  return (text, name, size, colour, x, y) => {
    const { font, codes } = open(name);
    (pdf.page as Page).fonts[font.id] ??= font.ref();
    let hex = '';
    for (const character of text) {
      let code = codes.get(character);
      if (code === undefined) {
        code = include(character, font, fonts.faces[name]);
        codes.set(character, code);
      }
      hex += code;
    }
    pdf.addContent(`BT ${colourOf(colour)} rg /${font.id} ${round(size)} Tf 1 0 0 -1 ${round(x)} ${round(y)} Tm <${hex}> Tj ET`);
  };
}

/** Takes a character into the subset. @returns its number there, in hexadecimal */
function include(character: string, font: EmbeddedFont, face: Fonts['faces'][FontName]): string {
  const codePoint = character.codePointAt(0)!;
  const number = font.subset.includeGlyph(face.glyph(codePoint));
  font.widths[number] ??= ((face.advance(codePoint) ?? 0) * 1000) / face.unitsPerEm;
  font.unicode[number] ??= [codePoint];
  return number.toString(16).padStart(4, '0');
}

const colours = new Map<string, string>();

function colourOf(hex: string): string {
  let colour = colours.get(hex);
  if (colour === undefined) {
    colour = [1, 3, 5].map((at) => round(Number.parseInt(hex.slice(at, at + 2), 16) / 255)).join(' ');
    colours.set(hex, colour);
  }
  return colour;
}

function round(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

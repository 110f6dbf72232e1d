/**
 * Columns a terminal gives to text. Wide and fullwidth characters take two, marks and format characters none, ambiguous
 * ones (“ ” …) one, as terminals in UTF-8 do. Source: UAX #11, EastAsianWidth W and F.
 */
const WIDE =
  /[\u1100-\u115f\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{1f004}\u{1f0cf}\u{1f18e}\u{1f191}-\u{1f19a}\u{1f200}-\u{1f320}\u{1f32d}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f7e0}-\u{1f7eb}\u{1f90c}-\u{1f9ff}\u{1fa70}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NONE = /[\p{Mn}\p{Me}\p{Cf}]/u;
/** Must not begin a line, must not end one (GB/T 15834 §5). */
const CLOSING = /[，。、；：！？）》」』】〉”’…—·,.;:!?)\]}%]/u;
const OPENING = /[（《「『【〈“‘([{]/u;

export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columns(character);
  return width;
}

function columns(character: string): number {
  if (character < '\u0300') return 1;
  return WIDE.test(character) ? 2 : NONE.test(character) ? 0 : 1;
}

/** Fills up with spaces to `width` columns; a longer text is left as it is. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/**
 * Breaks a text into lines of at most `width` columns: between Chinese characters or at spaces, never before closing or
 * after opening punctuation, and inside a word only where the word alone is too long.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const flush = (): void => {
    lines.push(line.trimEnd());
    line = '';
    used = 0;
  };
  for (const unit of units(text, width)) {
    const size = widthOf(unit);
    if (used > 0 && used + widthOf(unit.trimEnd()) > width) flush();
    if (used === 0 && unit.trim() === '') continue;
    line += unit;
    used += size;
  }
  if (line.trim() !== '' || lines.length === 0) flush();
  return lines;
}

/** Pieces that are not broken, none wider than `width`. */
function units(text: string, width: number): string[] {
  const out: string[] = [];
  for (const piece of text.match(/[\u0021-\u02ff]+ *|\s+|./gsu) ?? []) {
    const last = out.at(-1);
    const glued = last !== undefined && (CLOSING.test(piece.charAt(0)) || OPENING.test(last.at(-1) ?? ''));
    if (glued && !last.endsWith(' ') && widthOf(last + piece) <= width) out[out.length - 1] = last + piece;
    else out.push(...chop(piece, width));
  }
  return out;
}

function chop(piece: string, width: number): string[] {
  if (widthOf(piece) <= width) return [piece];
  const out: string[] = [];
  let part = '';
  for (const character of piece) {
    if (widthOf(part + character) > width) {
      out.push(part);
      part = '';
    }
    part += character;
  }
  return part === '' ? out : [...out, part];
}

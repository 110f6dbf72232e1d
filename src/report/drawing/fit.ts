/** Sizes of texts where no font is at hand: never less than what the fonts of the writers take. */

/** Widths in ems: Han and full-width signs are one wide; Latin letters are taken by groups of like width. */
function widthOf(character: string): number {
  if (character.codePointAt(0)! >= 0x2e80) return 1;
  if (/[il.,:;|!'()[\]{}/ -]/.test(character)) return 0.4;
  if (/[mwMW@%]/.test(character)) return 0.95;
  return /[A-Z]/.test(character) ? 0.72 : /[\u2000-\u2e7f]/.test(character) ? 1 : 0.6;
}

export function estimate(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += widthOf(character);
  return ems * size;
}

/** The text, or as much of it as fits and `…`. */
export function fit(text: string, size: number, room: number): string {
  if (estimate(text, size) <= room) return text;
  let ems = 1;
  let kept = '';
  for (const character of text) {
    ems += widthOf(character);
    if (ems * size > room) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** The text in at most `most` lines, broken at spaces or between Han characters; the last is cut where it is too long. */
export function linesOf(text: string, size: number, room: number, most: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest !== '' && lines.length < most - 1) {
    const head = headThatFits(rest, size, room);
    lines.push(head.trimEnd());
    rest = rest.slice(head.length).trimStart();
  }
  return rest === '' ? lines : [...lines, fit(rest, size, room)];
}

function headThatFits(text: string, size: number, room: number): string {
  let head = '';
  for (const piece of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/gu) ?? []) {
    if (head !== '' && estimate(head + piece.trimEnd(), size) > room) return head;
    head += piece;
  }
  if (estimate(head, size) <= room) return head;
  const cut = fit(head, size, room).length - 1;
  return head.slice(0, Math.max(1, cut));
}

import type { DartString } from './strings.js';

/** Shorter runs are mostly chance. */
const LEAST_NARROW = 5;
const LEAST_WIDE = 2;

/**
 * Runs of characters in a snapshot whose layout is not known, as `strings` finds them: printable ASCII, and UTF-16 with at
 * least two Chinese characters of everyday use. A run may have a stray character in front or behind, and may join two strings.
 */
export function scanStrings(bytes: Buffer, start: number, end: number): DartString[] {
  const found = [...narrowRuns(bytes, start, end, LEAST_NARROW), ...wideRuns(bytes, start, end)];
  return found.sort((a, b) => a.at - b.at);
}

/** Chance makes a run of this length out of other data now and then: a hundred or so in a whole program. */
const TELLING = 8;
const MOST_OUTSIDE = 0.1;

/** Whether the strings found are all there are: hardly any run of letters stands outside them. @param strings by place */
export function isWhole(bytes: Buffer, strings: readonly DartString[], start: number, end: number): boolean {
  let next = 0;
  let outside = 0;
  for (const { at, length } of narrowRuns(bytes, start, end, TELLING)) {
    for (; next < strings.length && endOf(strings[next]!) <= at; next++);
    if (next === strings.length || strings[next]!.at >= at + length) outside++;
  }
  return outside <= Math.max(LEAST_NARROW, strings.length * MOST_OUTSIDE);
}

function endOf({ at, length, wide }: DartString): number {
  return at + length * (wide ? 2 : 1);
}

function* narrowRuns(bytes: Buffer, start: number, end: number, least: number): Generator<DartString> {
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && bytes[at]! >= 0x20 && bytes[at]! < 0x7f) continue;
    if (at - from >= least) yield { at: from, length: at - from, wide: false };
    from = at + 1;
  }
}

/** Nothing aligns serialized strings: runs on even and on odd offsets. */
function* wideRuns(bytes: Buffer, start: number, end: number): Generator<DartString> {
  for (let shift = 0; shift < 2; shift++) {
    let from = start + shift;
    let han = 0;
    let common = 0;
    for (let at = from; at <= end; at += 2) {
      const unit = at + 1 < end ? bytes[at]! | (bytes[at + 1]! << 8) : 0;
      if (isHan(unit)) {
        han++;
        if (commonHan().has(unit)) common++;
      } else if (!isOther(unit)) {
        // Of two bytes that mean something else, one pair in three is some Chinese character, few a common one.
        if (common >= LEAST_WIDE && common * 2 >= han && !isNarrow(bytes, from, at))
          yield { at: from, length: (at - from) / 2, wide: true };
        from = at + 2;
        han = 0;
        common = 0;
      }
    }
  }
}

let known: ReadonlySet<number> | undefined;

/** The 3755 characters of everyday use: the first level of GB 2312, rows 16 to 55. */
function commonHan(): ReadonlySet<number> {
  if (known) return known;
  const pairs: number[] = [];
  for (let row = 0xb0; row <= 0xd7; row++)
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) pairs.push(row, cell);
  known = new Set([...new TextDecoder('gbk').decode(Uint8Array.from(pairs))].map((character) => character.charCodeAt(0)));
  return known;
}

/** Two letters of ASCII make a Chinese character as well: three times over they are letters. */
function isNarrow(bytes: Buffer, from: number, to: number): boolean {
  return to - from >= 6 && /^[\w ./:@-]*$/.test(bytes.toString('latin1', from, to));
}

function isHan(unit: number): boolean {
  return unit >= 0x3400 && unit <= 0x9fff;
}

/** What stands between Chinese characters: printable ASCII, general and Chinese punctuation, full-width forms. */
function isOther(unit: number): boolean {
  return (
    (unit >= 0x20 && unit < 0x7f) ||
    (unit >= 0x2010 && unit <= 0x2027) ||
    (unit >= 0x3000 && unit <= 0x303f) ||
    (unit > 0xff00 && unit <= 0xff5e)
  );
}

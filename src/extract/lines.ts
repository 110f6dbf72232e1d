import type { At } from '../facts/types.js';

/** Lines longer than this hold bundles: there a line number says nothing and the offset is given too. */
const LONG_LINE = 1000;

export interface LineIndex {
  /** Place of a character offset. */
  at(offset: number): Pick<At, 'line' | 'column' | 'offset'>;
}

/** Line and column by binary search over line starts, which are found once per text. */
export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  const index: LineIndex = {
    at(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      const place = { line: low + 1, column: offset - starts[low]! + 1 };
      return place.column > LONG_LINE ? { ...place, offset } : place;
    },
  };
  return index;
}

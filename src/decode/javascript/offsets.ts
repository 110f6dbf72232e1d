import type { Node } from '@babel/types';

/** Where a pattern (with the flag `g`) stands in a source, ascending: what only some places of a script need is looked for in the text first. */
export function offsetsOf(source: string, pattern: RegExp): number[] {
  return Array.from(source.matchAll(pattern), ({ index }) => index);
}

/** Whether a node of the script holds one of these places. */
export function holdsOffset({ start, end }: Node, sorted: readonly number[]): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < (start ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low < sorted.length && sorted[low]! < (end ?? 0);
}

import type { HermesHeader } from './header.js';

/** The string table of a bundle. */
export interface HermesStrings {
  /** Text of a string; undefined for an id outside the table or bytes outside the file. Read when asked for, and kept. */
  text(id: number): string | undefined;
  /** File offset of its bytes. */
  offset(id: number): number | undefined;
  /** It stands in the bytes as UTF-16, as every text beyond Latin-1 does. */
  isWide(id: number): boolean;
  /** It names a property or variable somewhere. */
  isIdentifier(id: number): boolean;
}

interface Place {
  at: number;
  /** In characters. */
  length: number;
  wide: boolean;
}

/** A length that says: the place stands in the overflow table. */
const OVERFLOW = 0xff;

/**
 * Reads strings in place: an entry has a wide bit, 23 bits of offset and 8 of length; one that does not fit points into a second
 * table of whole words. Texts overlap in the storage.
 * Source: facebook/hermes BytecodeFileFormat.h (SmallStringTableEntry, OverflowStringTableEntry), StringKind.h
 */
export function readStrings(bytes: Buffer, header: HermesHeader): HermesStrings {
  const known: (string | undefined)[] = [];
  const identifiers = identifierRuns(bytes, header);
  const place = (id: number): Place | undefined => placeOf(bytes, header, id);
  return {
    text: (id) => {
      const done = known[id];
      if (done !== undefined) return done;
      const found = place(id);
      if (!found) return undefined;
      const text = bytes.toString(found.wide ? 'utf16le' : 'latin1', found.at, found.at + found.length * (found.wide ? 2 : 1));
      known[id] = text;
      return text;
    },
    offset: (id) => place(id)?.at,
    isWide: (id) => place(id)?.wide ?? false,
    isIdentifier: (id) => isWithin(identifiers, id),
  };
}

function placeOf(bytes: Buffer, { sections, strings }: HermesHeader, id: number): Place | undefined {
  if (!Number.isInteger(id) || id < 0 || id >= strings) return undefined;
  const entry = bytes.readUInt32LE(sections.smallStrings.start + id * 4);
  const wide = (entry & 1) === 1;
  let offset = (entry >>> 1) & 0x7fffff;
  let length = entry >>> 24;
  if (length === OVERFLOW) {
    const at = sections.overflowStrings.start + offset * 8;
    if (at + 8 > sections.overflowStrings.end) return undefined;
    offset = bytes.readUInt32LE(at);
    length = bytes.readUInt32LE(at + 4);
  }
  const at = sections.stringStorage.start + offset;
  return at + length * (wide ? 2 : 1) <= sections.stringStorage.end ? { at, length, wide } : undefined;
}

/** Runs of identifiers. One kind bit since 71; two before, where names known to the engine were a third kind. */
function identifierRuns(bytes: Buffer, { version, sections }: HermesHeader): [from: number, to: number][] {
  const runs: [number, number][] = [];
  let from = 0;
  for (let at = sections.stringKinds.start; at + 4 <= sections.stringKinds.end; at += 4) {
    const entry = bytes.readUInt32LE(at);
    const count = version >= 71 ? entry & 0x7fffffff : entry & 0x3fffffff;
    const kind = version >= 71 ? entry >>> 31 : entry >>> 30;
    if (kind !== 0) runs.push([from, from + count]);
    from += count;
  }
  return runs;
}

/** Whether one of the runs, which follow each other, holds a number. */
function isWithin(runs: [from: number, to: number][], id: number): boolean {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs[middle]![1] <= id) low = middle + 1;
    else high = middle;
  }
  return low < runs.length && runs[low]![0] <= id;
}

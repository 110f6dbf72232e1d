import { type Entry, EntryError } from '../open/tree.js';

/** An entry's bytes; undefined where they cannot be had: opening has recorded the limit. */
export function readEntry(entry: Entry | undefined): Buffer | undefined {
  try {
    return entry?.read();
  } catch (error) {
    if (error instanceof EntryError) return undefined;
    throw error;
  }
}

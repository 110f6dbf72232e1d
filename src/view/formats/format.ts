import type { Entry, Tree } from '../../open/tree.js';

/** Something inside an entry that can be shown by itself: a class of a DEX file, a template of a compiled bundle. */
export interface InnerPart {
  name: string;
  /** What it is, in a few words. */
  note?: string;
}

/** How entries of one format are told and shown to people. */
export interface Format {
  /** What a person calls it: `二进制 XML`. */
  label: string;
  matches(entry: Entry, tree: Tree): boolean;
  /** Absent where the entry has no parts of its own. */
  parts?(bytes: Buffer): InnerPart[];
  /** As text; undefined where the bytes are not of this format after all, or hold no such part. */
  render(bytes: Buffer, tree: Tree, wanted: Wanted): string | undefined;
}

export interface Wanted {
  /** One of the parts; the whole entry unless given. */
  part?: string;
  /** Byte offset to mark, where the format can. */
  offset?: number;
}

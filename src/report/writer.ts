import type { Lang } from '../messages/index.js';
import type { ResultDocument } from '../result.js';

export interface WriteOptions {
  lang: Lang;
  /** Colours; only the text format has any. */
  color: boolean;
  /** Columns of the terminal; only the text format asks. */
  width: number;
}

/** A report format: a pure rendering of results, the same bytes for the same documents and options. */
export interface Writer {
  format: string;
  /** File extension without the dot. */
  extension: string;
  write(documents: ResultDocument[], options: WriteOptions): string;
}

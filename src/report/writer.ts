import type { Lang } from '../messages/index.js';
import type { ResultDocument } from '../result.js';
import type { FailOn } from './gate.js';
import type { ReportSettings } from './model/settings.js';

export interface WriteOptions {
  lang: Lang;
  /** Colours; only the text format has any. */
  color: boolean;
  /** Columns of the terminal; only the text format asks. */
  width: number;
  /** Of the unit, for reports that are handed in. */
  settings?: ReportSettings;
  /** The gate of the run; only formats that say failed or passed ask (JUnit). `found` unless given. */
  failOn?: FailOn;
  /** A byte order mark before the text, for spreadsheet programs; only CSV asks. */
  bom?: boolean;
  /** Inputs of which there is no document; only formats with `tellsFailures` look. */
  failures?: readonly InputFailure[];
}

/** An input that could not be inspected: a system that reads the report must not take it for inspected. */
export interface InputFailure {
  input: string;
  message: string;
  /** The exit code it stands for. */
  code: number;
}

/** Text, or the bytes of a document. */
export type Written = string | Uint8Array;

/** A report format: a pure rendering of results, the same bytes for the same documents and options. */
export interface Writer<Output extends Written | Promise<Written> = Written | Promise<Written>> {
  format: string;
  /** File extension without the dot. */
  extension: string;
  write(documents: ResultDocument[], options: WriteOptions): Output;
  /** Says which inputs could not be inspected, and so is worth writing even if none could. */
  tellsFailures?: true;
  /** The bytes are for a file, not for a terminal. */
  binary?: boolean;
}

import type { Heading } from '../model/index.js';
import type { Words } from '../model/words/index.js';

/** What the parts of one report share while it is written. */
export interface PageState {
  words: Words;
  /** In front of every id of this report. */
  prefix: string;
  /** Tells apart what every report of the page has; empty where there is one. */
  ordinal: string;
  /** Parts and items, for the table of contents. */
  contents: readonly Heading[];
  /** The heading that stands above; names tables that have no caption of their own. */
  heading: string;
  drawings: number;
}

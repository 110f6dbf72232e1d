/** A cell: words, or a number that is one. */
export type Cell = string | number;

export interface Column {
  title: string;
  /** Characters. */
  width: number;
}

/** Rows under a heading: what CSV and spreadsheets are written from. Rows may be made while they are written. */
export interface Table {
  title: string;
  columns: Column[];
  rows: Iterable<Cell[]>;
}

/** Characters with which a spreadsheet program takes a cell for a formula (OWASP: CSV injection), also in full width. */
const FORMULA = /^[\s'"]*[=+\-@＝＋－＠|%]/;

export function looksLikeFormula(text: string): boolean {
  return FORMULA.test(text) && !/^[+-]?\d+(?:\.\d+)?$/.test(text);
}

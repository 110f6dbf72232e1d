/** The report without a format: built once from a result, written by every format that is for people. */
import type { Lang } from '../../messages/index.js';
import type { Verdict } from '../../result.js';
import type { Drawing } from '../drawing/shapes.js';

/** A piece of text in one manner. */
export interface Span {
  text: string;
  bold?: boolean;
  dim?: boolean;
  /** A path, digest, name of code: monospaced, and may be broken anywhere. */
  code?: boolean;
  /** In the colour of a verdict. */
  verdict?: Verdict;
  /** The words of the evidence inside an excerpt. */
  marked?: boolean;
  /** Id of a block to go to. */
  to?: string;
}

/** The only line break there is in a text. */
export const BREAK: Span = { text: '\n' };

/** Text in pieces; a plain string is one piece. */
export type Inline = string | Span;
export type Rich = Inline | readonly Inline[];

/** Its pieces, one by one. */
export function spansOf(rich: Rich): Span[] {
  const pieces = typeof rich === 'string' || !Array.isArray(rich) ? [rich as Inline] : rich;
  return pieces.map((piece) => (typeof piece === 'string' ? { text: piece } : piece)).filter(({ text }) => text !== '');
}

export interface Heading {
  kind: 'heading';
  /** 1 for parts, 2 for items, 3 for screens. */
  level: 1 | 2 | 3;
  /** `一、`, `（二）`, `3.`; empty where it is not numbered. */
  number: string;
  text: string;
  /** Unique in the report; links and bookmarks lead to it. */
  id: string;
  verdict?: Verdict;
}

export interface Paragraph {
  kind: 'paragraph';
  text: Rich;
  /** `note` is smaller; `item` hangs behind its mark; `label` stands above what it names. */
  style?: 'note' | 'item' | 'label';
  /** Of an item: `1.`, `·`. */
  mark?: string;
}

export interface Column {
  title: string;
  /** Share of the width; all together are 1. */
  width: number;
  align?: 'end' | 'middle';
}

export interface Table {
  kind: 'table';
  caption?: string;
  columns: Column[];
  rows: Rich[][];
  /** Many rows, in smaller type. */
  long?: boolean;
  /** Of every row, where it is filtered and coloured by one. */
  verdicts?: Verdict[];
}

/** Names with values, two columns without a header. */
export interface Fields {
  kind: 'fields';
  fields: { name: string; value: Rich }[];
}

/** One place in the package that carries elements of an item. */
export interface EvidenceEntry {
  /** `E12` */
  number: string;
  /** Unique in the file; links lead to it. */
  id: string;
  /** `功能、强制性` */
  elements: string;
  /** `按钮文字`, and whose code it is where it is not the app's own. */
  kind: string;
  what: string;
  /** `app.apk!classes.dex#cn.example.A.submit(…)V` */
  place: string;
  excerpt?: Inline[];
}

export interface EvidenceList {
  kind: 'evidence';
  entries: EvidenceEntry[];
}

export interface Picture {
  kind: 'drawing';
  drawing: Drawing;
  caption: string;
}

/** Blocks that stand on one page where they fit on one. */
export interface Group {
  kind: 'group';
  blocks: Block[];
}

/** Everything of one item, for those who filter by verdict. It begins with its heading and its fields. */
export interface ItemGroup {
  kind: 'item';
  rule: string;
  verdict: Verdict;
  blocks: Block[];
}

/** An empty box to write into by hand. */
export interface Room {
  kind: 'room';
  title: string;
  lines: number;
}

export interface Cover {
  kind: 'cover';
  title: string;
  subject: string;
  number: string;
  classification: string;
  organisation: string;
  fields: { name: string; value: string }[];
  /** Why there is no accreditation mark. */
  markNote: string;
  logo?: Logo;
}

export interface Logo {
  bytes: Uint8Array;
  type: 'png' | 'jpeg';
}

export interface Signatures {
  kind: 'signatures';
  roles: string[];
  name: string;
  date: string;
  seal: string;
}

/** Where a table of contents goes; writers make it from the headings of level 1 and 2. */
export interface Contents {
  kind: 'contents';
  title: string;
}

/** The line `jianfu verify` reads. Never shortened. */
export interface SealBlock {
  kind: 'seal';
  text: string;
}

export type Block =
  | Heading
  | Paragraph
  | Table
  | Fields
  | EvidenceList
  | Picture
  | Group
  | ItemGroup
  | Room
  | Cover
  | Signatures
  | Contents
  | SealBlock
  | { kind: 'page-break' }
  | { kind: 'end'; text: string };

export interface Report {
  lang: Lang;
  title: string;
  /** The app's name. */
  subject: string;
  number: string;
  /** In the running head: the report's number and the classification mark. */
  header: { start: string; end: string };
  /** `第 3 页　共 20 页` around its two numbers. */
  pageWords: [before: string, between: string, after: string];
  /** Across every page; absent once persons have answered every finding. */
  watermark?: string;
  organisation: string;
  /** ISO, of the run. */
  created: string;
  seal: string;
  /** How a character without a glyph is told. */
  missingGlyphs: (characters: string) => string;
  blocks: Block[];
}

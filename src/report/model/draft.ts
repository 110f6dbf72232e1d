import type { ContextResult, ResultDocument } from '../../result.js';
import { representative } from '../view.js';
import type { NumberedRow } from './evidence.js';
import type { Remedy } from './remedies.js';
import { isFinding } from './screens.js';
import type { ReportSettings } from './settings.js';
import type { Block, Heading, Rich } from './types.js';
import type { Words } from './words/index.js';

/** What every part of the report is made from. */
export interface Draft {
  document: ResultDocument;
  words: Words;
  settings: ReportSettings;
  evidence: ReadonlyMap<ContextResult, readonly NumberedRow[]>;
  remedies: readonly Remedy[];
  /** `jianfu-seal/1 …` */
  seal: string;
  /** In front of every id, so that several reports can stand in one file. */
  prefix: string;
}

/** Pieces of evidence in the text, of a finding and of other screens; the rest is in the annex. */
const MOST_IN_TEXT = { finding: 6, other: 3 };

export function evidenceInText({ evidence }: Draft, context: ContextResult, isWhole = true): NumberedRow[] {
  const most = isFinding(context) && isWhole ? MOST_IN_TEXT.finding : MOST_IN_TEXT.other;
  return representative(evidence.get(context) ?? [], most) as NumberedRow[];
}

export function heading(level: Heading['level'], number: string, text: string, id: string): Heading {
  return { kind: 'heading', level, number, text, id };
}

export function paragraph(text: Rich): Block {
  return { kind: 'paragraph', text };
}

/** A line above what it names. */
export function label(text: string): Block {
  return { kind: 'paragraph', text: { text, bold: true }, style: 'label' };
}

export function note(text: Rich): Block {
  return { kind: 'paragraph', text, style: 'note' };
}

export function items(texts: readonly Rich[], mark: (i: number) => string = (i) => `${i + 1}.`): Block[] {
  return texts.map((text, i) => ({ kind: 'paragraph', text, style: 'item', mark: mark(i) }));
}

/** Rows that have a value. */
export function fields(rows: readonly [string, Rich | undefined][]): Block {
  return {
    kind: 'fields',
    fields: rows
      .filter(
        (row): row is [string, Rich] => row[1] !== undefined && row[1] !== '' && !(Array.isArray(row[1]) && row[1].length === 0),
      )
      .map(([name, value]) => ({ name, value })),
  };
}

const DIGITS = '〇一二三四五六七八九';

/** Chinese numerals up to 99. */
function chinese(n: number): string {
  if (n < 10) return DIGITS[n]!;
  if (n > 99) return String(n);
  const tens = Math.floor(n / 10);
  return `${tens > 1 ? DIGITS[tens] : ''}十${n % 10 > 0 ? DIGITS[n % 10] : ''}`;
}

/** `一、` `（一）` `1.` after GB/T 9704; `1` `1.1` `1.1.1` in English, below the part's number. */
export function numberOf({ words }: Pick<Draft, 'words'>, level: 1 | 2 | 3, n: number, above = ''): string {
  if (words.lang === 'en') return level === 1 ? `${n} ` : `${above.trim()}.${n} `;
  return level === 1 ? `${chinese(n)}、` : level === 2 ? `（${chinese(n)}）` : `${n}. `;
}

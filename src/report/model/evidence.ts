import type { ContextResult, ResultDocument } from '../../result.js';
import { markedPieces } from '../marks.js';
import { type EvidenceRow, evidenceRows, kindOf, placeOf } from '../view.js';
import { carrying } from './screens.js';
import type { EvidenceEntry } from './types.js';
import type { Words } from './words/index.js';

export interface NumberedRow extends EvidenceRow {
  /** `E12` */
  number: string;
}

/**
 * Evidence of every screen that carries a verdict, with its number in the report: in the order of the result, the same in
 * every format. Clues have none.
 */
export function numberedEvidence({ items }: ResultDocument, words: Words): Map<ContextResult, NumberedRow[]> {
  let count = 0;
  return new Map(
    items
      .flatMap(carrying)
      .map((context) => [context, evidenceRows(context, words).map((row) => ({ ...row, number: `E${++count}` }))]),
  );
}

export function evidenceEntry(row: NumberedRow, prefix: string, words: Words): EvidenceEntry {
  const { owner, mark, label } = words;
  const excerpt = row.excerpt?.trim();
  return {
    number: row.number,
    id: prefix + row.number,
    elements: row.elements.join(mark.list),
    kind: [kindOf(row, words), row.owner === 'own' ? '' : owner[row.owner], row.linked ? label.linked : '', row.tier]
      .filter(Boolean)
      .join(' · '),
    what: row.line,
    place: placeOf(row.at),
    ...(excerpt && excerpt !== row.what && { excerpt: markedPieces(excerpt, row.what) }),
  };
}

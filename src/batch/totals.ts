import { type Lang, messages } from '../messages/index.js';
import { padTo, widthOf } from '../report/text/width.js';
import type { Verdict } from '../result.js';
import type { Row } from './store.js';
import type { Summary } from './summary.js';

/** Verdicts that a person has to look at, gravest first; a package can have several. */
export const ASKED: Verdict[] = ['found', 'suspected', 'absent', 'undetermined'];

export interface CarrierTotal {
  carrier: string;
  inputs: number;
  /** Inputs with at least one item of the verdict. */
  with: Record<string, number>;
}

/** Inputs by carrier, and how many of them have a verdict at least once; the last line is all of them. */
export function totalsOf(rows: Iterable<Row>): CarrierTotal[] {
  const totals = new Map<string, CarrierTotal>();
  const all: CarrierTotal = { carrier: '', inputs: 0, with: {} };
  for (const row of rows) {
    const { carrier, verdicts } = JSON.parse(row.summary) as Summary;
    const total = totals.get(carrier) ?? { carrier, inputs: 0, with: {} };
    totals.set(carrier, total);
    const there = new Set(verdicts.map(([, verdict]) => verdict));
    for (const one of [total, all]) {
      one.inputs += 1;
      for (const verdict of there) one.with[verdict] = (one.with[verdict] ?? 0) + 1;
    }
  }
  return [...[...totals.values()].sort((a, b) => b.inputs - a.inputs || (a.carrier < b.carrier ? -1 : 1)), all];
}

const HEAD = {
  zh: { carrier: '形态', inputs: '样品', all: '合计' },
  en: { carrier: 'Carrier', inputs: 'Inputs', all: 'All' },
} as const;

/** The totals as columns for a terminal. */
export function totalsText(totals: readonly CarrierTotal[], lang: Lang): string {
  const { carrier: names, verdict } = messages[lang];
  const rows = [
    [HEAD[lang].carrier, HEAD[lang].inputs, ...ASKED.map((one) => verdict[one])],
    ...totals.map(({ carrier, inputs, with: counts }) => [
      carrier === '' ? HEAD[lang].all : (names[carrier as keyof typeof names] ?? carrier),
      String(inputs),
      ...ASKED.map((one) => String(counts[one] ?? 0)),
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column]!))));
  return rows
    .map((row) =>
      row.map((cell, i) => (i === 0 ? padTo(cell, widths[i]!) : ' '.repeat(widths[i]! - widthOf(cell)) + cell)).join('  '),
    )
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

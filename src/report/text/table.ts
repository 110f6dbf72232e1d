import type { Item, ResultDocument } from '../../result.js';
import { inert } from '../inert.js';
import { coverageFigures, evidenceCount, tally } from '../view.js';
import { hanging, heading, type Page, paintVerdict, verdictWord } from './page.js';
import { padTo, widthOf, wrap } from './width.js';

const GAP = 2;

/** 条款 | 检测项 | 结论 | 依据数, one row per item, then how often each verdict was given. */
export function verdictTable(document: ResultDocument, page: Page): string[] {
  const { items } = document;
  const { label, mark } = page.words;
  const head = [label.clause, label.item, label.verdict, label.count];
  const rows = items.map((item) => ({
    verdict: item.verdict,
    cells: [
      inert(item.clause),
      inert(item.title),
      `${verdictWord(item.verdict, page)}${item.partly ? page.words.say.partly : ''}`,
      count(item),
    ],
  }));
  const widths = columnWidths([head, ...rows.map((row) => row.cells)], page.width);
  const coverage = coverageFigures(document, page.words)
    .slice(0, -1)
    .map(([name, figure]) => `${name} ${figure}`)
    .join(mark.semicolon);
  return [
    ...heading(label.results, page),
    ...layOut(head, widths).map((line) => page.paint.dim(line)),
    page.paint.dim('-'.repeat(widths.reduce((sum, width) => sum + width + GAP, -GAP))),
    ...rows.flatMap(({ cells, verdict }) => {
      const lines = layOut(cells, widths);
      return lines.map((line) => line.replace(cells[2]!, () => paintVerdict(cells[2]!, verdict, page)));
    }),
    '',
    ...tallyLines(items, page),
    ...hanging(`${label.coverage}${mark.colon}`, coverage, 0, page, page.paint.dim),
  ];
}

/** `发现 3 项 · 未发现 8 项`, broken between verdicts only, so that each keeps its colour. */
function tallyLines(items: readonly Item[], page: Page): string[] {
  const lines: { text: string; width: number }[] = [];
  for (const { verdict, count } of tally(items)) {
    const piece = page.words.say.tally(page.words.verdict[verdict], count);
    const painted = paintVerdict(piece, verdict, page);
    const last = lines.at(-1);
    if (last && last.width + widthOf(piece) + 3 <= page.width) {
      last.text += ` · ${painted}`;
      last.width += widthOf(piece) + 3;
    } else lines.push({ text: painted, width: widthOf(piece) });
  }
  return lines.map(({ text }) => text);
}

function count(item: Item): string {
  const evidence = evidenceCount(item);
  return evidence === 0 ? '-' : String(evidence);
}

/** Every column as wide as it needs, the item's title as wide as is left. */
function columnWidths(rows: string[][], width: number): number[] {
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => widthOf(row[column]!))));
  const others = widths[0]! + widths[2]! + widths[3]! + 3 * GAP;
  widths[1] = Math.max(8, Math.min(widths[1]!, width - others));
  return widths;
}

/** One row as lines: a long title goes on below itself, the count stands at the right. */
function layOut([clause = '', title = '', verdict = '', count = '']: string[], widths: number[]): string[] {
  const [first = '', ...more] = wrap(title, widths[1]!);
  const cells = [padTo(clause, widths[0]!), padTo(first, widths[1]!), padTo(verdict, widths[2]!)];
  const right = ' '.repeat(Math.max(0, widths[3]! - widthOf(count))) + count;
  return [[...cells, right].join(' '.repeat(GAP)), ...more.map((line) => ' '.repeat(widths[0]! + GAP) + line)];
}

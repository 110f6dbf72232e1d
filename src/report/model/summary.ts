import type { Item } from '../../result.js';
import { screenMap } from '../drawing/map.js';
import { overview } from '../drawing/overview.js';
import { verdictNote } from '../view.js';
import { type Draft, note } from './draft.js';
import { isExplained } from './items.js';
import { isFinding } from './screens.js';
import type { Block, Rich } from './types.js';

/** Verdicts at a glance, one row per item, and the map of screens. */
export function summaryBlocks(draft: Draft): Block[] {
  const { document, words } = draft;
  const { label, report } = words;
  const map = screenMap(document, words);
  const picture: Block[] = map
    ? [{ kind: 'drawing', drawing: map, caption: report.summary.map }, note(report.summary.mapNote)]
    : [];
  return [
    { kind: 'drawing', drawing: overview(document.items, words), caption: report.summary.overview },
    {
      kind: 'table',
      columns: [
        { title: label.clause, width: 0.25 },
        { title: label.item, width: 0.31 },
        { title: label.verdict, width: 0.19 },
        { title: report.summary.problems, width: 0.12, align: 'end' },
        { title: report.summary.review, width: 0.13 },
      ],
      rows: document.items.map((item) => summaryRow(item, draft)),
      verdicts: document.items.map(({ verdict }) => verdict),
    },
    ...(picture.length > 0 ? [{ kind: 'group', blocks: picture } as const] : []),
  ];
}

function summaryRow(item: Item, { words, prefix }: Draft): Rich[] {
  const findings = item.contexts.filter(isFinding).length;
  return [
    item.clause,
    isExplained(item) ? { text: item.title, to: `${prefix}${item.rule}` } : item.title,
    [{ text: words.verdict[item.verdict], verdict: item.verdict, bold: true }, verdictNote(item, words)],
    findings === 0 ? '－' : String(findings),
    reviewOf(item, words),
  ];
}

/** What reviewers said of an item: how often each answer was given. */
function reviewOf(item: Item, { report, mark }: Draft['words']): string {
  const answers = [...(item.reviews ?? []), ...item.contexts.flatMap(({ reviews }) => reviews ?? [])];
  if (answers.length === 0) {
    const asks = ['found', 'suspected', 'absent', 'undetermined'].includes(item.verdict);
    return asks ? report.summary.unreviewed : '－';
  }
  return (['成立', '不成立', '需补充'] as const)
    .map((word) => ({ word, count: answers.filter(({ answer }) => answer === word).length }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => report.say.answers(word, count))
    .join(mark.list);
}

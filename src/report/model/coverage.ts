import { coverageBars } from '../drawing/bar.js';
import { affectedTitles, type LimitGroup, limitGroups } from '../limits.js';
import { coverageFigures, placeOf } from '../view.js';
import { type Draft, fields, heading, note, numberOf, paragraph } from './draft.js';
import { type Block, BREAK, type Inline } from './types.js';

const MOST_PLACES = 5;
const MOST_ROWS = 60;

/** How much was read; what was not, which items that touches and what to hand in; oddities of the package. */
export function coverageBlocks(draft: Draft, above: string): Block[] {
  const { document, words, prefix } = draft;
  const { label, report } = words;
  const bars = coverageBars(document, words);
  const groups = limitGroups(document);
  return [
    fields(coverageFigures(document, words)),
    ...(bars ? [{ kind: 'drawing', drawing: bars, caption: report.coverage.chart } as const] : []),
    heading(2, numberOf(draft, 2, 1, above), label.limits, `${prefix}unread`),
    ...(groups.length === 0
      ? [paragraph(report.coverage.noLimits)]
      : groups.slice(0, MOST_ROWS).map((group) => limitGroup(group, draft))),
    ...more(groups.length - MOST_ROWS, draft),
    ...tamperingBlocks(draft, above),
  ];
}

function limitGroup(group: LimitGroup, { document, words }: Draft): Block {
  const { label, limit, part, handIn, mark, report } = words;
  const share = group.share ? `${(group.share * 100).toFixed(group.share < 0.01 ? 1 : 0)}%` : undefined;
  const places: Inline[] = group.places
    .slice(0, MOST_PLACES)
    .flatMap((place, i) => [...(i > 0 ? [BREAK] : []), { text: place, code: true }]);
  const left = group.places.length - MOST_PLACES;
  return {
    kind: 'group',
    blocks: [
      { kind: 'paragraph', text: { text: limit[group.reason], bold: true, verdict: 'undetermined' }, style: 'label' },
      fields([
        [label.reason, group.detail],
        [label.hidden, group.hides.map((name) => part[name]).join(mark.list)],
        [report.coverage.hiddenShare, share],
        [label.affects, affectedTitles(group, document, words)],
        [label.handIn, group.needsHandIn ? handIn[group.reason] : undefined],
        [label.places, left > 0 ? [...places, BREAK, { text: words.say.more(left, 'places'), dim: true }] : places],
      ]),
    ],
  };
}

function tamperingBlocks(draft: Draft, above: string): Block[] {
  const { tampering } = draft.document;
  if (tampering.length === 0) return [];
  const { label, report } = draft.words;
  return [
    heading(2, numberOf(draft, 2, 2, above), label.tampering, `${draft.prefix}tampering`),
    {
      kind: 'table',
      columns: [
        { title: label.tampering, width: 0.5 },
        { title: report.items.place, width: 0.5 },
      ],
      rows: tampering
        .slice(0, MOST_ROWS)
        .map(({ detail, trick, at }) => [[detail, { text: ` ${trick}`, dim: true }], { text: placeOf(at), code: true }]),
    },
    ...more(tampering.length - MOST_ROWS, draft),
  ];
}

/** “另有 N 行”, or nothing. */
export function more(count: number, { words }: Draft): Block[] {
  return count > 0 ? [note(words.say.more(count, 'rows'))] : [];
}

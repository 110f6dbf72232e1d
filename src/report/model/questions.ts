import { screenName } from '../view.js';
import { type Draft, heading, numberOf, paragraph } from './draft.js';
import { isFinding } from './screens.js';
import { type Block, BREAK, type Inline, type Rich } from './types.js';

/** What no package shows, and what the unit is asked, with room to answer. */
export function questionBlocks(draft: Draft, above: string): Block[] {
  const { words, prefix } = draft;
  const { limits } = words.report;
  const rows = questionRows(draft);
  return [
    heading(2, numberOf(draft, 2, 1, above), limits.standing, `${prefix}standing`),
    paragraph(limits.invisible),
    heading(2, numberOf(draft, 2, 2, above), limits.questions, `${prefix}questions`),
    ...(rows.length === 0 ? [paragraph(limits.noQuestions)] : [questionTable(rows, draft)]),
  ];
}

function questionTable(rows: Rich[][], { words }: Draft): Block {
  const { limits, remediation } = words.report;
  return {
    kind: 'table',
    columns: [
      { title: remediation.number, width: 0.07, align: 'middle' },
      { title: limits.about, width: 0.27 },
      { title: limits.question, width: 0.4 },
      { title: limits.answer, width: 0.26 },
    ],
    rows,
  };
}

const MOST_SCREENS = 3;

/** A row per item: its questions, and the screens they are asked about. */
function questionRows({ document, words }: Draft): Rich[][] {
  const asked = document.items.filter(({ questions }) => questions.length > 0);
  return asked.map((item, i) => {
    const screens = item.contexts.filter(isFinding).map((context) => screenName(context, words));
    const names = screens.slice(0, MOST_SCREENS).flatMap((name): Inline[] => [BREAK, { text: name, dim: true }]);
    const left = screens.length - MOST_SCREENS;
    return [
      String(i + 1),
      [item.title, ...names, ...(left > 0 ? [BREAK, { text: words.say.more(left, 'screens'), dim: true }] : [])],
      item.questions.flatMap((question, k): Inline[] => [
        ...(k > 0 ? [BREAK] : []),
        `${item.questions.length > 1 ? `${k + 1}. ` : ''}${question}`,
      ]),
      '',
    ];
  });
}

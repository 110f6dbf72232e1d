import type { Draft } from './draft.js';
import { note, paragraph } from './draft.js';
import type { Remedy } from './remedies.js';
import { type Block, BREAK, type Inline, type Rich } from './types.js';
import { remedyWords } from './words/remedies.js';

/** What to change, a row per finding, with room for what was done. The verdict is that of the screen. */
export function remediationBlocks(draft: Draft): Block[] {
  const { remedies, words } = draft;
  const { remediation } = words.report;
  if (remedies.length === 0) return [paragraph(remediation.none)];
  return [
    note(remediation.intro),
    note(remediation.deadline),
    {
      kind: 'table',
      columns: [
        { title: remediation.number, width: 0.06, align: 'middle' },
        { title: remediation.clauseItem, width: 0.15 },
        { title: remediation.problem, width: 0.23 },
        { title: remediation.remedy, width: 0.43 },
        { title: remediation.result, width: 0.13 },
      ],
      long: true,
      rows: remedies.map((remedy, i) => row(remedy, i, draft)),
      verdicts: remedies.map(({ verdict }) => verdict),
    },
    note(remedyWords[words.lang].answer),
  ];
}

function row({ item, where, verdict, actions }: Remedy, i: number, { words, prefix }: Draft): Rich[] {
  const { mark } = words;
  return [
    String(i + 1),
    item ? [item.clause, BREAK, item.title] : words.label.limits,
    [where, BREAK, { text: words.verdict[verdict], verdict, bold: true }],
    actions.flatMap(({ text, evidence }, k): Inline[] => [
      ...(k > 0 ? [BREAK] : []),
      `${actions.length > 1 ? `${k + 1}. ` : ''}${text}`,
      ...(evidence ? [{ text: `${mark.open}${evidence}${mark.close}`, dim: true, to: prefix + evidence }] : []),
    ]),
    '',
  ];
}

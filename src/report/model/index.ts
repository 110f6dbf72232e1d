import type { Lang } from '../../messages/index.js';
import type { ResultDocument } from '../../result.js';
import { sealLine } from '../seal.js';
import { annexBlocks } from './annexes.js';
import { coverBlock, reportNumber } from './cover.js';
import { coverageBlocks } from './coverage.js';
import { type Draft, heading, items, numberOf } from './draft.js';
import { numberedEvidence } from './evidence.js';
import { inertBlocks, inertText, withoutDeadLinks } from './inert.js';
import { inventoryBlocks } from './inventory.js';
import { itemBlocks } from './items.js';
import { questionBlocks } from './questions.js';
import { remediationBlocks } from './remediation.js';
import { remediesOf } from './remedies.js';
import { basisBlocks, environmentBlocks, ruleBlocks, sampleBlocks } from './sample.js';
import { isReviewed } from './screens.js';
import type { ReportSettings } from './settings.js';
import { summaryBlocks } from './summary.js';
import type { Block, Report } from './types.js';
import { wordsOf } from './words/index.js';

export { reportNumber } from './cover.js';
export type { ReportSettings } from './settings.js';
export type * from './types.js';
export { BREAK, spansOf } from './types.js';

/**
 * The report on one result: everything a reader is told, in order, without a format. The same for the same result, settings
 * and language. All texts are inert and none is longer than a page can hold.
 *
 * @param prefix in front of every id, so that several reports can stand in one file
 */
export function reportModel(document: ResultDocument, settings: ReportSettings, lang: Lang, prefix = ''): Report {
  const words = wordsOf(lang);
  const evidence = numberedEvidence(document, words);
  const remedies = remediesOf(document, evidence, words);
  const seal = sealLine(document);
  const draft: Draft = { document, words, settings, evidence, remedies, seal, prefix };
  const { report } = words;
  const number = inertText(reportNumber(document, settings), words);
  return {
    lang,
    title: report.title,
    subject: inertText(document.package.name ?? document.package.file, words),
    number,
    header: {
      start: inertText(settings.classification ?? report.cover.defaultClass, words),
      end: `${report.number} ${number}`,
    },
    pageWords: report.pageWords,
    ...((settings.draft ?? !isReviewed(document)) && { watermark: report.watermark }),
    organisation: inertText(settings.organisation ?? '', words),
    created: document.run.startedAt,
    seal,
    missingGlyphs: report.say.missingGlyphs,
    blocks: withoutDeadLinks(inertBlocks([...frontMatter(draft), ...parts(draft), ...backMatter(draft)], words)),
  };
}

function frontMatter(draft: Draft): Block[] {
  const { words, prefix, settings } = draft;
  return [
    coverBlock(draft),
    { kind: 'page-break' },
    heading(1, '', words.report.parts.statement, `${prefix}statement`),
    ...items(settings.statement ?? words.report.statement),
    { kind: 'contents', title: words.report.parts.contents },
  ];
}

/** The numbered parts, in the order of inspection reports: what, against what, with what, how decided, how far, what came out. */
function parts(draft: Draft): Block[] {
  const { parts: names } = draft.words.report;
  const made: [keyof typeof names, (above: string) => Block[]][] = [
    ['sample', () => sampleBlocks(draft)],
    ['basis', () => basisBlocks(draft)],
    ['environment', () => environmentBlocks(draft)],
    ['rule', () => ruleBlocks(draft)],
    ['coverage', (above) => coverageBlocks(draft, above)],
    ['summary', () => summaryBlocks(draft)],
    ['prohibitions', (above) => itemBlocks(draft, 'prohibition', above)],
    ['duties', (above) => itemBlocks(draft, 'duty', above)],
    ['notes', (above) => itemBlocks(draft, 'note', above)],
    ['inventory', (above) => inventoryBlocks(draft, above)],
    ['remediation', () => remediationBlocks(draft)],
    ['limits', (above) => questionBlocks(draft, above)],
  ];
  return made.flatMap(([name, blocks], i) => {
    const number = numberOf(draft, 1, i + 1);
    return [heading(1, number, names[name], `${draft.prefix}${name}`), ...blocks(number)];
  });
}

function backMatter(draft: Draft): Block[] {
  const { words, prefix, seal } = draft;
  const { parts: names, sign, end } = words.report;
  return [
    {
      kind: 'group',
      blocks: [
        heading(1, '', names.signatures, `${prefix}signatures`),
        { kind: 'signatures', roles: sign.roles, name: sign.name, date: sign.date, seal: sign.seal },
      ],
    },
    { kind: 'page-break' },
    heading(1, '', names.annexes, `${prefix}annexes`),
    ...annexBlocks(draft),
    { kind: 'seal', text: seal },
    { kind: 'end', text: end },
  ];
}

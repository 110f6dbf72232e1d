import { type Lang, type Messages, messages } from '../../messages/index.js';
import type { Item, ResultDocument } from '../../result.js';
import { limitGroups } from '../limits.js';
import { sealLine } from '../seal.js';
import {
  evidenceRows,
  isClue,
  kindOf,
  loosePapers,
  needsAttention,
  paperLines,
  placeOf,
  representative,
  screenName,
  tally,
  verdictNote,
  versionOf,
} from '../view.js';
import type { Writer } from '../writer.js';
import { htmlText, markdownCell, markdownCode, markdownText } from './escape.js';

/** Bytes. A comment on a GitHub pull request holds 65,536 characters, a GitLab note and a step summary a million. */
const BUDGET = 60_000;
const MOST_EVIDENCE = 6;

/** A summary for a pull request, merge request or job page: all verdicts first, then what is behind them, as far as there is room. */
export const markdown: Writer<string> = {
  format: 'markdown',
  extension: 'md',
  tellsFailures: true,
  write: (documents, { lang, failures = [] }) => {
    const words = messages[lang];
    const failed = failures.map(
      ({ input, message }) =>
        `> **${words.label.notInspected}** ${markdownCode(input)}${words.mark.colon}${markdownText(message)}`,
    );
    const heads = documents.map((document) => headOf(document, words));
    const details = documents.flatMap((document) => detailsOf(document, words));
    return fitted([`## ${markdownText(words.label.title)}`, ...failed, ...heads, ...details], lang);
  },
};

/** Blocks in their order while they fit; the rest is counted. */
function fitted(blocks: readonly string[], lang: Lang): string {
  const note = (count: number): string =>
    lang === 'zh'
      ? `_另有 ${count} 段因篇幅未列出，见完整报告。_`
      : `_${count} more sections were left out for their size; see the full report._`;
  let room = BUDGET - Buffer.byteLength(note(blocks.length)) - 2;
  const kept: string[] = [];
  for (const block of blocks) {
    const size = Buffer.byteLength(block) + 2;
    if (size > room) continue;
    room -= size;
    kept.push(block);
  }
  const left = blocks.length - kept.length;
  return `${[...kept, ...(left > 0 ? [note(left)] : [])].join('\n\n')}\n`;
}

function headOf(document: ResultDocument, words: Messages): string {
  const { package: app, items } = document;
  const { label, mark } = words;
  const asked = items.filter(needsAttention);
  const counts = tally(items).map((one) => words.say.tally(words.verdict[one.verdict], one.count));
  return [
    `### ${markdownCode(app.name ?? label.unnamed)}　${markdownCode(app.file)}`,
    [words.carrier[app.carrier], ...[app.id, versionOf(document)].filter(Boolean).map((text) => markdownCode(text!))].join(' · '),
    markdownText(counts.join(mark.semicolon)),
    ...(asked.length > 0 ? [tableOf(asked, words)] : []),
    ...limitGroups(document).map(
      ({ reason, detail, affects }) =>
        `> ${words.limit[reason]}${mark.colon}${markdownText(detail)}${affects.length > 0 ? `（${label.affects} ${affects.length}）` : ''}`,
    ),
    ...loosePapers(document, words).map((line) => `> ${markdownText(line)}`),
    `<sub>${sealLine(document)}</sub>`,
    markdownText(words.say.standing[0]),
  ].join('\n\n');
}

function tableOf(items: readonly Item[], words: Messages): string {
  const { label } = words;
  const rows = items.map((item) => [
    `**${words.verdict[item.verdict]}**${markdownText(verdictNote(item, words))}`,
    markdownText(item.title),
    markdownText(item.clause),
    markdownText(item.reason),
  ]);
  return [[label.verdict, label.item, label.clause, label.reason], ['---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.map(markdownCell).join(' | ')} |`)
    .join('\n');
}

function detailsOf(document: ResultDocument, words: Messages): string[] {
  return document.items
    .filter((item) => needsAttention(item) && item.contexts.some((context) => !isClue(context)))
    .map((item) => detailOf(item, document, words));
}

function detailOf(item: Item, { package: app }: ResultDocument, words: Messages): string {
  const screens = item.contexts
    .filter((context) => !isClue(context))
    .map((context) => {
      const rows = evidenceRows(context, words);
      const shown = representative(rows, MOST_EVIDENCE);
      return [
        `**${words.verdict[context.verdict]}** ${markdownCode(screenName(context, words))}`,
        ...paperLines(context, words).map((line) => `- ${markdownText(line)}`),
        ...shown.map((row) => `- ${kindOf(row, words)} ${markdownCode(row.line)}　${markdownCode(placeOf(row.at))}`),
        ...(rows.length > shown.length ? [`- ${markdownText(words.say.more(rows.length - shown.length, 'evidence'))}`] : []),
      ].join('\n');
    });
  const summary = htmlText(`${words.verdict[item.verdict]}　${item.title}　${app.name ?? app.file}`);
  return [
    `<details><summary>${summary}</summary>`,
    ...screens,
    ...(item.advice ? [`${markdownText(words.label.advice)}${words.mark.colon}${markdownText(item.advice)}`] : []),
    '</details>',
  ].join('\n\n');
}

import type { ContextResult, ElementResult, Item } from '../../result.js';
import { inert } from '../inert.js';
import {
  type EvidenceRow,
  evidenceRows,
  isClue,
  kindOf,
  needsAttention,
  paperLines,
  placeOf,
  representative,
  screenName,
  verdictNote,
} from '../view.js';
import { rest } from './limits.js';
import { hanging, heading, type Page, paintVerdict, verdictWord } from './page.js';
import { wrap } from './width.js';

const MOST_CONTEXTS = 6;
const MOST_EVIDENCE = 6;
const MOST_CLUES = 4;

/** Every item that asks for something, in rule order; those that are undetermined for one reason together at the end. */
export function itemsPart(items: readonly Item[], page: Page): string[] {
  const asked = items.filter(needsAttention);
  if (asked.length === 0) return [];
  const blind = asked.filter((item) => item.verdict === 'undetermined' && item.contexts.every(isClue));
  return [
    ...heading(page.words.label.findings, page),
    ...asked.filter((item) => !blind.includes(item)).flatMap((item) => [...itemLines(item, page), '']),
    ...undeterminedLines(blind, page),
  ];
}

const MOST_NOTED = 4;

/** Notes ask nobody for anything: title, reason and the first facts, without places. */
export function notesPart(items: readonly Item[], page: Page): string[] {
  const noted = items.filter(({ verdict }) => verdict === 'note');
  if (noted.length === 0) return [];
  return [...heading(page.words.label.notes, page), ...noted.flatMap((item) => [...noteLines(item, page), ''])];
}

function noteLines(item: Item, page: Page): string[] {
  const facts = [
    ...new Set(item.contexts.flatMap((context) => evidenceRows(context, page.words).map(({ line }) => inert(line)))),
  ];
  return [
    ...titleLines(item, page),
    ...hanging('', inert(item.reason), 2, page),
    ...facts.slice(0, MOST_NOTED).flatMap((what) => hanging('- ', what, 4, page, page.paint.dim)),
    ...rest(facts.length - MOST_NOTED, 'evidence', 4, page),
  ];
}

function itemLines(item: Item, page: Page): string[] {
  const { label } = page.words;
  const contexts = item.contexts.filter((context) => !isClue(context));
  return [
    ...titleLines(item, page),
    ...hanging('', inert(item.reason), 2, page),
    ...elementLines(item.elements, 2, page),
    ...contexts.slice(0, MOST_CONTEXTS).flatMap((context) => contextLines(context, item, page)),
    ...rest(contexts.length - MOST_CONTEXTS, 'screens', 2, page),
    ...clueLines(item, page),
    ...(item.advice && item.verdict !== 'undetermined'
      ? hanging(`${label.advice}${page.words.mark.colon}`, inert(item.advice), 2, page)
      : []),
    ...paperLines({ reviews: item.reviews }, page.words).flatMap((line) => hanging('', inert(line), 2, page, page.paint.dim)),
    ...item.questions.flatMap((question) => hanging(`${label.questions}${page.words.mark.colon}`, inert(question), 2, page)),
  ];
}

function titleLines(item: Item, page: Page): string[] {
  const title = `${verdictWord(item.verdict, page)}${verdictNote(item, page.words)}　${inert(item.title)}　${inert(item.clause)}`;
  return hanging('', title, 0, page, (line) => paintVerdict(line, item.verdict, page));
}

/** Screens that hold clues only are named; their evidence stands in the other formats. */
function clueLines(item: Item, page: Page): string[] {
  const clues = item.contexts.filter(isClue);
  if (clues.length === 0) return [];
  const names = clues.slice(0, MOST_CLUES).map((context) => inert(screenName(context, page.words)));
  const more = clues.length > MOST_CLUES ? [page.words.say.more(clues.length - MOST_CLUES, 'screens')] : [];
  return hanging(
    `${page.words.label.clue}${page.words.mark.colon}`,
    [...names, ...more].join(page.words.mark.semicolon),
    2,
    page,
    page.paint.dim,
  );
}

function elementLines(elements: readonly ElementResult[], indent: number, page: Page): string[] {
  if (elements.length === 0) return [];
  const { label, status } = page.words;
  const list = elements.map((element) => `${inert(element.title)} ${status[element.status]}`).join(page.words.mark.semicolon);
  return hanging(`${label.elements}${page.words.mark.colon}`, list, indent, page);
}

function contextLines(context: ContextResult, item: Item, page: Page): string[] {
  const { label, reachable, verdict } = page.words;
  const rows = evidenceRows(context, page.words);
  const state = [
    ...(context.screen === 'package' ? [] : [reachable[context.reachable]]),
    ...(context.verdict === item.verdict ? [] : [verdict[context.verdict]]),
  ];
  const name = `${inert(screenName(context, page.words))}${state.length > 0 ? `${page.words.mark.open}${state.join(page.words.mark.comma)}${page.words.mark.close}` : ''}`;
  const partial = JSON.stringify(context.elements) !== JSON.stringify(item.elements);
  return [
    ...hanging(`${label.screen}${page.words.mark.colon}`, name, 2, page, page.paint.bold),
    ...(partial ? elementLines(context.elements, 4, page) : []),
    ...paperLines(context, page.words).flatMap((line) => hanging('', inert(line), 4, page, page.paint.dim)),
    ...representative(rows, MOST_EVIDENCE).flatMap((row) => evidenceLines(row, page)),
    ...rest(rows.length - MOST_EVIDENCE, 'evidence', 4, page),
  ];
}

/** What it is, where it is (never broken, so that it can be copied), and the source around it. */
function evidenceLines(row: EvidenceRow, page: Page): string[] {
  const { owner } = page.words;
  const excerpt = inert(row.excerpt ?? '').trim();
  const foreign = row.owner === 'own' ? '' : `${page.words.mark.comma}${owner[row.owner]}`;
  return [
    ...hanging(
      '- ',
      `${kindOf(row, page.words)} ${inert(row.line)}${page.words.mark.open}${row.elements.map(inert).join(page.words.mark.list)}${foreign}${page.words.mark.close}`,
      4,
      page,
    ),
    page.paint.cyan(`      ${inert(placeOf(row.at))}`),
    ...(excerpt && excerpt !== inert(row.what)
      ? wrap(excerpt, page.width - 8).map((line) => page.paint.dim(`      | ${line}`))
      : []),
  ];
}

function undeterminedLines(items: readonly Item[], page: Page): string[] {
  const reasons = [...new Set(items.map((item) => item.reason))];
  if (reasons.length === 0) return [];
  return [
    ...hanging('', page.words.say.undetermined, 0, page),
    ...reasons.flatMap((reason) => [
      ...items.filter((item) => item.reason === reason).flatMap((item) => [...titleLines(item, page), ...clueLines(item, page)]),
      ...hanging(`${page.words.label.reason}${page.words.mark.colon}`, inert(reason), 2, page),
      '',
    ]),
  ];
}

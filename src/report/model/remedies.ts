import type { Aim, ContextResult, Item, ResultDocument, Verdict } from '../../result.js';
import { limitGroups } from '../limits.js';
import { kindOf, screenName } from '../view.js';
import type { NumberedRow } from './evidence.js';
import { carrying, isFinding } from './screens.js';
import type { Words } from './words/index.js';
import { type Gate, type RemedyWords, remedyWords } from './words/remedies.js';

/** What to change about one finding, or to hand in for one limit. */
export interface Remedy {
  item?: Item;
  /** `打卡签到（pages/sign/index）`; for a limit what it is. */
  where: string;
  /** Of the screen; of the item where it belongs to none. */
  verdict: Verdict;
  actions: Action[];
}

export interface Action {
  text: string;
  /** Number of the evidence it follows from. */
  evidence?: string;
}

const MOST_ACTIONS = 8;

/** Everything a result asks the unit to do, in the order of the items, limits last. */
export function remediesOf(
  document: ResultDocument,
  evidence: ReadonlyMap<ContextResult, readonly NumberedRow[]>,
  words: Words,
): Remedy[] {
  const say = remedyWords[words.lang];
  return [
    ...document.items.flatMap((item) =>
      item.contexts.filter(isFinding).map((context) => ({
        item,
        where: screenName(context, words),
        verdict: context.verdict,
        actions: actionsFor(item, evidence.get(context) ?? [], words),
      })),
    ),
    ...document.items.flatMap((item) => (item.kind === 'duty' ? missing(item, document, words) : [])),
    ...limitGroups(document)
      .filter(({ affects }) => affects.length > 0)
      .map((group) => ({
        where: words.limit[group.reason],
        verdict: 'undetermined' as const,
        actions: [{ text: group.needsHandIn ? say.handIn(words.handIn[group.reason]) : group.detail }],
      })),
  ];
}

/** Changes that follow from the evidence of a screen: one per thing found, what a person meets first; else the rule's advice. */
export function actionsFor(item: Item, rows: readonly NumberedRow[], words: Words): Action[] {
  const { aim = 'remove' } = item;
  const actions = new Map<string, Action & { weight: number }>();
  const own = rows.filter(({ owner }) => owner !== 'third-party');
  for (const row of distinct(own.length > 0 ? own : rows)) {
    const text = changeFor(row, aim, words);
    if (text && !actions.has(text)) actions.set(text, { text, evidence: row.number, weight: WEIGHT[row.kind] ?? 9 });
  }
  const ordered = [...actions.values()].sort((a, b) => a.weight - b.weight).slice(0, MOST_ACTIONS);
  if (ordered.length === 0) return [{ text: item.advice }];
  return ordered.map(({ text, evidence }) => ({ text, evidence: evidence! }));
}

/** A screen is named by its route, its title and itself, a gate's message is seen as a toast: one of them is enough. */
function distinct(rows: readonly NumberedRow[]): readonly NumberedRow[] {
  const screens = rows.filter(({ kind }) => kind === 'screen').map(nameOf);
  const messages = rows.map(({ gate }) => gate?.message).filter((message) => message !== undefined);
  return rows.filter((row) => {
    const { kind, position } = row;
    if (screens.length > 0 && (position === 'page-title' || (kind === 'identifier' && screens.includes(row.what)))) return false;
    return !(position === 'toast' || position === 'dialog') || !messages.includes(nameOf(row));
  });
}

const WEIGHT: Partial<Record<NumberedRow['kind'], number>> = {
  gate: 1,
  text: 2,
  timing: 3,
  request: 4,
  api: 5,
  permission: 6,
  sdk: 6,
  screen: 7,
};

/** The thing itself: the words, the endpoint, the id. */
function nameOf({ name, what }: NumberedRow): string {
  return name ?? what;
}

/** @returns nothing where the evidence is no thing one would change by itself */
function changeFor(row: NumberedRow, aim: Aim, words: Words): string | undefined {
  const say = remedyWords[words.lang];
  const goes = aim === 'remove' || aim === 'stop';
  switch (row.kind) {
    case 'text':
      return textChange(row, aim, say, words);
    case 'gate':
      return goes || aim === 'decouple' ? say.removeGate(gateOf(row, say)) : say.optionalGate(gateOf(row, say));
    case 'request':
      return requestChange(nameOf(row), aim, say);
    case 'timing':
      return say.stopTiming(row.timing?.pair ?? row.what, row.timing?.target);
    case 'api':
      return aim === 'optional' ? say.optionalCall(row.what) : goes ? say.removeCall(row.what) : undefined;
    case 'permission':
      return goes ? say.removePermission(row.what) : say.optionalPermission(row.what);
    case 'number':
      return aim === 'justify' ? say.reduceNumber(row.what) : undefined;
    case 'sdk':
    case 'component':
      return goes ? say.removePart(row.what) : undefined;
    case 'screen':
      return goes ? say.removeScreen(nameOf(row)) : undefined;
    case 'identifier':
      return goes ? say.removeCode(row.what) : undefined;
    default:
      return undefined;
  }
}

const ENTRIES: ReadonlySet<string> = new Set(['tab', 'menu', 'button', 'option']);

/** The function stays: what names it stays too, what asks for something asks less. */
function optionalChange({ position }: NumberedRow, name: string, text: string, say: RemedyWords): string | undefined {
  if (position === 'page-title' || ENTRIES.has(position ?? '')) return undefined;
  return position === 'toast' || position === 'dialog' ? say.removeText(name, text) : say.optionalText(name, text);
}

function textChange(row: NumberedRow, aim: Aim, say: RemedyWords, words: Words): string | undefined {
  const position = kindOf(row, words);
  const text = nameOf(row);
  if (aim === 'optional') return optionalChange(row, position, text, say);
  if (aim === 'justify') return say.explainText(position, text);
  if (aim === 'decouple') return say.decoupleText(position, text);
  if (row.position === 'page-title') return say.removePage(text);
  return ENTRIES.has(row.position ?? '') ? say.removeEntry(position, text) : say.removeText(position, text);
}

function requestChange(endpoint: string, aim: Aim, say: RemedyWords): string {
  if (aim === 'optional') return say.optionalRequest(endpoint);
  if (aim === 'justify') return say.sharedRequest(endpoint);
  if (aim === 'decouple') return say.decoupleRequest(endpoint);
  return aim === 'stop' ? say.stopSending(endpoint) : say.removeRequest(endpoint);
}

/** A disabled button is itself what cannot be done; a rule of a form guards a field, and with it all that is submitted. */
function gateOf({ gate, what, subject }: NumberedRow, say: RemedyWords): Gate {
  const { shape, message, guards } = gate ?? { guards: what };
  const submits = guards === undefined || guards === 'button' || shape === 'required-rule';
  return { message, guards: submits ? say.submitting : guards, subject: subject && say.subject[subject] };
}

/** What a necessary function lacks, and on which screen of the app it could be added. */
function missing(item: Item, document: ResultDocument, words: Words): Remedy[] {
  if (item.verdict !== 'absent' && item.verdict !== 'likely-present') return [];
  const say = remedyWords[words.lang];
  const own = carrying(item)[0];
  const lacking = (own?.elements ?? item.elements).filter(({ status }) => status !== 'evidenced');
  const near = own ?? document.items.filter(({ kind }) => kind === 'duty').flatMap(carrying)[0];
  return [
    {
      item,
      where: own ? screenName(own, words) : say.wholeApp,
      verdict: item.verdict,
      actions: [
        ...lacking.map(({ title }) => ({ text: say.addElement(title) })),
        { text: item.advice },
        ...(near && near !== own ? [{ text: say.addWhere(screenName(near, words)) }] : []),
      ],
    },
  ];
}

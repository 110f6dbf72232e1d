/** What several report formats derive from a result in the same way. */
import type { At } from '../facts/types.js';
import type { Messages } from '../messages/index.js';
import type { ContextResult, Evidence, Item, ResultDocument, Verdict } from '../result.js';

/** Gravest first. */
export const VERDICT_ORDER: Verdict[] = [
  'found',
  'suspected',
  'absent',
  'undetermined',
  'likely-present',
  'present',
  'not-found',
  'not-applicable',
  'note',
  'none',
];

/** Verdicts that ask a person to do something; their items are explained in full. */
const ATTENTION: ReadonlySet<Verdict> = new Set(['found', 'suspected', 'undetermined', 'absent']);

export function needsAttention(item: Item): boolean {
  return ATTENTION.has(item.verdict);
}

/** Number of items per verdict, only verdicts that occur, gravest first. */
export function tally(items: readonly Item[]): { verdict: Verdict; count: number }[] {
  return VERDICT_ORDER.map((verdict) => ({ verdict, count: items.filter((item) => item.verdict === verdict).length })).filter(
    ({ count }) => count > 0,
  );
}

/** Evidence of a context with one row per place, naming every element it carries. */
export interface EvidenceRow extends Omit<Evidence, 'element'> {
  elements: string[];
  /** What it is, in the words of the report. */
  line: string;
}

export function evidenceRows(context: ContextResult, { say }: Messages): EvidenceRow[] {
  const titles = new Map(context.elements.map((element) => [element.id, element.title]));
  const rows = new Map<string, EvidenceRow>();
  for (const { element, ...rest } of context.evidence) {
    const key = keyOf(rest);
    const row = rows.get(key);
    const title = titles.get(element) ?? element;
    if (!row) rows.set(key, { ...rest, line: say.fact(rest), elements: [title] });
    else if (!row.elements.includes(title)) row.elements.push(title);
  }
  return [...rows.values()];
}

/** The same thing at the same place, whatever it carries. */
function keyOf({ kind, what, at }: Pick<Evidence, 'kind' | 'what' | 'at'>): string {
  return JSON.stringify([kind, what, placeOf(at)]);
}

/** What kind of thing a piece of evidence is; a text is named by its position where that is known. */
export function kindOf({ kind, position }: Pick<Evidence, 'kind' | 'position'>, words: Messages): string {
  return kind === 'text' && position ? words.position[position] : words.evidence[kind];
}

/** What tells a reader most comes first: what is stopped or timed, then what is written there, then what is sent and called. */
const TELLING: readonly Evidence['kind'][] = ['gate', 'timing', 'text', 'request', 'api', 'screen'];

function rankOf({ kind }: EvidenceRow): number {
  const at = TELLING.indexOf(kind);
  return at < 0 ? TELLING.length : at;
}

/** At most `most` rows: first the most telling one for every element, then one of every kind, then the strongest that are left. */
export function representative(rows: readonly EvidenceRow[], most: number): EvidenceRow[] {
  const telling = [...rows].sort((a, b) => rankOf(a) - rankOf(b));
  const covered = new Set<string>();
  const chosen = new Set<EvidenceRow>();
  const choose = (row: EvidenceRow, shows: readonly string[]): void => {
    if (chosen.size === most || shows.every((one) => covered.has(one))) return;
    chosen.add(row);
    for (const one of [...row.elements, row.kind]) covered.add(one);
  };
  for (const row of telling) choose(row, row.elements);
  for (const row of telling) if (rankOf(row) < TELLING.length) choose(row, [row.kind]);
  for (const row of rows) if (chosen.size < most) chosen.add(row);
  return rows.filter((row) => chosen.has(row));
}

/** A screen that only holds clues: it does not itself give its item a verdict. */
export function isClue(context: ContextResult): boolean {
  return ['not-found', 'absent', 'none'].includes(context.verdict);
}

/** Distinct pieces of evidence of an item over the screens that give it its verdict; clues are not counted. */
export function evidenceCount(item: Item): number {
  const seen = new Set<string>();
  for (const context of item.contexts.filter((screen) => !isClue(screen)))
    for (const piece of context.evidence) seen.add(keyOf(piece));
  return seen.size;
}

/** What is said behind an item's verdict: what was not read, declared special scenes, suppressed findings. */
export function verdictNote(item: Item, { say, verdict }: Messages): string {
  const carrying = item.contexts.filter((context) => context.verdict === item.verdict && !isClue(context));
  const declared = carrying.length > 0 && carrying.every((context) => context.declared);
  return `${item.partly ? say.partly : ''}${declared ? say.declaredVerdict : ''}${item.unsuppressed ? say.suppressedVerdict(verdict[item.unsuppressed]) : ''}`;
}

/** What the papers say of a screen's finding, a sentence each. */
export function paperLines(context: Pick<ContextResult, 'declared' | 'suppression' | 'reviews'>, { say }: Messages): string[] {
  return [
    ...(context.declared ? [say.declared(context.declared)] : []),
    ...(context.suppression ? [say.suppressed(context.suppression)] : []),
    ...(context.reviews ?? []).map(say.reviewed),
  ];
}

/** Entries of the papers that fit nothing here or ran out. */
export function loosePapers({ suppressions, reviews }: ResultDocument, { say }: Messages): string[] {
  return [
    ...suppressions.filter(({ state }) => state !== 'applied').map(say.suppressionState),
    ...reviews.filter(({ state }) => state === 'unused').map(say.unusedReview),
  ];
}

/** `path:line:column`, `path:line:column#module`, `path#class.method`, or `path@offset` where there is no line. As `jianfu cat` takes it. */
export function placeOf(at: At): string {
  const position =
    at.line !== undefined
      ? `:${at.line}${at.column === undefined ? '' : `:${at.column}`}`
      : at.offset === undefined
        ? ''
        : `@${at.offset}`;
  return `${at.path}${position}${partOf(at)}`;
}

function partOf(at: At): string {
  if (at.class !== undefined) return `#${at.class}${at.method === undefined ? '' : `.${at.method}`}`;
  return at.module === undefined ? '' : `#${at.module}`;
}

/** How a screen is called: `打卡签到（pages/sign/index）`. */
export function screenName(context: ContextResult, { label, mark }: Messages): string {
  if (context.screen === 'package') return label.wholePackage;
  return context.title ? `${context.title}${mark.open}${context.screen}${mark.close}` : context.screen;
}

/** What runs the app, in words. */
export function hostsOf({ package: app }: ResultDocument, { host: names, mark }: Messages): string {
  return app.hosts.map((host) => names[host] ?? host).join(mark.list);
}

export function versionOf({ package: app }: ResultDocument): string {
  return [app.versionName, app.versionCode && `(${app.versionCode})`].filter(Boolean).join(' ');
}

/** How much there was and how much was read, name and figure; parts the sample does not have are left out. */
export function coverageFigures({ coverage }: ResultDocument, { figures, say }: Messages): [string, string][] {
  const { scripts, templates, dex, screens } = coverage;
  const read = (part: { parsed: number; total: number; failed: number }): string =>
    `${part.parsed} / ${part.total}${part.failed > 0 ? say.failed(part.failed) : ''}`;
  const rows: [string, string, boolean][] = [
    [figures.entries, grouped(coverage.entries), true],
    [figures.scripts, read(scripts), scripts.total > 0],
    [figures.templates, read(templates), templates.total > 0],
    [figures.classes, `${dex.ownClasses} / ${dex.classes}`, dex.classes > 0],
    [figures.screens, `${screens.reachable} / ${screens.total}`, true],
    [figures.texts, grouped(coverage.texts), true],
    [figures.requests, grouped(coverage.requests), true],
    [figures.bytes, grouped(coverage.bytesInflated), true],
  ];
  return rows.filter(([, , there]) => there).map(([name, figure]) => [name, figure]);
}

/** `1,234,567`, the same on every machine. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

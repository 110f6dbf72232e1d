import type { State } from '../batch/store.js';
import type { Summary } from '../batch/summary.js';
import { ASKED } from '../batch/totals.js';
import { VERDICT_ORDER } from '../report/view.js';
import type { Verdict } from '../result.js';
import type { ListRow } from './records.js';

/** What the list knows of a package: few enough bytes that a hundred thousand stay in memory. */
export interface Listed {
  digest: string;
  unit: string;
  app: string;
  file: string;
  id: string;
  carrier: string;
  version: string;
  /** How many items have a verdict that a person must look at, in the order of `ASKED`. */
  counts: number[];
  /** A letter for the verdict of every rule, at the rule's place; a blank where it was not asked. */
  verdicts: string;
  limits: string[];
  state: State;
  /** When it was handed in; of a batch that is not known. */
  at: string;
  /** Of an earlier run: its file is gone. */
  isOld: boolean;
}

export const SORTS = ['time', 'unit', 'app', 'file', 'carrier', 'verdict'] as const;
export type Sort = (typeof SORTS)[number];

/** What is asked of the list; an empty text asks for nothing. */
export interface ListQuery {
  search: string;
  verdict: string;
  rule: string;
  /** With `=` in front, so that rows without a unit can be asked for. */
  unit: string;
  carrier: string;
  /** `-` for rows without any. */
  limit: string;
  state: string;
  answered: string;
  sort: Sort;
  down: boolean;
  /** From 1. */
  page: number;
}

export interface ListPage {
  rows: Listed[];
  total: number;
  page: number;
  pages: number;
}

export const PER_PAGE = 50;

/** Texts that are the same in many rows are kept once. */
const interned = new Map<string, string>();
function intern(text: string): string {
  const known = interned.get(text);
  if (known !== undefined) return known;
  interned.set(text, text);
  return text;
}

/** Places of rules in the letters of a row, as they come. */
const places = new Map<string, number>();
const NO_RULE = -1;
const letterOf = (verdict: string): string => String.fromCharCode(97 + VERDICT_ORDER.indexOf(verdict as Verdict));

function lettersOf(verdicts: Summary['verdicts']): string {
  const letters: string[] = [];
  for (const [rule, verdict] of verdicts) {
    const place = places.get(rule) ?? places.size;
    places.set(rule, place);
    letters[place] = letterOf(verdict);
  }
  return intern(Array.from(letters, (letter) => letter ?? ' ').join(''));
}

function has(letters: string, rule: string, verdict: string): boolean {
  const letter = letterOf(verdict);
  return rule ? letters[places.get(rule) ?? NO_RULE] === letter : letters.includes(letter);
}

export function listed({ unit, name, digest, state, summary, at = '', isOld }: ListRow): Listed {
  const { name: app = '', id = '', carrier, version, verdicts, limits } = JSON.parse(summary) as Summary;
  return {
    digest,
    unit: intern(unit),
    app,
    file: name,
    id,
    carrier: intern(carrier),
    version,
    counts: ASKED.map((asked) => verdicts.filter(([, verdict]) => verdict === asked).length),
    verdicts: lettersOf(verdicts),
    limits: limits.map(intern),
    state,
    at,
    isOld: isOld === 1,
  };
}

/** The rows that are asked for, in the order that is asked for. */
export function choose(rows: readonly Listed[], query: ListQuery, answerCount: (digest: string) => number): ListPage {
  const chosen = rows.filter((row) => fits(row, query, answerCount)).sort(order(query));
  const pages = Math.max(1, Math.ceil(chosen.length / PER_PAGE));
  const page = Math.min(Math.max(1, query.page), pages);
  return { rows: chosen.slice((page - 1) * PER_PAGE, page * PER_PAGE), total: chosen.length, page, pages };
}

function fits(row: Listed, query: ListQuery, answerCount: (digest: string) => number): boolean {
  const { verdict, rule, unit, carrier, limit, state, answered } = query;
  if (unit && row.unit !== unit.slice(1)) return false;
  if (carrier && row.carrier !== carrier) return false;
  if (state && row.state !== state) return false;
  if (limit && !(limit === '-' ? row.limits.length === 0 : row.limits.includes(limit))) return false;
  if (verdict && !has(row.verdicts, rule, verdict)) return false;
  if (answered && (answered === 'yes') !== answerCount(row.digest) > 0) return false;
  const search = query.search.toLowerCase();
  if (!search) return true;
  if ([row.app, row.file, row.id, row.unit].some((text) => text.toLowerCase().includes(search))) return true;
  return search.length >= 8 && row.digest.startsWith(search);
}

const collator = new Intl.Collator('zh-CN', { numeric: true });

function order({ sort, down }: ListQuery): (a: Listed, b: Listed) => number {
  const sign = down ? -1 : 1;
  if (sort === 'time') return (a, b) => sign * (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
  if (sort === 'verdict') return (a, b) => sign * byCounts(a, b);
  return (a, b) => sign * collator.compare(a[sort], b[sort]);
}

/** Most of the gravest first. */
function byCounts(a: Listed, b: Listed): number {
  const at = a.counts.findIndex((count, i) => count !== b.counts[i]);
  return at === -1 ? 0 : b.counts[at]! - a.counts[at]!;
}

/** What the filters offer: what occurs. */
export interface Choices {
  units: string[];
  carriers: string[];
  limits: string[];
  verdicts: Verdict[];
}

export function choicesOf(rows: readonly Listed[]): Choices {
  const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort(collator.compare);
  const letters = new Set([...new Set(rows.map(({ verdicts }) => verdicts))].join(''));
  return {
    units: sorted(rows.map(({ unit }) => unit)),
    carriers: sorted(rows.map(({ carrier }) => carrier)),
    limits: sorted(rows.flatMap(({ limits }) => limits)),
    verdicts: VERDICT_ORDER.filter((verdict) => letters.has(letterOf(verdict))),
  };
}

/** A query from the address of a page; what does not fit asks for nothing. */
export function readQuery(given: Record<string, unknown>): ListQuery {
  const text = (key: string): string => (typeof given[key] === 'string' ? (given[key] as string).trim().slice(0, 200) : '');
  const sort = SORTS.find((one) => one === text('sort')) ?? 'time';
  return {
    search: text('search'),
    verdict: text('verdict'),
    rule: text('rule'),
    unit: text('unit').startsWith('=') ? text('unit') : '',
    carrier: text('carrier'),
    limit: text('limit'),
    state: text('state'),
    answered: text('answered'),
    sort,
    // The newest come first unless something else is asked for.
    down: text('down') === '' ? sort === 'time' : text('down') === '1',
    page: Number(/^\d{1,6}$/.exec(text('page'))?.[0] ?? 1),
  };
}

/** The other way round; a part that is not given stays as it is. */
export function queryString(query: ListQuery, change: Partial<ListQuery> = {}): string {
  const { sort, down, page, ...filters } = { ...query, ...change };
  const parts = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ''));
  if (sort !== 'time') parts.set('sort', sort);
  if (down !== (sort === 'time')) parts.set('down', down ? '1' : '0');
  if (page !== 1) parts.set('page', String(page));
  return `?${parts.toString()}`;
}

import { normaliseText } from '../facts/normalise.js';
import type { Fact, FactOf, TextPosition } from '../facts/types.js';
import type { Leaves, Many, NameMatcher, Roles } from './expression.js';
import { POSITION_GROUPS } from './matcher-keys.js';
import type { RoleSet, Vocabulary } from './vocabulary.js';

/** Whether one fact is what a matcher asks for. */
export type Test = (fact: Fact) => boolean;

/** Longer texts are content (news, agreements, study material), not controls, unless a rule says otherwise. */
export const SHORT = 40;

interface Words {
  vocabulary: Vocabulary;
  lexicon: string;
}

type Compile<K extends keyof Leaves> = (matcher: NonNullable<Leaves[K]>, words: Words) => (fact: FactOf<K>) => boolean;

const COMPILERS: { [K in keyof Leaves]-?: Compile<K> } = {
  text: (matcher, words) => {
    const inText = rolesTest(matcher.words, matcher.exclude, words);
    const positions = positionsOf(matcher.position);
    const actions = oneOf(matcher.action);
    const fits = matcher.pattern === undefined ? undefined : patternTest(matcher.pattern);
    const longest = matcher.maxLength ?? SHORT;
    return (fact) =>
      positions.has(fact.position) &&
      actions(fact.action ?? 'none') &&
      shownLength(fact.value) <= longest &&
      (!inText || inText(words.vocabulary.ofText(fact.value))) &&
      (!fits || fits(fact));
  },
  request: (matcher, words) => {
    const inPath = rolesTest(matcher.words, matcher.exclude, words);
    const inParams = rolesTest(matcher.params, undefined, words);
    const inSort = rolesTest(matcher.sort, undefined, words);
    const methods = oneOf(matcher.method);
    const senders = oneOf(matcher.via);
    const sends = oneOf(matcher.sends);
    const hosts = oneOf(matcher.host);
    const pattern = matcher.pattern === undefined ? undefined : new RegExp(matcher.pattern, 'u');
    return (fact) =>
      (!pattern || pattern.test(fact.path)) &&
      (methods(fact.method ?? '') || methods(writtenAs(fact))) &&
      senders(fact.via) &&
      (!matcher.host || hosts(fact.host ?? '')) &&
      (!matcher.sends || fact.sends.some(sends)) &&
      (!inPath || inPath(words.vocabulary.ofName(askedOfRequest(fact)))) &&
      (!inParams || fact.params.some((param) => inParams(words.vocabulary.ofName(param)))) &&
      (!inSort || fact.params.some((param) => param.startsWith('sort:') && inSort(words.vocabulary.ofName(param.slice(5)))));
  },
  api: (matcher) => {
    const families = oneOf(matcher.family);
    const names = many(matcher.name);
    return (fact) =>
      families(fact.family) &&
      (!names || names.some((name) => fact.name === name || fact.name.endsWith(`.${name}`))) &&
      (matcher.detail === undefined || Boolean(fact.detail?.includes(matcher.detail)));
  },
  gate: (matcher, words) => {
    const subjects = oneOf(matcher.subject);
    const shapes = oneOf(matcher.shape);
    const inMessage = rolesTest(matcher.message, matcher.exclude, words);
    const inGuards = rolesTest(matcher.guards, undefined, words);
    return (fact) =>
      subjects(fact.subject) &&
      shapes(fact.shape) &&
      (matcher.silent === undefined || Boolean(fact.silent) === matcher.silent) &&
      (!inMessage || inMessage(words.vocabulary.ofText(fact.message ?? ''))) &&
      (!inGuards || inGuards(words.vocabulary.ofName(fact.guards ?? '')));
  },
  timing: (matcher, words) => {
    const shapes = oneOf(matcher.shape);
    const reaches = oneOf(matcher.reaches);
    const inTarget = rolesTest(matcher.target, matcher.exclude, words);
    return (fact) =>
      shapes(fact.shape) && reaches(fact.reaches) && (!inTarget || inTarget(words.vocabulary.ofName(askedOf(fact.target ?? ''))));
  },
  identifier: (matcher, words) => {
    const inName = rolesTest(matcher.words, matcher.exclude, words);
    const parts = oneOf(matcher.role);
    return (fact) => parts(fact.role) && (!inName || inName(words.vocabulary.ofName(fact.value)));
  },
  screen: (matcher, words) => {
    const inTitle = rolesTest(matcher.title, matcher.exclude, words);
    const inRoute = rolesTest(matcher.route, matcher.exclude, words);
    return (fact) =>
      (matcher.entry === undefined || fact.from.includes('app') === matcher.entry) &&
      (!inTitle || inTitle(words.vocabulary.ofText(fact.title ?? ''))) &&
      (!inRoute || inRoute(words.vocabulary.ofName(fact.id)));
  },
  // The sum over the context is tested in `match.ts`.
  number:
    ({ name, each, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }) =>
    (fact) =>
      fact.name === name && (!each || (fact.value >= min && fact.value <= max)),
  flag: named,
  permission: named,
  component: (matcher) => {
    const names = oneOf(matcher.name);
    const types = oneOf(matcher.type);
    const same = (asked: boolean | undefined, is: boolean | undefined): boolean => asked === undefined || Boolean(is) === asked;
    return ({ name, type, exported, guarded, launcher }) =>
      names(name) &&
      types(type) &&
      same(matcher.exported, exported) &&
      same(matcher.guarded, guarded) &&
      same(matcher.launcher, launcher);
  },
  sdk: (matcher) => {
    const names = oneOf(matcher.name);
    const categories = oneOf(matcher.category);
    return (fact) =>
      names(fact.name) && categories(fact.category) && (matcher.called === undefined || fact.called === matcher.called);
  },
  url: (matcher) => {
    const hosts = oneOf(matcher.host);
    const pattern = matcher.pattern === undefined ? undefined : new RegExp(matcher.pattern, 'u');
    return (fact) => (!matcher.host || hosts(fact.host ?? '')) && (!pattern || pattern.test(fact.value));
  },
  secret: (matcher) => {
    const types = oneOf(matcher.type);
    return (fact) => types(fact.type);
  },
};

/** Positions of a text matcher, groups resolved. */
export function positionsOf(position: Many<string> = 'ui'): ReadonlySet<TextPosition> {
  return new Set(many(position).flatMap((name) => POSITION_GROUPS[name] ?? [name as TextPosition]));
}

function named(matcher: NameMatcher): (fact: { name: string; value?: string }) => boolean {
  const names = oneOf(matcher.name);
  const values = oneOf(matcher.value);
  const pattern = matcher.pattern === undefined ? undefined : new RegExp(matcher.pattern, 'u');
  return (fact) => names(fact.name) && values(fact.value ?? '') && (!pattern || pattern.test(fact.value ?? fact.name));
}

/** The test of a matcher, with what all kinds share: third-party code never counts unless a rule asks for it. */
export function compileMatcher<K extends keyof Leaves>(kind: K, matcher: NonNullable<Leaves[K]>, words: Words): Test {
  const compile = COMPILERS[kind] as unknown as (matcher: object, words: Words) => Test;
  const test = compile(matcher, words);
  const { owner = 'own', linked } = matcher;
  return (fact) =>
    (owner === 'any' || fact.owner !== 'third-party') && (linked === undefined || Boolean(fact.linked) === linked) && test(fact);
}

/** Roles one of which a fact must have for the matcher to hold: those of its main words. Undefined where it asks for none. */
export function rolesAsked(kind: keyof Leaves, matcher: { words?: Roles }, lexicon: string): string[] | undefined {
  const searched = kind === 'text' || kind === 'identifier' || kind === 'request';
  return searched ? many(matcher.words)?.map((role) => fullRole(role, lexicon)) : undefined;
}

/** Roles named without a lexicon are the rule's own. */
export function fullRole(role: string, lexicon: string): string {
  return role.includes('/') ? role : `${lexicon}/${role}`;
}

/** Undefined where no words are asked for or ruled out: most tests need not look any up. */
function rolesTest(
  include: Roles | undefined,
  exclude: Roles | undefined,
  words: Words,
): ((roles: RoleSet) => boolean) | undefined {
  const wanted = many(include)?.map((role) => fullRole(role, words.lexicon));
  const unwanted = many(exclude)?.map((role) => fullRole(role, words.lexicon));
  if (!wanted && !unwanted) return undefined;
  return (roles) => (!wanted || wanted.some((role) => roles.has(role))) && !unwanted?.some((role) => roles.has(role));
}

/** A text as patterns see it, and which of those that several rules share fit it. */
interface Seen {
  plain: string;
  fits?: Map<string, boolean>;
}

const seen = new WeakMap<object, Seen>();

function seenOf(fact: { value: string }): Seen {
  let known = seen.get(fact);
  if (known === undefined) {
    known = { plain: normaliseText(fact.value) };
    seen.set(fact, known);
  }
  return known;
}

/** Tries a pattern once on every text, however many screens show it and rules ask for it. */
export function patternTest(source: string): (fact: { value: string }) => boolean {
  const pattern = new RegExp(source, 'u');
  return (fact) => {
    const known = seenOf(fact);
    known.fits ??= new Map();
    let fits = known.fits.get(source);
    if (fits === undefined) {
      fits = pattern.test(known.plain);
      known.fits.set(source, fits);
    }
    return fits;
  };
}

function oneOf(values: Many<string> | undefined): (value: string) => boolean {
  const known = many(values);
  if (!known) return () => true;
  const set = new Set(known);
  return (value) => set.has(value);
}

export function many<T extends string>(value: Many<T>): T[];
export function many<T extends string>(value: Many<T> | undefined): T[] | undefined;
export function many<T extends string>(value: Many<T> | undefined): T[] | undefined {
  return value === undefined || Array.isArray(value) ? value : [value];
}

/** Bound parts (`{expression}`) are not words a person reads. */
function shownLength(text: string): number {
  return text.length <= SHORT ? text.length : text.replace(/\{[^{}]*\}/g, '').length;
}

/** What is put into a cloud database goes there as by POST, what is changed in it as by PUT. */
const WRITES: Readonly<Record<string, string>> = { add: 'POST', set: 'PUT', update: 'PUT' };

function writtenAs({ via, method = '' }: FactOf<'request'>): string {
  return via === 'cloud.database' ? (WRITES[method] ?? '') : '';
}

/** What a request asks for; of one whose address is not seen, the name of the app's own method that sends it. */
export function askedOfRequest({ path, via }: FactOf<'request'>): string {
  return path === '{}' ? via.replace(/^.*\./, '') : askedOf(path);
}

/** The part of a URL that says what is asked: not who answers, but the path, and values of the query (`?r=sign/add`). */
export function askedOf(path: string): string {
  const [asked = '', query = ''] = path.replace(/^[a-z][a-z\d+.-]{0,20}:\/\/[^/?]*/i, '').split('?', 2);
  return query ? `${asked} ${query.replace(/[^=&]*=/g, ' ')}` : asked;
}

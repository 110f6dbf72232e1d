import { normaliseText } from '../facts/normalise.js';
import type { FactStore } from '../facts/store.js';
import type { Fact, FactKind } from '../facts/types.js';
import { compare } from './evidence.js';
import type { Expression, Leaves, TextMatcher } from './expression.js';
import { rolesOfFacts } from './fact-roles.js';
import { LEAVES } from './grammar.js';
import { rolesAsked } from './matchers.js';
import type { LoadedRule } from './rule.js';
import type { Vocabulary } from './vocabulary.js';

/** A context to be evaluated: a screen's id, or undefined for the facts outside all screens. */
type Place = string | undefined;

/** Places that may hold evidence; undefined where nothing rules any of them out. */
type Places = ReadonlySet<Place> | undefined;

const NOWHERE: ReadonlySet<Place> = new Set();

/** Where the facts of a kind stand, and those that hold a word of a role. */
interface Index {
  all: readonly Place[];
  ofKind: ReadonlyMap<FactKind, Set<Place>>;
  /** `text:check-in/core` */
  ofRole: ReadonlyMap<string, Set<Place>>;
  /** Where the texts stand that fit a pattern. */
  ofPattern(pattern: string): ReadonlySet<Place>;
}

/** Which contexts a rule is evaluated in, in order, and which of its expressions may hold on the facts there. */
export interface Contexts {
  places: readonly Place[];
  may(expression: Expression, place: Place): boolean;
}

/**
 * The contexts in which a rule may have evidence: those that hold the rarest of the facts which one of its elements cannot do
 * without. In every other context none of its elements has evidence, so nothing is lost.
 */
export function contextsOf(rule: LoadedRule, store: FactStore): Contexts {
  const index = indexOf(store, rule.vocabulary);
  if (rule.code) return { places: rule.scope === 'package' ? [undefined] : index.all, may: () => true };
  if (rule.scope === 'package') return inWhole(rule, index);
  const known = new Map<Expression, Places>();
  const elements = Object.values(rule.elements);
  const wanted = union(elements.map((element) => placesOf(element, rule, index, known)));
  return {
    places: wanted ? index.all.filter((place) => wanted.has(place)) : index.all,
    may: (expression, place) => known.get(expression)?.has(place) ?? true,
  };
}

function inWhole(rule: LoadedRule, index: Index): Contexts {
  const known = new Map<Expression, boolean>();
  for (const element of Object.values(rule.elements)) known.set(element, mayHoldAnywhere(element, rule, index, known));
  return {
    places: [...known.values()].includes(true) ? [undefined] : [],
    may: (expression) => known.get(expression) ?? true,
  };
}

/**
 * Places where all that an expression asks for may be together.
 * @param known gets the places of the expression and of its parts that are asked of the same place
 */
function placesOf(expression: Expression, rule: LoadedRule, index: Index, known: Map<Expression, Places>): Places {
  const { element, all, any, of, atLeast = 1, flow, package: whole } = expression;
  const inner = (part: Expression): Places => placesOf(part, rule, index, known);
  const sets: Places[] = leavesOf(expression, rule, index);
  if (element !== undefined) sets.push(known.get(rule.elements[element]!));
  for (const part of all ?? []) sets.push(inner(part));
  if (any) sets.push(union(any.map(inner)));
  if (of && atLeast > 0) sets.push(union(of.map(inner)));
  // What stands on the next screens, or anywhere, says nothing of this one.
  const isNowhere = [flow, whole].some((part) => part && !mayHoldAnywhere(part, rule, index));
  const places = isNowhere ? NOWHERE : common(sets);
  known.set(expression, places);
  return places;
}

/** Whether an expression may hold in a view of facts from anywhere in the package. */
function mayHoldAnywhere(
  expression: Expression,
  rule: LoadedRule,
  index: Index,
  known: ReadonlyMap<Expression, boolean> = new Map(),
): boolean {
  const inner = (part: Expression): boolean => mayHoldAnywhere(part, rule, index, known);
  const { element, all = [], any, of, atLeast = 1, flow, package: whole } = expression;
  return (
    leavesOf(expression, rule, index).every((places) => places.size > 0) &&
    (element === undefined || known.get(rule.elements[element]!) !== false) &&
    [...all, ...(flow ? [flow] : []), ...(whole ? [whole] : [])].every(inner) &&
    (!any || any.some(inner)) &&
    (!of || atLeast < 1 || of.some(inner))
  );
}

/** What one matcher of an expression cannot do without: facts with a word of these roles, texts that fit the pattern, or the kind. */
interface Need {
  kind: FactKind;
  /** `text:check-in/core` */
  roles?: readonly string[];
  pattern?: string;
}

/** Every package asks the same of an expression. */
const needsOf = new WeakMap<Expression, readonly Need[]>();

function needs(expression: Expression, lexicon: string): readonly Need[] {
  let known = needsOf.get(expression);
  if (!known) {
    known = LEAVES.flatMap((kind) => {
      const matcher = expression[kind];
      return matcher ? [needOf(kind, matcher, lexicon)] : [];
    });
    if (expression.declared) known = [...known, { kind: 'text' }];
    needsOf.set(expression, known);
  }
  return known;
}

function needOf(kind: keyof Leaves, matcher: object, lexicon: string): Need {
  const roles = rolesAsked(kind, matcher, lexicon)?.map((role) => `${kind}:${role}`);
  if (roles) return { kind, roles };
  const { pattern } = matcher as TextMatcher;
  return kind === 'text' && pattern !== undefined ? { kind, pattern } : { kind };
}

/** For each matcher of an expression the places of the facts it needs one of. */
function leavesOf(expression: Expression, { lexicon }: LoadedRule, index: Index): ReadonlySet<Place>[] {
  return needs(expression, lexicon).map(({ kind, roles, pattern }) => {
    if (roles) return union(roles.map((role) => index.ofRole.get(role) ?? NOWHERE))!;
    return pattern === undefined ? (index.ofKind.get(kind) ?? NOWHERE) : index.ofPattern(pattern);
  });
}

function union(sets: readonly Places[]): Places {
  if (sets.includes(undefined)) return undefined;
  const filled = (sets as ReadonlySet<Place>[]).filter((set) => set.size > 0);
  return filled.length > 1 ? new Set(filled.flatMap((set) => [...set])) : (filled[0] ?? NOWHERE);
}

/** Those of the smallest set that are in all the others. */
function common(sets: readonly Places[]): Places {
  if (sets.length === 1) return sets[0];
  const [rarest, ...others] = sets.filter((set) => set !== undefined).sort((a, b) => a.size - b.size);
  if (!rarest || others.length === 0 || rarest.size === 0) return rarest;
  return new Set([...rarest].filter((place) => others.every((set) => set.has(place))));
}

const indexes = new WeakMap<FactStore, Map<Vocabulary, Index>>();

/** Made once for a package and the words of a pack. */
function indexOf(store: FactStore, vocabulary: Vocabulary): Index {
  const known = indexes.get(store) ?? new Map<Vocabulary, Index>();
  indexes.set(store, known);
  const index = known.get(vocabulary) ?? buildIndex(store, vocabulary);
  known.set(vocabulary, index);
  return index;
}

function buildIndex(store: FactStore, vocabulary: Vocabulary): Index {
  const ofKind = new Map<FactKind, Set<Place>>();
  const ofRole = new Map<string, Set<Place>>();
  for (const fact of store.all) add(ofKind, fact.kind, placesOfFact(fact));
  for (const [fact, roles] of rolesOfFacts(store, vocabulary))
    for (const role of roles) add(ofRole, `${fact.kind}:${role}`, placesOfFact(fact));
  return {
    all: [...[...store.screens.keys()].sort(compare), undefined],
    ofKind,
    ofRole,
    ofPattern: patternIndex(store),
  };
}

/** Each text is made plain once and tried once a pattern, however often it stands in the app. */
function patternIndex(store: FactStore): Index['ofPattern'] {
  const known = new Map<string, ReadonlySet<Place>>();
  let texts: [string, Set<Place>][] | undefined;
  return (pattern) => {
    const found = known.get(pattern);
    if (found) return found;
    texts ??= placesByText(store);
    const fits = new RegExp(pattern, 'u');
    const places = new Set<Place>();
    for (const [text, here] of texts) if (fits.test(text)) for (const place of here) places.add(place);
    known.set(pattern, places);
    return places;
  };
}

function placesByText(store: FactStore): [string, Set<Place>][] {
  const texts = new Map<string, Set<Place>>();
  for (const fact of store.of('text')) add(texts, fact.value, placesOfFact(fact));
  return [...texts].map(([text, places]) => [normaliseText(text), places]);
}

function placesOfFact({ screens }: Fact): readonly Place[] {
  return screens.length === 0 ? [undefined] : screens;
}

function add<K>(map: Map<K, Set<Place>>, key: K, places: readonly Place[]): void {
  const set = map.get(key) ?? new Set();
  map.set(key, set);
  for (const place of places) set.add(place);
}

import type { FactStore } from '../facts/store.js';
import type { Fact, FactKind } from '../facts/types.js';
import { compare } from './evidence.js';
import type { Expression, Roles } from './expression.js';
import { LEAVES } from './grammar.js';
import { plainText, rolesAsked, rolesOfFact } from './matchers.js';
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

/** Which contexts a rule is evaluated in, in order, and which of its elements may have evidence there. */
export interface Contexts {
  places: readonly Place[];
  may(element: string, place: Place): boolean;
}

/**
 * The contexts in which a rule may have evidence: those that hold the rarest of the facts which one of its elements cannot do
 * without. In every other context none of its elements has evidence, so nothing is lost.
 */
export function contextsOf(rule: LoadedRule, store: FactStore): Contexts {
  const index = indexOf(store, rule.vocabulary);
  if (rule.scope === 'package') return inWhole(rule, index);
  if (rule.code) return { places: index.all, may: () => true };
  const byElement = new Map<string, Places>();
  for (const [id, element] of Object.entries(rule.elements)) byElement.set(id, placesOf(element, rule, index, byElement));
  const wanted = union([...byElement.values()]);
  return {
    places: wanted ? index.all.filter((place) => wanted.has(place)) : index.all,
    may: (element, place) => byElement.get(element)?.has(place) ?? true,
  };
}

function inWhole(rule: LoadedRule, index: Index): Contexts {
  const may = new Map<string, boolean>();
  for (const [id, element] of Object.entries(rule.elements)) may.set(id, mayHoldAnywhere(element, rule, index, may));
  const isWanted = rule.code !== undefined || [...may.values()].includes(true);
  return { places: isWanted ? [undefined] : [], may: (element) => rule.code !== undefined || may.get(element)! };
}

/** Places where all that an expression asks for may be together. */
function placesOf(expression: Expression, rule: LoadedRule, index: Index, elements: ReadonlyMap<string, Places>): Places {
  const inner = (part: Expression): Places => placesOf(part, rule, index, elements);
  const anywhere = (part: Expression): Places => (mayHoldAnywhere(part, rule, index) ? undefined : NOWHERE);
  return common([
    ...leavesOf(expression, rule, index),
    expression.element === undefined ? undefined : elements.get(expression.element),
    ...(expression.all ?? []).map(inner),
    expression.any && union(expression.any.map(inner)),
    expression.of && (expression.atLeast ?? 1) > 0 ? union(expression.of.map(inner)) : undefined,
    // What stands on the next screens, or anywhere, says nothing of this one.
    expression.flow && anywhere(expression.flow),
    expression.package && anywhere(expression.package),
  ]);
}

/** Whether an expression may hold in a view of facts from anywhere in the package. */
function mayHoldAnywhere(
  expression: Expression,
  rule: LoadedRule,
  index: Index,
  elements: ReadonlyMap<string, boolean> = new Map(),
): boolean {
  const inner = (part: Expression): boolean => mayHoldAnywhere(part, rule, index, elements);
  const { element, all = [], any, of, atLeast = 1, flow, package: whole } = expression;
  return (
    leavesOf(expression, rule, index).every((places) => places.size > 0) &&
    (element === undefined || elements.get(element) !== false) &&
    [...all, ...(flow ? [flow] : []), ...(whole ? [whole] : [])].every(inner) &&
    (!any || any.some(inner)) &&
    (!of || atLeast < 1 || of.some(inner))
  );
}

/** For each matcher of an expression the places of the facts it needs one of: those with its main words or pattern, or of its kind. */
function leavesOf(expression: Expression, rule: LoadedRule, index: Index): ReadonlySet<Place>[] {
  const ofKind = (kind: FactKind): ReadonlySet<Place> => index.ofKind.get(kind) ?? NOWHERE;
  const leaves = LEAVES.flatMap((kind): ReadonlySet<Place>[] => {
    const matcher = expression[kind] as { words?: Roles; pattern?: string } | undefined;
    if (!matcher) return [];
    const roles = rolesAsked(kind, matcher, rule.lexicon);
    if (roles) return [union(roles.map((role) => index.ofRole.get(`${kind}:${role}`) ?? NOWHERE))!];
    return [kind === 'text' && matcher.pattern !== undefined ? index.ofPattern(matcher.pattern) : ofKind(kind)];
  });
  return expression.declared ? [...leaves, ofKind('text')] : leaves;
}

function union(sets: readonly Places[]): Places {
  if (sets.includes(undefined)) return undefined;
  const filled = (sets as ReadonlySet<Place>[]).filter((set) => set.size > 0);
  return filled.length > 1 ? new Set(filled.flatMap((set) => [...set])) : (filled[0] ?? NOWHERE);
}

/** Those of the smallest set that are in all the others. */
function common(sets: readonly Places[]): Places {
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
  for (const fact of store.all) {
    const places = placesOfFact(fact);
    add(ofKind, fact.kind, places);
    for (const key of keysOf(fact, vocabulary)) add(ofRole, key, places);
  }
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
  let texts: Map<string, Set<Place>> | undefined;
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

function placesByText(store: FactStore): Map<string, Set<Place>> {
  const texts = new Map<string, Set<Place>>();
  for (const fact of store.of('text')) add(texts, plainText(fact), placesOfFact(fact));
  return texts;
}

function placesOfFact({ screens }: Fact): readonly Place[] {
  return screens.length === 0 ? [undefined] : screens;
}

function keysOf(fact: Fact, vocabulary: Vocabulary): string[] {
  return [...rolesOfFact(fact, vocabulary)].map((role) => `${fact.kind}:${role}`);
}

function add<K>(map: Map<K, Set<Place>>, key: K, places: readonly Place[]): void {
  const set = map.get(key) ?? new Set();
  map.set(key, set);
  for (const place of places) set.add(place);
}

import { normaliseText } from '../facts/normalise.js';
import type { FactStore, FactView } from '../facts/store.js';
import type { Coverage, Fact, NumberFact } from '../facts/types.js';
import { hiddenReason } from './coverage.js';
import type { Declaration } from './declaration/types.js';
import { declaredValues } from './declared-values.js';
import type { DeclaredMatcher, Expression, Leaves, NumberMatcher, RequestMatcher } from './expression.js';
import { indexByRole, type RoleIndex, rolesOfFacts } from './fact-roles.js';
import { LEAVES } from './grammar.js';
import { compileMatcher, many, positionsOf, rolesAsked, SHORT, type Test } from './matchers.js';
import type { FindEvidence, LoadedRule } from './rule.js';
import type { Contexts } from './rule-index.js';
import type { Vocabulary } from './vocabulary.js';

/** What the expressions of a rule may look at: one screen, or the facts outside all screens. */
export interface Context {
  rule: LoadedRule;
  store: FactStore;
  coverage: Coverage;
  declaration?: Declaration;
  /** Undefined for the facts outside all screens, or of the whole package where that is the rule's scope. */
  screen?: string;
  /** Facts of each element already evaluated here. */
  elements: Map<string, Fact[] | undefined>;
  /** How many facts the rule may still look at; no bound without it. */
  work?: { left: number };
  /** Whether an expression may hold in a context at all. */
  may?: Contexts['may'];
  /** Requests that matched here: whether one was asked for by what it is, or any request would have done. */
  asked: Map<Fact, boolean>;
  /** Where the evidence of a rule written in code is. */
  code?: ReturnType<FindEvidence>;
}

/** The facts that make an expression true, or undefined when it is not. All keys of one object must hold; their facts add up. */
export function matchExpression(expression: Expression, context: Context, view: FactView = viewOf(context)): Fact[] | undefined {
  if (context.may && view === viewOf(context) && !context.may(expression, context.screen)) return undefined;
  const found: Fact[] = [];
  const holds = (facts: Fact[] | undefined): boolean => {
    if (facts) for (const fact of facts) found.push(fact);
    return facts !== undefined;
  };
  for (const key of leafKeys(expression)) {
    const matcher = expression[key];
    if (matcher && !holds(matchLeaf(key, matcher, context, view))) return undefined;
  }
  if (expression.element !== undefined && !holds(context.elements.get(expression.element))) return undefined;
  for (const part of expression.all ?? []) if (!holds(matchExpression(part, context, view))) return undefined;
  if (expression.any && !holds(matchSome(expression.any, 1, context, view))) return undefined;
  if (expression.of && !holds(matchSome(expression.of, expression.atLeast ?? 1, context, view))) return undefined;
  if (expression.flow && !holds(matchExpression(expression.flow, context, flowOf(context)))) return undefined;
  if (expression.package && !holds(matchExpression(expression.package, context, context.store))) return undefined;
  if (expression.declared && !holds(matchDeclared(expression.declared, context, view))) return undefined;
  if (expression.covered && hiddenReason(context.rule, many(expression.covered), context.store, context.coverage))
    return undefined;
  if (expression.not && matchExpression(expression.not, context, view)) return undefined;
  return found;
}

const keysOf = new WeakMap<Expression, (keyof Leaves)[]>();

/** Which matchers an expression holds: looked up once, since every screen asks again. */
function leafKeys(expression: Expression): (keyof Leaves)[] {
  let keys = keysOf.get(expression);
  if (!keys) {
    keys = LEAVES.filter((key) => expression[key]);
    keysOf.set(expression, keys);
  }
  return keys;
}

export function viewOf({ rule, store, screen }: Context): FactView {
  if (rule.scope === 'package') return store;
  return screen === undefined ? store.loose : store.inScreen(screen);
}

export function flowOf({ store, screen }: Context): FactView {
  return screen === undefined ? store.loose : store.inFlow(screen);
}

/** All parts are looked at, so that the evidence is whole. */
function matchSome(parts: Expression[], least: number, context: Context, view: FactView): Fact[] | undefined {
  const matches = parts.map((part) => matchExpression(part, context, view)).filter((facts) => facts !== undefined);
  return matches.length >= least ? matches.flat() : undefined;
}

interface Compiled {
  test: Test;
  asked?: string[];
}

/** Compiled once per matcher, since every screen asks it again. */
const compiled = new WeakMap<object, Compiled>();

function compile(kind: keyof Leaves, matcher: object, rule: LoadedRule): Compiled {
  let known = compiled.get(matcher);
  if (!known) {
    const asked = rolesAsked(kind, matcher, rule.lexicon);
    // Facts without the words asked for are never looked at, so the test need not ask again.
    const rest = asked ? { ...matcher, words: undefined } : matcher;
    known = { test: compileMatcher(kind, rest as never, rule), asked };
    compiled.set(matcher, known);
  }
  return known;
}

function matchLeaf(
  kind: keyof Leaves,
  matcher: object,
  { rule, store, work, asked: found }: Context,
  view: FactView,
): Fact[] | undefined {
  const { test, asked } = compile(kind, matcher, rule);
  // Most words of most rules are nowhere on a screen: only facts that hold one of them are looked at.
  const candidates = asked ? holding(asked, view, kind, store, rule.vocabulary) : (view.of(kind) as readonly Fact[]);
  if (work) spend(work, candidates.length);
  const facts = candidates.filter(test);
  if (facts.length === 0) return undefined;
  if (kind === 'request') {
    const told = saysWhat(matcher);
    for (const fact of facts) if (told || !found.has(fact)) found.set(fact, told);
  }
  const counted = kind === 'number' && !(matcher as NumberMatcher).each;
  return counted && !withinBounds(facts as NumberFact[], matcher as NumberMatcher) ? undefined : facts;
}

/** Whether a matcher says what a request is about; `{ method: POST, linked: true }` takes any that submits. */
function saysWhat({ words, params, pattern, sends, sort, host, via }: RequestMatcher): boolean {
  return [words, params, pattern, sends, sort, host, via].some((part) => part !== undefined);
}

/** Counted in facts, not in time: the same package gives the same verdict on a slow machine. */
function spend(work: { left: number }, facts: number): void {
  work.left -= 1 + facts;
  if (work.left < 0) throw new Error('要看的事实太多，超过一条规则的上限');
}

const indexes = new WeakMap<Vocabulary, WeakMap<FactView, Map<string, RoleIndex>>>();

/** The facts of a kind that hold a word of one of these roles, in the view's order. */
function holding(asked: string[], view: FactView, kind: keyof Leaves, store: FactStore, vocabulary: Vocabulary): readonly Fact[] {
  const byView = indexes.get(vocabulary) ?? new WeakMap<FactView, Map<string, RoleIndex>>();
  indexes.set(vocabulary, byView);
  const byKind = byView.get(view) ?? new Map<string, RoleIndex>();
  byView.set(view, byKind);
  const facts: readonly Fact[] = view.of(kind);
  const index = byKind.get(kind) ?? indexByRole(facts, rolesOfFacts(store, vocabulary));
  byKind.set(kind, index);
  const places = asked.flatMap((role) => index.get(role) ?? NOWHERE);
  if (asked.length === 1) return places.map((at) => facts[at]!);
  return [...new Set(places)].sort((a, b) => a - b).map((at) => facts[at]!);
}

const NOWHERE: readonly number[] = [];

/** Shorter declared values stand in too many texts to say anything. */
const LEAST = 4;

/** Texts that hold a declared value as it stands, spaces and forms of characters aside. */
function matchDeclared(matcher: DeclaredMatcher, { declaration }: Context, view: FactView): Fact[] | undefined {
  const values = many(matcher.value)
    .flatMap((field) => declaredValues(field, declaration))
    .map(normaliseText)
    .filter((value) => value.length >= LEAST);
  if (values.length === 0) return undefined;
  const positions = positionsOf(matcher.position);
  const found = view.of('text').filter((fact) => {
    if (fact.owner === 'third-party' || !positions.has(fact.position)) return false;
    const text = normaliseText(fact.value);
    return text.length <= (matcher.maxLength ?? SHORT) && values.some((value) => text.includes(value));
  });
  return found.length > 0 ? found : undefined;
}

/** A form may be spread over several components of a screen: its counts add up. */
function withinBounds(
  facts: NumberFact[],
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: NumberMatcher,
): boolean {
  const sum = facts.reduce((total, fact) => total + fact.value, 0);
  return sum >= min && sum <= max;
}

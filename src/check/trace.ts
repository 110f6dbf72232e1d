import type { FactView } from '../facts/store.js';
import type { At, Fact, NumberFact } from '../facts/types.js';
import type { Verdict } from '../result.js';
import { describe } from './evidence.js';
import type { Expression, Leaves } from './expression.js';
import { LEAVES } from './grammar.js';
import { type Context, flowOf, matchExpression, viewOf } from './match.js';
import type { LoadedRule } from './rule.js';
import { titleOf } from './shown.js';

/** A fact by what it says and where it stands. */
export interface TracedFact {
  what: string;
  at: At;
}

/** One branch of an expression: whether it holds in the context, and by which facts or parts. */
export interface TraceNode {
  /** `any`, `all`, `not`, `text`, `element` … */
  key: string;
  /** What a matcher asks: `words: core; position: button`. */
  asks?: string;
  holds: boolean;
  facts: TracedFact[];
  /** How many there are; `facts` is a sample where they are many. */
  count: number;
  /** Of a matcher that does not hold: facts that would fit but for one of the things it asks. */
  near?: { butFor: string; count: number; facts: TracedFact[] }[];
  parts: TraceNode[];
}

export interface RuleTrace {
  rule: string;
  title: string;
  /** Undefined for the facts outside all screens. */
  screen?: string;
  screenTitle?: string;
  elements: { id: string; title: string; review: boolean; holds: boolean; parts: TraceNode[] }[];
  verdicts: { verdict: Verdict; when: string; holds: boolean }[];
}

/** What a rule is asked about. */
export type Sample = Pick<Context, 'store' | 'coverage' | 'declaration'>;

/** Facts shown of one branch. */
const SHOWN = 4;

/** Which facts make which branch of a rule true in one screen, or outside all of them, and which branches are false. */
export function traceRule(rule: LoadedRule, sample: Sample, screen?: string): RuleTrace {
  const { store } = sample;
  const context: Context = { rule, ...sample, elements: new Map(), asked: new Map(), ...(screen !== undefined && { screen }) };
  const code = rule.code?.(store);
  const elements = Object.entries(rule.elements).map(([id, { title, review = false, clue: _, ...expression }]) => {
    const facts = code ? code(screen, id) : matchExpression(expression, context);
    context.elements.set(id, facts);
    const parts = code ? [node('match', facts !== undefined, facts ?? [])] : partsOf(expression, context, viewOf(context));
    return { id, title, review, holds: facts !== undefined, parts };
  });
  const title = screen === undefined ? undefined : titleOf(store.screens.get(screen));
  return {
    rule: rule.id,
    title: rule.title,
    ...(screen !== undefined && { screen }),
    ...(title && { screenTitle: title }),
    elements,
    verdicts: rule.verdicts.map(({ verdict, holds }) => ({
      verdict,
      when: String(rule.verdict[verdict]),
      holds: holds((id) => context.elements.get(id) !== undefined),
    })),
  };
}

/** The branches of one expression in the order the rule may be read: matchers first, then what combines. */
function partsOf(expression: Expression, context: Context, view: FactView): TraceNode[] {
  const whole = (key: keyof Expression): Fact[] | undefined => matchExpression({ [key]: expression[key] }, context, view);
  const nodes = LEAVES.filter((key) => expression[key]).map((key) => leaf(key, expression[key]!, context, view));
  const nested = (key: 'flow' | 'package', inner: FactView): void => {
    const facts = whole(key);
    nodes.push(node(key, facts !== undefined, [], partsOf(expression[key]!, context, inner)));
  };
  if (expression.element !== undefined) {
    const facts = context.elements.get(expression.element);
    nodes.push({ ...node('element', facts !== undefined, []), asks: expression.element });
  }
  for (const key of ['all', 'any'] as const) {
    if (expression[key]) nodes.push(node(key, whole(key) !== undefined, [], listed(expression[key], context, view)));
  }
  if (expression.of) {
    const facts = matchExpression({ of: expression.of, atLeast: expression.atLeast ?? 1 }, context, view);
    nodes.push({
      ...node('of', facts !== undefined, [], listed(expression.of, context, view)),
      asks: `atLeast: ${expression.atLeast}`,
    });
  }
  if (expression.declared) {
    const facts = whole('declared');
    nodes.push({ ...node('declared', facts !== undefined, facts ?? []), asks: asked(expression.declared) });
  }
  if (expression.covered)
    nodes.push({ ...node('covered', whole('covered') !== undefined, []), asks: [expression.covered].flat().join(' ') });
  if (expression.flow) nested('flow', flowOf(context));
  if (expression.package) nested('package', context.store);
  if (expression.not) nodes.push(node('not', whole('not') !== undefined, [], partsOf(expression.not, context, view)));
  return nodes;
}

/** Each part of a list; one that is several conditions stands as `all` of them. */
function listed(parts: readonly Expression[], context: Context, view: FactView): TraceNode[] {
  return parts.map((part) => {
    const nodes = partsOf(part, context, view);
    return nodes.length === 1
      ? nodes[0]!
      : node(
          'all',
          nodes.every(({ holds }) => holds),
          [],
          nodes,
        );
  });
}

function leaf(key: keyof Leaves, matcher: object, context: Context, view: FactView): TraceNode {
  const facts = matchExpression({ [key]: matcher }, context, view);
  const near = facts ? [] : nearMisses(key, matcher, context, view);
  return { ...node(key, facts !== undefined, facts ?? []), asks: asked(matcher), ...(near.length > 0 && { near }) };
}

/** What a matcher would have found had it asked one thing less. */
function nearMisses(key: keyof Leaves, matcher: object, context: Context, view: FactView): NonNullable<TraceNode['near']> {
  // Without its words a matcher would fit almost anything.
  const names = Object.keys(matcher).filter((name) => !NAMING.has(name));
  const less = names.map((name) => [name, without(matcher, name)] as const);
  const more = key === 'text' && !('position' in matcher) ? [['position', { ...matcher, position: POSITIONS }] as const] : [];
  const others = 'owner' in matcher ? [] : [['owner', { ...matcher, owner: 'any' }] as const];
  return [...less, ...more, ...others].flatMap(([butFor, relaxed]) => {
    if (Object.keys(relaxed).length === 0) return [];
    const facts = matchExpression({ [key]: relaxed }, context, view) ?? [];
    if (facts.length === 0) return [];
    const sum = key === 'number' ? `（合计 ${(facts as NumberFact[]).reduce((all, fact) => all + fact.value, 0)}）` : '';
    return [{ butFor: butFor + sum, count: facts.length, facts: facts.slice(0, 2).map(traced) }];
  });
}

const NAMING: ReadonlySet<string> = new Set(['words', 'name', 'title', 'route']);
const POSITIONS = ['any', 'article', 'data'];

function without(matcher: object, name: string): object {
  return Object.fromEntries(Object.entries(matcher).filter(([key]) => key !== name));
}

function node(key: string, holds: boolean, facts: readonly Fact[], parts: TraceNode[] = []): TraceNode {
  return { key, holds, facts: facts.slice(0, SHOWN).map(traced), count: facts.length, parts };
}

function traced(fact: Fact): TracedFact {
  return { what: describe(fact), at: fact.at };
}

function asked(matcher: object): string {
  return Object.entries(matcher)
    .map(([name, value]) => `${name}: ${[value].flat().join(' ')}`)
    .join('，');
}

import type { FactStore } from '../facts/store.js';
import type { Coverage, Fact } from '../facts/types.js';
import type { ContextResult, ElementResult, Item, Verdict } from '../result.js';
import { hiddenReason } from './coverage.js';
import type { Declaration } from './declaration/types.js';
import { declaredValues } from './declared-values.js';
import { compare, evidenceOf, tierOf } from './evidence.js';
import { fingerprint } from './fingerprint.js';
import { type Context, matchExpression } from './match.js';
import { reasonOf } from './reasons.js';
import { type Element, type LoadedRule, nothingOf, STRENGTH } from './rule.js';
import { contextsOf } from './rule-index.js';
import { shownOn, titleOf } from './shown.js';

/** Contexts printed that carry no verdict: a sample of the clues, not a list of them. */
const CLUES = 5;
/** The same of an element that no screen with a verdict shows. */
const FURTHER_CLUES = 3;

/** Facts one rule may look at over all contexts of a package, counted each time: some seconds of work. */
const WORK = 50_000_000;

/**
 * Checks one rule: every screen is a context of its own, and the facts outside all screens are one more; or the whole package is
 * the only one.
 * @param among where the rule may have evidence; replaced in tests
 */
export function evaluateRule(
  rule: LoadedRule,
  store: FactStore,
  coverage: Coverage,
  declaration?: Declaration,
  among: typeof contextsOf = contextsOf,
): Item {
  const contexts: ContextResult[] = [];
  const leftovers: string[] = [];
  const { places, may } = among(rule, store);
  const shared = { rule, store, coverage, declaration, work: { left: WORK }, code: rule.code?.(store), may };
  for (const id of places) {
    const result = evaluateContext({ ...shared, ...(id !== undefined && { screen: id }), elements: new Map(), asked: new Map() });
    if (!result) continue;
    if (id === undefined || store.screens.get(id)!.registered) contexts.push(result);
    else if (result.verdict !== nothingOf(rule.kind)) leftovers.push(id);
  }
  return itemOf(shared, contexts, leftovers);
}

/** One context, or undefined where no element of the rule has evidence in it. */
function evaluateContext(context: Context): ContextResult | undefined {
  const { rule, store, elements, asked } = context;
  for (const [id, element] of Object.entries(rule.elements)) elements.set(id, evidenceOfElement(id, element, context));
  const matched = [...elements].flatMap(([id, facts]) => (facts ? [{ id, facts }] : []));
  if (matched.length === 0) return undefined;
  const screen = context.screen === undefined ? undefined : store.screens.get(context.screen);
  const name = context.screen ?? 'package';
  const title = titleOf(screen);
  const verdict = verdictOf(context);
  const paths = new Set(matched.flatMap(({ facts }) => facts.flatMap((fact) => (asked.get(fact) === false ? [] : fact.at.path))));
  const shows =
    screen && verdict !== nothingOf(rule.kind) && shownOn(store, name, new Set(matched.flatMap(({ facts }) => facts)));
  return {
    screen: name,
    ...(title && { title }),
    reachable: screen?.reachable ?? 'unknown',
    verdict,
    elements: elementsOf(rule, (id) => elements.get(id) !== undefined),
    evidence: matched.flatMap(({ id, facts }) => evidenceOf(id, facts, { onScreen: screen !== undefined, asked, paths })),
    fingerprint: fingerprint(rule.id, name, matched),
    ...(shows && shows.length > 0 && { shows }),
  };
}

function evidenceOfElement(id: string, element: Element, context: Context): Fact[] | undefined {
  const { screen, code } = context;
  return code ? code(screen, id) : matchExpression(element, context);
}

function elementsOf(rule: LoadedRule, evidenced: (id: string) => boolean): ElementResult[] {
  return Object.entries(rule.elements).map(([id, { title, review }]) => ({
    id,
    title,
    status: evidenced(id) ? 'evidenced' : review ? 'review' : 'not-evidenced',
  }));
}

/** The strongest verdict that holds, lowered where the evidence or the context cannot carry it. */
function verdictOf(context: Context): Verdict {
  const { rule, store, elements } = context;
  const [proven, likely, none] = STRENGTH[rule.kind];
  const hit = capped(rule, rule.verdicts.find(({ holds }) => holds((id) => elements.get(id) !== undefined))?.verdict);
  if (rule.kind === 'note' || !hit) return hit ?? nothingOf(rule.kind);
  const screen = context.screen === undefined ? undefined : store.screens.get(context.screen);
  if (!screen) return rule.outsideScreens === 'clue' ? none! : likely!;
  // Words alone never prove; nor does what cannot be reached from the entry.
  const facts = [...rule.deciding].flatMap((id) => elements.get(id) ?? []);
  const shown = screen.reachable !== 'no' && facts.some((fact) => tierOf(fact, true) >= (rule.proof ?? 'T3'));
  return hit === proven && !shown ? likely! : hit;
}

/** No more than the rule's ceiling: what a file cannot show, a machine does not say. */
function capped({ kind, ceiling }: LoadedRule, verdict: Verdict | undefined): Verdict | undefined {
  const rank = (one: Verdict): number => STRENGTH[kind].indexOf(one);
  return verdict && ceiling && rank(verdict) < rank(ceiling) ? ceiling : verdict;
}

type Among = Pick<Context, 'rule' | 'store' | 'coverage' | 'declaration'>;

function itemOf({ rule, store, coverage, declaration }: Among, contexts: ContextResult[], leftovers: string[]): Item {
  const order = STRENGTH[rule.kind];
  const none = nothingOf(rule.kind);
  const strongest = order.find((verdict) => contexts.some((context) => context.verdict === verdict)) ?? none;
  const outside = strongest === none ? outsideScope(rule, declaration) : undefined;
  const hidden = hiddenReason(rule, rule.needs, store, coverage);
  // A note states no absence: it says that it saw only the rest.
  const isBlind = strongest === none && rule.kind !== 'note' && hidden !== undefined;
  const verdict = outside ? 'not-applicable' : isBlind ? 'undetermined' : strongest;
  const rank = (context: ContextResult): number => order.indexOf(context.verdict);
  const sorted = contexts.toSorted((a, b) => rank(a) - rank(b) || weightOf(b) - weightOf(a) || compare(a.screen, b.screen));
  const others = sorted.filter((context) => context.verdict === none);
  const kept =
    strongest === none ? others.filter((context) => isClue(rule, context)) : sorted.filter((context) => context.verdict !== none);
  const elements = elementsOf(rule, (id) => contexts.some((context) => isEvidenced(context, id)));
  return {
    rule: rule.id,
    clause: rule.clause,
    title: rule.title,
    kind: rule.kind,
    verdict,
    reason: outside ?? (verdict === 'undetermined' ? hidden! : reasonOf(rule, verdict, kept, hidden)),
    ...(verdict === 'none' && hidden && { partly: true as const }),
    elements,
    contexts: strongest === none ? kept.slice(0, CLUES) : [...kept, ...furtherClues(rule, kept, others)],
    advice: rule.advice,
    ...(rule.aim && { aim: rule.aim }),
    questions: questionsOf(rule, strongest, kept, leftovers),
  };
}

/** Screens that alone show an element of a finding, which others give its verdict; not of those that only a person can judge. */
function furtherClues(rule: LoadedRule, kept: readonly ContextResult[], others: readonly ContextResult[]): ContextResult[] {
  const judged = Object.keys(rule.elements).filter((id) => !rule.elements[id]!.review);
  const missing = judged.filter((id) => !kept.some((context) => isEvidenced(context, id)));
  return [...new Set(missing.flatMap((id) => others.filter((context) => isEvidenced(context, id)).slice(0, FURTHER_CLUES)))];
}

function isEvidenced({ elements }: ContextResult, id: string): boolean {
  return elements.some((element) => element.id === id && element.status === 'evidenced');
}

/** How much speaks for a context: elements first, then whether the screen is named for the matter, then what its controls do. */
function weightOf({ elements, evidence }: ContextResult): number {
  const named = evidence.some(({ kind, position }) => kind === 'screen' || position === 'page-title');
  const linked = evidence.some(({ tier }) => tier === 'T4');
  return elements.filter(({ status }) => status === 'evidenced').length * 4 + Number(named) * 2 + Number(linked);
}

/** Why the declaration puts the sample outside the item. */
function outsideScope({ notApplicable = [] }: LoadedRule, declaration: Declaration | undefined): string | undefined {
  const { declared, reason } =
    notApplicable.find(({ declared: field, is }) => declaredValues(field, declaration).some((value) => is.includes(value))) ?? {};
  return reason && `${reason}（据申报文件 ${declared}）。`;
}

/** Evidence of an element that only a person can judge is no clue by itself: words such as 社区 are everywhere. */
function isClue(rule: LoadedRule, context: ContextResult): boolean {
  return context.elements.some(({ id, status }) => status === 'evidenced' && !rule.elements[id]!.review);
}

function questionsOf(rule: LoadedRule, strongest: Verdict, contexts: ContextResult[], leftovers: string[]): string[] {
  const [proven, likely] = STRENGTH[rule.kind];
  const questions = rule.kind !== 'note' && (strongest === proven || strongest === likely) ? [...(rule.questions ?? [])] : [];
  const unreached = contexts.filter((context) => context.reachable === 'no' && context.verdict !== nothingOf(rule.kind));
  if (unreached.length > 0)
    questions.push(
      `页面 ${named(unreached.map((context) => context.screen))}未见入口，是否已下线？已停用的功能应删除后重新打包。`,
    );
  if (leftovers.length > 0)
    questions.push(`未登记的页面 ${named(leftovers)}中留有相关代码，是否已停用？已停用的功能应删除页面、接口和资源后重新打包。`);
  return questions;
}

function named(screens: string[]): string {
  return `${screens.slice(0, 5).join('、')} ${screens.length > 5 ? `等 ${screens.length} 个` : ''}`;
}

import { createStore, type FactStore } from '../facts/store.js';
import type { FactsFile } from '../facts/types.js';
import {
  type Item,
  type Limit,
  RESULT_SCHEMA_VERSION,
  type ResultDocument,
  type Review,
  type Suppression,
  type Tampering,
} from '../result.js';
import { blindness } from './coverage.js';
import { declarationItem } from './declaration/compare.js';
import { declareScenes } from './declaration/scenes.js';
import type { Declaration } from './declaration/types.js';
import { declaredValues } from './declared-values.js';
import { evaluateRule } from './evaluate.js';
import { distinct, inventoryOf } from './inventory.js';
import { compareRuleIds } from './load.js';
import { review } from './reviews.js';
import type { LoadedRule, RulePack } from './rule.js';
import { suppress } from './suppressions.js';

export { type CodeContext, type CodeEvidence, type CodeRule, defineRule } from './code/define.js';
export { loadCodeRules } from './code/load.js';
export { declaredCarrier } from './declaration/carriers.js';
export type { Declaration } from './declaration/types.js';
export { explainRule, type RuleExplanation } from './explain.js';
export { type LintOptions, type LintReport, lintPacks, TO_FILL } from './lint/index.js';
export { compileRules, type LoadOptions, loadPacks } from './load.js';
export { withReviews } from './reviews.js';
export type { LoadedRule, RulePack } from './rule.js';
export { type CompiledRules, type Mistake, RuleError } from './rule-files.js';
export { type ExampleResult, type ExtractProject, testRules } from './test-rules.js';
export { type RuleTrace, type TraceNode, traceRule } from './trace.js';

/** What comes with a package and no package can show. */
export interface Papers {
  declaration?: Declaration;
  suppressions?: readonly Suppression[];
  reviews?: readonly Review[];
  /** Day of the check, `2026-11-29`; suppressions run out. */
  on?: string;
}

/** Everything of the result document that follows from the facts and the rules alone. */
export type CheckedDocument = Omit<ResultDocument, 'run'>;

/**
 * Checks facts against rule packs: one item for every rule, in the packs' order. The order of the facts makes no difference.
 * A rule that fails on its own account leaves its item undetermined, never the run.
 */
export function checkFacts(file: FactsFile, packs: readonly RulePack[], papers: Papers = {}): CheckedDocument {
  const store = createStore(file.facts);
  const { declaration, suppressions = [], reviews = [], on = '' } = papers;
  const items = packs.flatMap((pack) => itemsOf(pack, store, file, declaration)).map((item) => declareScenes(item, declaration));
  const rules = new Map(packs.flatMap((pack) => pack.rules.map((rule) => [rule.id, rule])));
  const isBlind = (id: string): boolean => {
    const rule = rules.get(id);
    return rule !== undefined && blindness(rule, store, file.coverage) !== undefined;
  };
  const suppressed = suppress(items, suppressions, on, isBlind);
  const reviewed = review(suppressed.items, reviews);
  return {
    schemaVersion: RESULT_SCHEMA_VERSION,
    tool: { ...file.tool, packs: packs.map(({ id, version, digest }) => ({ id, version, digest })) },
    package: file.package,
    coverage: file.coverage,
    limits: limitsOf(store),
    tampering: tamperingOf(store),
    items: reviewed.items,
    inventory: inventoryOf(store, grassrootsWords(packs)),
    declaration: declaration ? { ...declaration } : null,
    suppressions: suppressed.suppressions,
    reviews: reviewed.reviews,
  };
}

/** Words of a text that name grass-roots work, as the packs list them. */
function grassrootsWords(packs: readonly RulePack[]): (text: string) => readonly string[] {
  const words = [...new Set(packs.flatMap((pack) => pack.grassroots))];
  return (text) => words.filter((word) => text.includes(word));
}

/** In the order of the articles. */
function itemsOf(pack: RulePack, store: FactStore, file: FactsFile, declaration: Declaration | undefined): Item[] {
  const items = pack.rules.map((rule) => referred(itemOf(rule, store, file, declaration), pack, declaration));
  if (pack.declarationItem) items.push(declarationItem(pack.declarationItem, file, store, declaration));
  return items.sort((a, b) => compareRuleIds(a.rule, b.rule));
}

/** A finding on somebody the measure is only applied to by reference says so; it stays what it is. */
function referred(item: Item, { byReference }: RulePack, declaration: Declaration | undefined): Item {
  if (!byReference || !['found', 'suspected'].includes(item.verdict)) return item;
  const applies = declaredValues(byReference.declared, declaration).some((value) => byReference.is.includes(value));
  return applies ? { ...item, reason: `${item.reason}${byReference.note}` } : item;
}

function itemOf(rule: LoadedRule, store: FactStore, file: FactsFile, declaration: Declaration | undefined): Item {
  try {
    return evaluateRule(rule, store, file.coverage, declaration);
  } catch (error) {
    return {
      rule: rule.id,
      clause: rule.clause,
      title: rule.title,
      kind: rule.kind,
      verdict: 'undetermined',
      reason: `规则执行出错：${error instanceof Error ? error.message : String(error)}。请告知规则的作者。`,
      elements: Object.entries(rule.elements).map(([id, { title }]) => ({ id, title, status: 'review' })),
      contexts: [],
      advice: rule.advice,
      questions: [],
    };
  }
}

function limitsOf(store: FactStore): Limit[] {
  const limits = store
    .of('limit')
    .map(({ reason, hides, detail, at, share }) => ({ reason, hides, detail, at, ...(share !== undefined && { share }) }));
  return distinct(limits, (limit) => `${limit.at.path}\0${limit.reason}\0${limit.detail}\0${JSON.stringify(limit)}`);
}

function tamperingOf(store: FactStore): Tampering[] {
  const oddities = store.of('tamper').map(({ trick, detail, at }) => ({ trick, detail, at }));
  return distinct(oddities, ({ trick, detail, at }) => `${at.path}\0${trick}\0${detail}\0${JSON.stringify(at)}`);
}

import type { Fact, ScreenFact } from '../../facts/types.js';
import type { Example, Rule } from '../rule.js';

/** What a code rule is asked about: one screen, or what no screen was seen to reach. */
export interface CodeContext {
  /** Undefined for the facts outside all screens. */
  screen?: ScreenFact;
  /** Facts of this context; they cannot be changed. */
  facts: readonly Fact[];
  /** All facts of the package, the limits and third-party code among them. */
  package: readonly Fact[];
}

/** The facts that carry each element of the rule in one context; what is left out or empty has no evidence. */
export type CodeEvidence = Record<string, readonly Fact[] | undefined>;

/**
 * A rule written in code, where data cannot say it. It has the keys of a `rule.yaml`, but its elements are titles only: `match`
 * finds their evidence. Verdicts, tiers, coverage and fingerprints are the engine's, as for every rule.
 */
export interface CodeRule extends Omit<Rule, 'elements' | 'lexicon' | 'disputed'> {
  elements: Record<string, { title: string; review?: boolean; clue?: boolean }>;
  /** What `rules explain` shows. */
  page?: string;
  examples?: Example[];
  /** Asked once for every context, in a thread of its own and within a time budget. May only give facts it was given. */
  match: (context: CodeContext) => CodeEvidence | Promise<CodeEvidence>;
}

/** Says that an object is a code rule, so that an editor helps in writing it. Gives it back as it is. */
export function defineRule(rule: CodeRule): CodeRule {
  return rule;
}

import type { ElementResult, Verdict } from '../result.js';
import type { LoadedRule, RulePack } from './rule.js';

/** What `jianfu rules explain` shows of a rule. */
export interface RuleExplanation {
  id: string;
  pack: string;
  clause: string;
  title: string;
  kind: LoadedRule['kind'];
  /** The rule's README.md. */
  page: string;
  elements: Omit<ElementResult, 'status'>[];
  verdicts: Partial<Record<Verdict, string>>;
  needs: string[];
  advice: string;
  questions: string[];
  examples: string[];
}

/** The page of a rule with its clause and elements; undefined where the pack has no such rule. */
export function explainRule(pack: RulePack, id: string): RuleExplanation | undefined {
  const rule = pack.rules.find((candidate) => candidate.id === id);
  return (
    rule && {
      id,
      pack: `${pack.id} ${pack.version}`,
      clause: rule.clause,
      title: rule.title,
      kind: rule.kind,
      page: rule.page,
      elements: Object.entries(rule.elements).map(([element, { title }]) => ({ id: element, title })),
      verdicts: rule.verdict,
      needs: rule.needs,
      advice: rule.advice,
      questions: rule.questions ?? [],
      examples: rule.examples.map((example) => example.name),
    }
  );
}

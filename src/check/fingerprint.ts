import { createHash } from 'node:crypto';
import { normaliseText } from '../facts/normalise.js';
import type { Fact } from '../facts/types.js';
import { compare } from './evidence.js';

/** An element of a rule and the facts that carry it in one context. */
export interface MatchedElement {
  id: string;
  facts: readonly Fact[];
}

const DIGITS = 12;

/**
 * Names a finding over versions of an app: `place-words`. The first part is the rule, its elements and the screen, which stays
 * when words change; the second is the rule, its elements and the words, which stays when a file is renamed or a class is
 * obfuscated. No line, order, count or name in code goes in. A new element, such as a gate, makes it another finding.
 */
export function fingerprint(rule: string, screen: string, matched: readonly MatchedElement[]): string {
  const elements = matched.map(({ id }) => id).sort(compare);
  return `${digest(rule, ...elements, screen)}-${digest(rule, ...elements, ...wordsOf(matched))}`;
}

/** What a person sees; where nothing of it is evidence, what is asked of a server or the platform. */
function wordsOf(matched: readonly MatchedElement[]): string[] {
  const facts = matched.flatMap((element) => element.facts);
  const seen = facts.flatMap((fact) => (fact.kind === 'text' ? [normaliseText(fact.value)] : []));
  const words = seen.length > 0 ? seen : facts.flatMap((fact) => calledOf(fact) ?? []);
  return [...new Set(words)].sort(compare);
}

function calledOf(fact: Fact): string | undefined {
  if (fact.kind === 'request') return fact.path;
  return fact.kind === 'api' || fact.kind === 'permission' || fact.kind === 'sdk' ? fact.name : undefined;
}

function digest(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, DIGITS);
}

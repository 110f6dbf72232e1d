import { type ContextResult, fingerprintParts, type Item, type Suppression, type SuppressionResult } from '../result.js';
import { nothingOf, STRENGTH } from './rule.js';

/**
 * Marks the findings that entries name and says of every entry what became of it. A finding is named by rule and fingerprint:
 * by its place, or where no finding of the rule stands there any more, by its words. What was not found, is missing or could
 * not be judged has no fingerprint and cannot be suppressed.
 *
 * @param on day of the check, `2026-11-29`
 * @param isBlind whether too much of what a rule needs was not read to say that nothing else is there
 */
export function suppress(
  items: readonly Item[],
  entries: readonly Suppression[],
  on: string,
  isBlind: (rule: string) => boolean,
): { items: Item[]; suppressions: SuppressionResult[] } {
  const byContext = new Map<ContextResult, Suppression>();
  const suppressions = entries.map((entry): SuppressionResult => {
    const named = findingsOf(items, entry);
    if (named.length === 0) return { ...entry, state: 'unused' };
    if (entry.expires < on) return { ...entry, state: 'expired' };
    for (const context of named) byContext.set(context, entry);
    return { ...entry, state: 'applied' };
  });
  return { items: items.map((item) => marked(item, byContext, isBlind)), suppressions };
}

function findingsOf(items: readonly Item[], { rule, fingerprint }: Suppression): ContextResult[] {
  const wanted = fingerprintParts(fingerprint);
  const contexts = items
    .filter((item) => item.rule === rule)
    .flatMap((item) => item.contexts.filter(({ verdict }) => verdict !== nothingOf(item.kind)));
  const there = contexts.filter((context) => fingerprintParts(context.fingerprint).place === wanted.place);
  return there.length > 0 ? there : contexts.filter((context) => fingerprintParts(context.fingerprint).words === wanted.words);
}

function marked(item: Item, byContext: ReadonlyMap<ContextResult, Suppression>, isBlind: (rule: string) => boolean): Item {
  if (!item.contexts.some((context) => byContext.has(context))) return item;
  const left = item.contexts.filter((context) => !byContext.has(context)).map((context) => context.verdict);
  return {
    ...item,
    unsuppressed:
      STRENGTH[item.kind].find((verdict) => left.includes(verdict)) ??
      (isBlind(item.rule) ? 'undetermined' : nothingOf(item.kind)),
    contexts: item.contexts.map((context) => {
      const entry = byContext.get(context);
      if (!entry) return context;
      const { reason, basis, approver, expires } = entry;
      return { ...context, suppression: { reason, basis, approver, expires } };
    }),
  };
}

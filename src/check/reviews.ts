import type { ContextResult, Item, ResultDocument, Review, ReviewAnswer, ReviewResult } from '../result.js';

/**
 * A result made without reviewers' answers as the check would have given it with them: they stand beside what they answer and
 * change nothing else. The seal of the document as it was does not hold for it and is left out.
 */
export function withReviews({ seal: _, ...document }: ResultDocument, entries: readonly Review[]): ResultDocument {
  return { ...document, ...review(document.items, entries) };
}

/** Puts answers beside what they answer; those that fit nothing are told. Verdicts stay what the machine said. */
export function review(items: readonly Item[], entries: readonly Review[]): { items: Item[]; reviews: ReviewResult[] } {
  const used = new Set<Review>();
  const of = (fits: (entry: Review) => boolean): Review[] => entries.filter((entry) => fits(entry) && Boolean(used.add(entry)));
  const reviewed = items.map((item): Item => {
    const whole = of((entry) => entry.rule === item.rule && entry.fingerprint === undefined);
    const contexts = item.contexts.map((context): ContextResult => {
      // An answer holds for what was looked at: another screen, or other words on it, must be looked at anew.
      const answers = of((entry) => entry.rule === item.rule && entry.fingerprint === context.fingerprint);
      return answers.length > 0 ? { ...context, reviews: answers.map(answerOf) } : context;
    });
    return { ...item, contexts, ...(whole.length > 0 && { reviews: whole.map(answerOf) }) };
  });
  return { items: reviewed, reviews: entries.map((entry) => ({ ...entry, state: used.has(entry) ? 'applied' : 'unused' })) };
}

function answerOf({ about = 'finding', answer, by, on, reason }: Review): ReviewAnswer {
  return { about, answer, by, on, reason };
}

import type { ContextResult, Item, ReviewResult } from '../result.js';
import { partsOf } from './fingerprint.js';

/** One entry of `review.yaml`: what a person answered. The tool copies it and never makes one. */
export interface Review {
  rule: string;
  /** Of the screen it speaks of; without it the answer is for the whole item. */
  fingerprint?: string;
  /** Whether it answers the finding or the declared special scene. */
  about?: 'finding' | 'scene';
  answer: '成立' | '不成立' | '需补充';
  by: string;
  on: string;
  reason: string;
}

/** Puts answers beside what they answer; those that fit nothing are told. Verdicts stay what the machine said. */
export function review(items: readonly Item[], entries: readonly Review[]): { items: Item[]; reviews: ReviewResult[] } {
  const used = new Set<Review>();
  const of = (fits: (entry: Review) => boolean): Review[] => entries.filter((entry) => fits(entry) && Boolean(used.add(entry)));
  const reviewed = items.map((item): Item => {
    const whole = of((entry) => entry.rule === item.rule && entry.fingerprint === undefined);
    const contexts = item.contexts.map((context): ContextResult => {
      const answers = of(
        (entry) => entry.rule === item.rule && entry.fingerprint !== undefined && isOf(entry.fingerprint, context),
      );
      return answers.length > 0 ? { ...context, reviews: answers.map(answerOf) } : context;
    });
    return { ...item, contexts, ...(whole.length > 0 && { reviews: whole.map(answerOf) }) };
  });
  return { items: reviewed, reviews: entries.map((entry) => ({ ...entry, state: used.has(entry) ? 'applied' : 'unused' })) };
}

/** An answer holds for what was looked at: another screen, or other words on it, must be looked at anew. */
function isOf(fingerprint: string, context: ContextResult): boolean {
  const [asked, found] = [partsOf(fingerprint), partsOf(context.fingerprint)];
  return asked.place === found.place && asked.words === found.words;
}

function answerOf({ about = 'finding', answer, by, on, reason }: Review): NonNullable<ContextResult['reviews']>[number] {
  return { about, answer, by, on, reason };
}

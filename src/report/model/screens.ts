import type { ContextResult, Item, ResultDocument, Verdict } from '../../result.js';
import { isClue } from '../view.js';

/** A screen on which an item found something a person has to act on. */
export interface Finding {
  item: Item;
  context: ContextResult;
}

/** What a duty shows is what it should; of a prohibition it is a finding. */
export function isFinding(context: ContextResult): boolean {
  return context.verdict === 'found' || context.verdict === 'suspected';
}

export function findingsOf({ items }: Pick<ResultDocument, 'items'>): Finding[] {
  return items.flatMap((item) => item.contexts.filter(isFinding).map((context) => ({ item, context })));
}

/** Screens of an item that carry its verdict, the others being clues. */
export function carrying(item: Item): ContextResult[] {
  return item.contexts.filter((context) => !isClue(context));
}

/** The gravest verdict of each screen that has a finding. */
export function worstByScreen(document: ResultDocument): Map<string, Verdict> {
  const worst = new Map<string, Verdict>();
  for (const { context } of findingsOf(document)) {
    if (worst.get(context.screen) !== 'found') worst.set(context.screen, context.verdict);
  }
  return worst;
}

/**
 * Whether persons, by name, have answered all that is for them to answer: every finding and declared scene, and every other
 * item that asks for something. A report in which nobody answered anything is a draft.
 */
export function isReviewed(document: ResultDocument): boolean {
  const answered = (reviews: ContextResult['reviews'], about: 'finding' | 'scene'): boolean =>
    (reviews ?? []).some((review) => review.about === about && review.by.trim() !== '');
  const isAnswered = (item: Item): boolean => {
    if (answered(item.reviews, 'finding')) return true;
    const open = item.contexts.filter(isFinding);
    if (open.length > 0) return open.every(({ reviews }) => answered(reviews, 'finding'));
    return !['found', 'suspected', 'absent', 'undetermined'].includes(item.verdict);
  };
  const scenes = document.items.flatMap(({ contexts }) => contexts).filter(({ declared }) => declared);
  return (
    document.reviews.some(({ state, by }) => state === 'applied' && by.trim() !== '') &&
    document.items.every(isAnswered) &&
    scenes.every(({ reviews }) => answered(reviews, 'scene'))
  );
}

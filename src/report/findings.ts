/** A result as a list of findings, for systems that show one entry per place (SARIF, GitLab). */
import type { At } from '../facts/types.js';
import type { ContextResult, Item, ResultDocument, Verdict } from '../result.js';
import { isClue } from './view.js';

export interface Finding {
  document: ResultDocument;
  item: Item;
  /** The screen; absent where the item as a whole is meant. */
  context?: ContextResult;
  verdict: Verdict;
  at: At;
  /** Names the finding over runs and versions of the app. */
  key: string;
}

const GRAVEST_FIRST: Verdict[] = ['found', 'suspected', 'absent', 'undetermined'];

/**
 * One finding per screen that gives an item its verdict; one for the whole package where a duty is absent or an item could not
 * be determined. Notes and what was not found are no findings. Gravest first, then in rule order.
 */
export function findingsOf(documents: readonly ResultDocument[]): Finding[] {
  const all = documents.flatMap((document) => document.items.flatMap((item) => ofItem(document, item)));
  return GRAVEST_FIRST.flatMap((verdict) => all.filter((finding) => finding.verdict === verdict));
}

function ofItem(document: ResultDocument, item: Item): Finding[] {
  if (!GRAVEST_FIRST.includes(item.verdict)) return [];
  const screens = item.contexts.filter((context) => !isClue(context) && GRAVEST_FIRST.includes(context.verdict));
  const whole = {
    document,
    item,
    verdict: item.verdict,
    at: { path: document.package.file },
    key: keyOf(document, item, item.verdict),
  };
  if (screens.length === 0) return [whole];
  return screens.map((context) => ({
    document,
    item,
    context,
    verdict: context.verdict,
    at: context.evidence[0]?.at ?? whole.at,
    key: keyOf(document, item, context.fingerprint),
  }));
}

function keyOf({ package: app }: ResultDocument, { rule }: Item, part: string): string {
  return `${rule}:${app.carrier}:${app.id ?? app.file}:${part}`;
}

/** Whether something that could not be read left an item undetermined: a run that is complete may not be claimed. */
export function isPartial({ items }: ResultDocument): boolean {
  return items.some(({ verdict }) => verdict === 'undetermined');
}

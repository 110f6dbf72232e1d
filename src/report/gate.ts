import type { Item, Verdict } from '../result.js';

export const FAIL_ON = ['found', 'suspected', 'undetermined', 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

const AT_LEAST: Record<Exclude<FailOn, 'never'>, Verdict[]> = {
  found: ['found'],
  suspected: ['found', 'suspected'],
  undetermined: ['found', 'suspected', 'undetermined'],
};

/** What an item means for a gate: it fails it, it leaves it open, or it lets it pass. */
export type Gate = 'failed' | 'open' | 'clear';

/**
 * The one place that says when an item counts. Duties that are absent count with `suspected`: a missing complaint channel is
 * what the regulation demands, but only a person can say it is nowhere. What is suppressed does not count; a declared special
 * scene does, since it is not for the applicant to decide.
 */
export function gateOf(item: Item, failOn: FailOn): Gate {
  if (failOn === 'never') return 'clear';
  const verdict = item.unsuppressed ?? item.verdict;
  if (AT_LEAST[failOn].includes(verdict) || (failOn !== 'found' && verdict === 'absent')) return 'failed';
  return verdict === 'undetermined' ? 'open' : 'clear';
}

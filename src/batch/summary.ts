import { limitGroups } from '../report/limits.js';
import { versionOf } from '../report/view.js';
import type { ResultDocument, Verdict } from '../result.js';

/** What the lists show of a result, small enough for thousands of them. */
export interface Summary {
  name?: string;
  id?: string;
  version: string;
  carrier: string;
  size: number;
  sha256: string;
  verdicts: [rule: string, verdict: Verdict][];
  limits: string[];
  /** What could not be judged for which reason: a sentence with the rules it leaves open. */
  open: { reason: string; detail: string; rules: string[] }[];
}

const MOST_REASONS = 10;

export function summaryOf(result: ResultDocument): Summary {
  const { package: app, items, limits } = result;
  const groups = limitGroups(result).filter(({ affects }) => affects.length > 0);
  const told = new Set(groups.flatMap(({ affects }) => affects));
  const untold = items.filter((item) => item.verdict === 'undetermined' && !told.has(item));
  return {
    ...(app.name !== undefined && { name: app.name.slice(0, 200) }),
    ...(app.id !== undefined && { id: app.id.slice(0, 200) }),
    version: versionOf(result).slice(0, 100),
    carrier: app.carrier,
    size: app.size,
    sha256: app.sha256,
    verdicts: items.map(({ rule, verdict, unsuppressed }) => [rule, unsuppressed ?? verdict]),
    limits: [...new Set(limits.map(({ reason }) => reason))],
    open: [
      ...groups.map(({ reason, detail, affects }) => ({ reason, detail, rules: affects.map(({ rule }) => rule) })),
      ...untold.map(({ rule, reason }) => ({ reason: '', detail: reason, rules: [rule] })),
    ].slice(0, MOST_REASONS),
  };
}

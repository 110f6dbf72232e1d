import type { FactStore } from '../facts/store.js';
import type { Coverage, LimitFact, Part } from '../facts/types.js';
import { compare } from './evidence.js';
import type { Gate, LoadedRule } from './rule.js';

/** Share of a needed part that may be hidden before an absence can no longer be stated. */
const TOLERANCE = 0.05;

/**
 * Why an absence cannot be stated, in one sentence: a part the rule needs was not seen, or too much of it, or there was nothing
 * of the app's own to look at. Undefined when enough was seen. A note states no absence.
 */
export function blindness(rule: LoadedRule, store: FactStore, coverage: Coverage): string | undefined {
  return rule.kind === 'note' ? undefined : hiddenReason(rule, rule.needs, store, coverage);
}

/** Why parts were not seen well enough to say that something is not there. */
export function hiddenReason(rule: LoadedRule, parts: readonly Part[], store: FactStore, coverage: Coverage): string | undefined {
  return closedGate(rule, parts, store) ?? nothingSeen(parts, coverage);
}

/** The first gate that limits close by themselves, or the largest of limits that are too much together. */
function closedGate({ gates, tolerance }: LoadedRule, parts: readonly Part[], store: FactStore): string | undefined {
  const limits = store
    .of('limit')
    .map((limit) => ({ ...limit, gate: gates.find(({ reasons }) => reasons.includes(limit.reason)) }))
    .map((limit): GatedLimit => ({ ...limit, hides: [...limit.hides, ...(limit.gate?.hides ?? [])] }))
    .filter((limit) => limit.hides.some((part) => parts.includes(part)))
    .sort((a, b) => (b.share ?? 1) - (a.share ?? 1) || compare(a.at.path, b.at.path) || compare(a.detail, b.detail));
  const isTooMuch = (some: readonly GatedLimit[], most: number): boolean =>
    parts.some((part) => {
      const share = hiddenShare(some, part);
      return share > 0 && share >= most;
    });
  for (const gate of gates) {
    const own = limits.filter((limit) => limit.gate === gate);
    if (isTooMuch(own, Math.max(gate.tolerance, tolerance ?? 0))) return own[0]!.detail;
  }
  return isTooMuch(limits, tolerance ?? TOLERANCE) ? limits[0]!.detail : undefined;
}

type GatedLimit = LimitFact & { gate: Gate | undefined };

/** Hidden shares of a part add up; a limit that cannot say how much it hides may hide all of it. */
function hiddenShare(limits: readonly LimitFact[], part: Part): number {
  return limits.reduce((sum, limit) => (limit.hides.includes(part) ? sum + (limit.share ?? 1) : sum), 0);
}

function nothingSeen(parts: readonly Part[], coverage: Coverage): string | undefined {
  const read = coverage.scripts.parsed + coverage.templates.parsed + coverage.dex.ownClasses;
  if (coverage.screens.total === 0 && coverage.texts + read === 0)
    return '包内没有读到应用自身的页面、代码或文字，不能作出有无的判断。';
  if (coverage.screens.total === 0 && parts.includes('screens')) return '未能识别应用的页面，不能作出有无的判断。';
  if (coverage.texts + read === 0) return '只见页面名称，没有读到页面的代码和文字，不能作出有无的判断。';
  return undefined;
}

import type { FactStore } from '../facts/store.js';
import type { Coverage, LimitFact, Part } from '../facts/types.js';
import { compare } from './evidence.js';
import type { LoadedRule } from './rule.js';

/** Share of a needed part that may be hidden before an absence can no longer be stated. */
const TOLERANCE = 0.05;

/**
 * Why an absence cannot be stated, in one sentence: a part the rule needs was not seen, or too much of it, or there was nothing
 * of the app's own to look at. Undefined when enough was seen.
 */
export function blindness(rule: LoadedRule, store: FactStore, coverage: Coverage): string | undefined {
  if (rule.kind === 'note') return undefined;
  const limits = store
    .of('limit')
    .filter((limit) => limit.hides.some((part) => rule.needs.includes(part)))
    .sort((a, b) => (b.share ?? 1) - (a.share ?? 1) || compare(a.at.path, b.at.path) || compare(a.detail, b.detail));
  const tolerance = rule.tolerance ?? TOLERANCE;
  if (rule.needs.some((part) => hiddenShare(limits, part) >= tolerance)) return limits[0]!.detail;
  return nothingSeen(rule, coverage);
}

/** Hidden shares of a part add up; a limit that cannot say how much it hides may hide all of it. */
function hiddenShare(limits: readonly LimitFact[], part: Part): number {
  return limits.reduce((sum, limit) => (limit.hides.includes(part) ? sum + (limit.share ?? 1) : sum), 0);
}

function nothingSeen(rule: LoadedRule, coverage: Coverage): string | undefined {
  const read = coverage.scripts.parsed + coverage.templates.parsed + coverage.dex.ownClasses;
  if (coverage.screens.total === 0 && coverage.texts + read === 0)
    return '包内没有读到应用自身的页面、代码或文字，不能作出有无的判断。';
  if (coverage.screens.total === 0 && rule.needs.includes('screens')) return '未能识别应用的页面，不能作出有无的判断。';
  if (coverage.texts + read === 0) return '只见页面名称，没有读到页面的代码和文字，不能作出有无的判断。';
  return undefined;
}

import type { LimitFact, Part } from '../../facts/types.js';

/** Code, and what is known only by following it. */
export const CODE_PARTS: readonly Part[] = ['code', 'screens', 'texts'];

/** A limit of the app's code or resources. @param amount how much of the parts is hidden, 0…1 */
export function limitOf(
  reason: LimitFact['reason'],
  hides: readonly Part[],
  detail: string,
  path: string,
  amount?: number,
): LimitFact {
  return {
    kind: 'limit',
    reason,
    hides: [...hides],
    detail,
    ...(amount !== undefined && { share: Math.min(1, Math.round(amount * 100) / 100) }),
    at: { path },
    owner: 'unknown',
    screens: [],
  };
}

/** Rounded as limits tell their shares. */
export function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}

/**
 * How much of the whole each limit of a part hides; together at most the part. One that cannot say how much it hides may hide all
 * of the part.
 */
export function weighted<T extends { share?: number }>(limits: readonly T[], weight: number): Map<T, number> {
  const told = limits.reduce((sum, { share = 1 }) => sum + share, 0);
  const scale = weight / Math.max(1, told);
  return new Map(limits.map((limit) => [limit, rounded((limit.share ?? 1) * scale)]));
}

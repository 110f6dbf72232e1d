/** What verification says of one signature scheme. */
export interface SchemeCheck {
  /** `v1`, `v2`, `v3`, `v3.1`, `rpk` */
  scheme: string;
  /** `failed`: the platform would refuse it. `not-checked`: it was not computed, for the reason given. */
  status: 'verified' | 'failed' | 'not-checked';
  /** In Chinese; absent where verified. */
  reason?: string;
}

import type { Verdict } from '../result.js';

/** What is in one of two things and not in the other. */
export interface Change {
  added: string[];
  removed: string[];
}

export interface VerdictChange {
  rule: string;
  clause: string;
  title: string;
  from?: Verdict;
  to?: Verdict;
  /** Findings of the new version that the old one does not have, and the other way round, by screen. */
  added: string[];
  removed: string[];
}

/** A reason to look at Art. 11: the unit decides whether it is a 重大功能变更. */
export interface MajorReason {
  kind: 'worse-verdict' | 'lost-duty' | 'new-function' | 'new-permission' | 'new-sdk';
  what: string;
}

export interface Difference {
  from: Sample;
  to: Sample;
  /** The two do not carry one id: perhaps not versions of one app. */
  sameApp: boolean;
  screens: Change;
  permissions: Change;
  sdks: Change;
  endpoints: Change;
  limits: Change;
  verdicts: VerdictChange[];
  major: MajorReason[];
  /** Last day to file for the change, where the day it takes place is known. */
  fileBy?: string;
}

export interface Sample {
  name?: string;
  id?: string;
  version?: string;
  file: string;
  sha256: string;
}

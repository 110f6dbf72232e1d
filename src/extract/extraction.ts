import type { Coverage, Fact, PackageInfo } from '../facts/types.js';

/** What one carrier's extraction gives; the rest of the facts file is filled from what was opened. */
export interface Extraction {
  facts: Fact[];
  package: Partial<PackageInfo>;
  coverage: Partial<Coverage>;
  hosts: string[];
  /** Packages inside the app by their path, and how much of it each is: what opening could not read there is that much less. */
  parts?: { path: string; weight: number }[];
}

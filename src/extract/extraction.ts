import type { Coverage, Fact, PackageInfo } from '../facts/types.js';

/** What one carrier's extraction gives; the rest of the facts file is filled from what was opened. */
export interface Extraction {
  facts: Fact[];
  package: Partial<PackageInfo>;
  coverage: Partial<Coverage>;
  hosts: string[];
}

import type { BudgetLimits } from '../open/index.js';

const MIB = 1024 * 1024;

/** What one child process may use. Enforced from outside, but for `budget`, which the child counts itself on what it reads. */
export interface LimitProfile {
  name: string;
  wallMs: number;
  cpuMs: number;
  /** Resident memory in bytes. */
  memory: number;
  /** Bytes the child may write. */
  output: number;
  budget: Partial<BudgetLimits>;
}

export const STANDARD: LimitProfile = {
  name: 'standard',
  wallMs: 180_000,
  cpuMs: 120_000,
  memory: 2048 * MIB,
  output: 512 * MIB,
  budget: {},
};

/** The second try of a package whose child died: less is read, so that something can be said. */
export function smaller(profile: LimitProfile): LimitProfile {
  return {
    name: `${profile.name}-small`,
    wallMs: profile.wallMs / 3,
    cpuMs: profile.cpuMs / 3,
    memory: profile.memory,
    output: profile.output,
    budget: {
      totalBytes: 192 * MIB,
      entryBytes: 16 * MIB,
      entries: 20_000,
      depth: 2,
      milliseconds: Math.round(profile.wallMs / 6),
    },
  };
}

/** Names what was allowed: results made under other limits are other results. */
export function profileKey({ name, wallMs, cpuMs, memory, output, budget }: LimitProfile): string {
  const parts = [wallMs, cpuMs, memory, output, ...Object.entries(budget).flat()];
  return `${name}:${parts.join(',')}`;
}

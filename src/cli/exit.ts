import type { ResultDocument, Verdict } from '../result.js';

/** Exit codes of design §6, a contract with CI jobs. */
export const EXIT = { clean: 0, findings: 1, usage: 2, undetermined: 3, nothing: 4, integrity: 5, internal: 70 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const FAIL_ON = ['found', 'suspected', 'undetermined', 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** Worst first. */
const ORDER: ExitCode[] = [EXIT.internal, EXIT.integrity, EXIT.usage, EXIT.nothing, EXIT.findings, EXIT.undetermined, EXIT.clean];

/** The code that stands for several runs together. */
export function worst(codes: ExitCode[]): ExitCode {
  return ORDER.find((code) => codes.includes(code)) ?? EXIT.clean;
}

const AT_LEAST: Record<Exclude<FailOn, 'never'>, Verdict[]> = {
  found: ['found'],
  suspected: ['found', 'suspected'],
  undetermined: ['found', 'suspected', 'undetermined'],
};

/**
 * 1 when an item reaches `failOn`, else 3 when one could not be determined, else 0. `never` gives 0. Duties that are absent
 * count with `suspected`: a missing complaint channel is what the regulation demands, but only a person can say it is nowhere.
 * What is suppressed does not count; a declared special scene does, since it is not for the applicant to decide.
 */
export function exitOf(result: ResultDocument, failOn: FailOn): ExitCode {
  if (failOn === 'never') return EXIT.clean;
  const verdicts = result.items.map((item) => item.unsuppressed ?? item.verdict);
  if (verdicts.some((verdict) => AT_LEAST[failOn].includes(verdict) || (failOn !== 'found' && verdict === 'absent')))
    return EXIT.findings;
  return verdicts.includes('undetermined') ? EXIT.undetermined : EXIT.clean;
}

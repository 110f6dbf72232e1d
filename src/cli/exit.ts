import { type FailOn, gateOf } from '../report/gate.js';
import type { ResultDocument } from '../result.js';

/** Exit codes of design §6, a contract with CI jobs. */
export const EXIT = { clean: 0, findings: 1, usage: 2, undetermined: 3, nothing: 4, integrity: 5, internal: 70 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Worst first. */
const ORDER: ExitCode[] = [EXIT.internal, EXIT.integrity, EXIT.usage, EXIT.nothing, EXIT.findings, EXIT.undetermined, EXIT.clean];

/** The code that stands for several runs together. */
export function worst(codes: ExitCode[]): ExitCode {
  return ORDER.find((code) => codes.includes(code)) ?? EXIT.clean;
}

/** 1 when an item reaches `failOn`, else 3 when one could not be determined, else 0. `never` gives 0. */
export function exitOf(result: ResultDocument, failOn: FailOn): ExitCode {
  const gates = result.items.map((item) => gateOf(item, failOn));
  if (gates.includes('failed')) return EXIT.findings;
  return gates.includes('open') ? EXIT.undetermined : EXIT.clean;
}

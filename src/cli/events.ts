import type { ProgressMode } from '../batch/progress.js';
import { inert } from '../report/inert.js';
import type { ExitCode } from './exit.js';

/** What `--progress json` tells, a line each on standard error. The names are a contract (docs/ci.md): add, never rename. */
export type Event =
  | { event: 'config'; file: string; codeRules?: string[] }
  | { event: 'start'; total: number }
  | { event: 'input'; index: number; total: number; input: string }
  | { event: 'stage'; index: number; input: string; stage: 'open' | 'extract' | 'check' }
  | { event: 'done'; index: number; input: string; code: ExitCode; ms: number }
  | { event: 'warning'; message: string }
  | { event: 'error'; input?: string; message: string; code: ExitCode }
  | { event: 'end'; code: ExitCode };

export function sendEvent(event: Event): void {
  process.stderr.write(`${JSON.stringify(event)}\n`);
}

/** Something to be said in every mode: a sentence for people, an event for programs. */
export function tell(mode: ProgressMode | undefined, event: Event & { event: 'warning' | 'error' }): void {
  if (mode === 'json') sendEvent(event);
  else
    process.stderr.write(`jianfu: ${event.event === 'error' && event.input ? `${inert(event.input)}：` : ''}${event.message}\n`);
}

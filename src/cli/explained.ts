import type { ProgressMode } from '../batch/progress.js';
import { explainError } from './errors.js';
import { tell } from './events.js';
import type { ExitCode } from './exit.js';

/**
 * Runs a command of a bundle of its own: the errors it throws are of that bundle's classes, which the main program cannot tell
 * apart, so that they are explained here.
 * @param usageOf turns what is for the person at the keyboard to mend into a `UsageError`
 */
export async function explained(
  run: () => Promise<ExitCode>,
  progress?: ProgressMode,
  usageOf: (error: unknown) => unknown = (error) => error,
): Promise<ExitCode> {
  try {
    return await run();
  } catch (error) {
    const { message, code } = explainError(usageOf(error));
    tell(progress, { event: 'error', message, code });
    return code;
  }
}

import type { InputFailure } from '../report/writer.js';
import { type Explained, explainError } from './errors.js';
import { EXIT, type ExitCode, worst } from './exit.js';
import type { Progress } from './progress.js';

/** What became of all inputs together. */
export interface Handled {
  code: ExitCode;
  /** Those that could not be handled. */
  failures: InputFailure[];
}

/**
 * Does one thing with every input by itself, so that one bad package never stops the others.
 *
 * @param handle gives the exit code of an input that could be handled
 */
export function eachInput(
  groups: readonly (string | string[])[],
  progress: Progress,
  handle: (input: string | string[]) => ExitCode,
): Handled {
  const failures: InputFailure[] = [];
  progress.start(groups.length);
  const codes = groups.map((input, i) => {
    const name = [input].flat()[0] ?? '';
    progress.input(i + 1, groups.length, name);
    const code = attempt(
      () => handle(input),
      ({ message, code: meant, brief }) => {
        progress.error(message, meant);
        failures.push({ input: name, message: brief, code: meant });
      },
    );
    progress.done(code);
    return code;
  });
  progress.clear();
  return { code: codes.length === 0 ? EXIT.usage : worst(codes), failures };
}

function attempt(handle: () => ExitCode, failed: (explained: Explained) => void): ExitCode {
  try {
    return handle();
  } catch (error) {
    const explained = explainError(error);
    failed(explained);
    return explained.code;
  }
}

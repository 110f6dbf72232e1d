import { explainError } from './errors.js';
import { EXIT, type ExitCode, worst } from './exit.js';
import type { Progress } from './progress.js';

/**
 * Does one thing with every input by itself, so that one bad package never stops the others.
 *
 * @param handle gives the exit code of an input that could be handled
 */
export function eachInput(
  groups: readonly (string | string[])[],
  progress: Progress,
  handle: (input: string | string[]) => ExitCode,
): ExitCode {
  progress.start(groups.length);
  const codes = groups.map((input, i) => {
    progress.input(i + 1, groups.length, [input].flat()[0] ?? '');
    const code = attempt(() => handle(input), progress);
    progress.done(code);
    return code;
  });
  progress.clear();
  return codes.length === 0 ? EXIT.usage : worst(codes);
}

function attempt(handle: () => ExitCode, progress: Progress): ExitCode {
  try {
    return handle();
  } catch (error) {
    const { message, code } = explainError(error);
    progress.error(message, code);
    return code;
  }
}

import { explainError } from './errors.js';
import { EXIT, type ExitCode, worst } from './exit.js';
import { createProgress, type Progress } from './progress.js';

/**
 * Does one thing with every input by itself, so that one bad package never stops the others.
 *
 * @param handle gives the exit code of an input that could be handled
 */
export function eachInput(
  groups: readonly (string | string[])[],
  handle: (input: string | string[], progress: Progress) => ExitCode,
): ExitCode {
  const progress = createProgress();
  const codes = groups.map((input, i) => {
    progress.input(i + 1, groups.length, [input].flat()[0] ?? '');
    try {
      return handle(input, progress);
    } catch (error) {
      const { message, code } = explainError(error);
      progress.clear();
      process.stderr.write(`jianfu: ${message}\n`);
      return code;
    }
  });
  progress.clear();
  return codes.length === 0 ? EXIT.usage : worst(codes);
}

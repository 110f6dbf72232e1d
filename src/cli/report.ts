import { readSeals, sealOf } from '../report/seal.js';
import type { ResultDocument } from '../result.js';
import { UsageError } from './errors.js';
import { EXIT, type ExitCode } from './exit.js';
import { type OutputOptions, parseTargets, printResults, writeTargets } from './output.js';
import { readResult } from './result-file.js';

/**
 * `jianfu report`: results to documents, without opening a package again. Several results make one file of several reports.
 * On standard output only what `-f` asks for, or the text where nothing is written to a file.
 */
export async function reportCommand(
  files: string[],
  options: Omit<OutputOptions, 'format'> & { format?: string },
): Promise<ExitCode> {
  const targets = parseTargets(options.output);
  const results = files.flatMap(readResult);
  if (results.length === 0) throw new UsageError('结果文件里没有结果。');
  const changed = results.filter(isChanged);
  if (changed.length > 0) {
    const names = changed.map(({ package: app }) => app.name ?? app.file).join('、');
    process.stderr.write(`jianfu: ${names}：结果正文与其校验值不符，可能被改动过，不写报告。请用 jianfu verify 查看。\n`);
    return EXIT.integrity;
  }
  await writeTargets(results, targets, options);
  const format = options.format ?? (targets.length === 0 ? 'text' : undefined);
  if (format !== undefined) await printResults(results, { ...options, format });
  return EXIT.clean;
}

/** A report would carry new digests of what was changed. */
function isChanged(result: ResultDocument): boolean {
  const claimed = readSeals(result.seal ?? '')[0];
  if (!claimed) return false;
  const computed = sealOf(result);
  return Object.keys(computed).some((name) => claimed[name] !== computed[name]);
}

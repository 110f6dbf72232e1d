import { lintPacks, type Mistake } from '../../check/index.js';
import { UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit.js';
import { mistakeInFact } from '../facts-file.js';
import { type PackOptions, packSources } from '../packs.js';

export interface LintCommandOptions extends PackOptions {
  format?: 'text' | 'json';
}

/** `jianfu rules lint`: what is wrong with the packs, or with the rules named, by file and key. 1 where something is. */
export function lintCommand(names: readonly string[], { format, ...options }: LintCommandOptions): ExitCode {
  const { folder, ...load } = packSources(options);
  const only = names.length > 0 ? { only: new Set(names) } : {};
  const { rules, mistakes } = lintPacks(folder, { ...load, ...only, mistakeInFact });
  if (names.length > 0 && rules + mistakes.length === 0)
    throw new UsageError(`没有规则“${names.join('、')}”。用 jianfu rules list 查看规则号。`);
  if (format === 'json') process.stdout.write(`${JSON.stringify(mistakes, undefined, 2)}\n`);
  else process.stdout.write(`${linesOf(mistakes).join('\n')}${mistakes.length > 0 ? '\n\n' : ''}${summary(rules, mistakes)}\n`);
  return mistakes.length === 0 ? EXIT.clean : EXIT.findings;
}

function linesOf(mistakes: readonly Mistake[]): string[] {
  return mistakes.flatMap(({ file, key, message }, i) => [
    ...(mistakes[i - 1]?.file === file ? [] : [file]),
    `  ${key ? `${key}：` : ''}${message}`,
  ]);
}

function summary(rules: number, mistakes: readonly Mistake[]): string {
  return mistakes.length === 0 ? `${rules} 条规则，没有发现问题。` : `共 ${mistakes.length} 个问题。`;
}

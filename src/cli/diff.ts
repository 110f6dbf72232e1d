import { readFileSync, statSync } from 'node:fs';
import { compareResults } from '../diff/index.js';
import { differenceText } from '../diff/text.js';
import type { ResultDocument } from '../result.js';
import { checkStored, scanInput } from '../scan.js';
import { UsageError } from './errors.js';
import { EXIT, type ExitCode } from './exit.js';
import { readFactsFiles } from './facts-file.js';
import { rulePacks } from './package-root.js';
import { readResult } from './result-file.js';

export interface DiffOptions {
  format: 'text' | 'json';
  on?: string;
  exitCode?: boolean;
  rules?: string;
  appid?: string;
}

/** `jianfu diff`: two versions of an app, each a package, a project, stored facts or a result. */
export function diffCommand(from: string, to: string, { format, on, exitCode, rules, appid }: DiffOptions): ExitCode {
  if (on !== undefined && (!/^\d{4}-\d{2}-\d{2}$/.test(on) || Number.isNaN(Date.parse(on))))
    throw new UsageError(`--on ${on}：应写成 2026-12-20 这样的日期。`);
  const packs = rulePacks(rules);
  const [old, now] = [from, to].map((path) => resultOf(path, packs, appid));
  const difference = compareResults(old!, now!, on);
  process.stdout.write(format === 'json' ? `${JSON.stringify(difference, undefined, 2)}\n` : differenceText(difference));
  return exitCode && difference.major.length > 0 ? EXIT.findings : EXIT.clean;
}

function resultOf(path: string, packs: ReturnType<typeof rulePacks>, appId: string | undefined): ResultDocument {
  if (!isJson(path)) return scanInput(path, { packs, appId });
  const isFacts = readFileSync(path, 'utf8').includes('"facts"');
  const results = isFacts ? readFactsFiles(path).map((facts) => checkStored(facts, packs)) : readResult(path);
  if (results.length !== 1) throw new UsageError(`${path} 有 ${results.length} 个结果，diff 只比较一个。`);
  return results[0]!;
}

/** Stored facts and results begin as JSON does; no package does. */
function isJson(path: string): boolean {
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  return isFile && /\.json$/i.test(path) && /^\s*[[{]/.test(readFileSync(path, 'utf8').slice(0, 64));
}

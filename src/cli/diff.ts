import { statSync } from 'node:fs';
import { compareResults } from '../diff/index.js';
import { differenceText } from '../diff/text.js';
import type { ResultDocument } from '../result.js';
import { checkStored, scanInput } from '../scan.js';
import { UsageError } from './errors.js';
import { EXIT, type ExitCode } from './exit.js';
import { checkedFacts } from './facts-file.js';
import { type PackOptions, rulePacks } from './packs.js';
import { isObject, readDocuments } from './read-file.js';
import { checkedResult } from './result-file.js';

export interface DiffOptions extends PackOptions {
  format: 'text' | 'json';
  on?: string;
  exitCode?: boolean;
  appid?: string;
}

/** `jianfu diff`: two versions of an app, each a package, a project, stored facts or a result. */
export function diffCommand(from: string, to: string, options: DiffOptions): ExitCode {
  const { format, on, exitCode, appid } = options;
  if (on !== undefined && (!/^\d{4}-\d{2}-\d{2}$/.test(on) || Number.isNaN(Date.parse(on))))
    throw new UsageError(`--on ${on}：应写成 2026-12-20 这样的日期。`);
  const packs = rulePacks(options);
  const [old, now] = [from, to].map((path) => resultOf(path, packs, appid));
  const difference = compareResults(old!, now!, on);
  process.stdout.write(format === 'json' ? `${JSON.stringify(difference, undefined, 2)}\n` : differenceText(difference));
  return exitCode && difference.major.length > 0 ? EXIT.findings : EXIT.clean;
}

function resultOf(path: string, packs: ReturnType<typeof rulePacks>, appId: string | undefined): ResultDocument {
  if (!isJson(path)) return scanInput(path, { packs, appId });
  const documents = readDocuments(path);
  if (!documents) throw new UsageError(`${path} 不是 JSON，比较不了。`);
  const [document, ...more] = documents;
  if (document === undefined || more.length > 0) throw new UsageError(`${path} 有 ${documents.length} 个结果，diff 只比较一个。`);
  const hasFacts = isObject(document) && 'facts' in document;
  return hasFacts ? checkStored(checkedFacts(path, document), packs) : checkedResult(path, document);
}

/** Named as stored facts and results are; no package is. */
function isJson(path: string): boolean {
  return /\.json$/i.test(path) && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
}

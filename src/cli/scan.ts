import type { ProgressMode } from '../batch/progress.js';
import { groupInputs } from '../open/wxapkg/groups.js';
import type { FailOn } from '../report/gate.js';
import type { ResultDocument } from '../result.js';
import { scanInput } from '../scan.js';
import type { CacheOptions } from './cache/cache.js';
import { cacheOf } from './cache/option.js';
import { type ExitCode, exitOf } from './exit.js';
import { eachInput } from './inputs.js';
import { type OutputOptions, outputResults, parseTargets } from './output.js';
import { type PackOptions, rulePacks } from './packs.js';
import { type PaperOptions, readPapers } from './papers.js';
import { createProgress } from './progress.js';

export interface ScanCommandOptions extends OutputOptions, PackOptions, PaperOptions, CacheOptions {
  failOn: FailOn;
  appid?: string;
  progress?: ProgressMode;
}

/** `jianfu scan`: packages and project folders to verdicts. */
export async function scanCommand(inputs: string[], options: ScanCommandOptions): Promise<ExitCode> {
  const targets = parseTargets(options.output);
  const packs = rulePacks(options);
  const papers = readPapers(options);
  const results: ResultDocument[] = [];
  const progress = createProgress(options.progress);
  const cache = await cacheOf(options, progress);
  const { code, failures } = eachInput(groupInputs(inputs, { appId: options.appid }), progress, (input) => {
    const result = scanInput(input, { packs, papers, appId: options.appid, onStage: progress.stage, cache });
    results.push(result);
    return exitOf(result, options.failOn);
  });
  cache?.settle();
  await outputResults(results, targets, options, failures);
  return code;
}

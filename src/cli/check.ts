import type { ProgressMode } from '../batch/progress.js';
import type { FailOn } from '../report/gate.js';
import type { ResultDocument } from '../result.js';
import { checkStored } from '../scan.js';
import { type ExitCode, exitOf, worst } from './exit.js';
import { readFactsFiles } from './facts-file.js';
import { eachInput } from './inputs.js';
import { type OutputOptions, outputResults, parseTargets } from './output.js';
import { type PackOptions, rulePacks } from './packs.js';
import { type PaperOptions, readPapers } from './papers.js';
import { createProgress } from './progress.js';

export interface CheckOptions extends OutputOptions, PackOptions, PaperOptions {
  failOn: FailOn;
  progress?: ProgressMode;
}

/** `jianfu check`: stored facts to the same documents as a scan, but for the run block. */
export async function checkCommand(inputs: string[], options: CheckOptions): Promise<ExitCode> {
  const targets = parseTargets(options.output);
  const packs = rulePacks(options);
  const papers = readPapers(options);
  const results: ResultDocument[] = [];
  const progress = createProgress(options.progress);
  const { code, failures } = eachInput(inputs, progress, (input) => {
    progress.stage('check');
    const checked = [input]
      .flat()
      .flatMap(readFactsFiles)
      .map((facts) => checkStored(facts, packs, papers));
    results.push(...checked);
    return worst(checked.map((result) => exitOf(result, options.failOn)));
  });
  await outputResults(results, targets, options, failures);
  return code;
}

import type { ProgressMode } from '../batch/progress.js';
import type { FactsFile } from '../facts/types.js';
import { groupInputs } from '../open/wxapkg/groups.js';
import { inertJson } from '../report/inert.js';
import { extractInput } from '../scan.js';
import type { CacheOptions } from './cache/cache.js';
import { cacheOf } from './cache/option.js';
import { EXIT, type ExitCode } from './exit.js';
import { eachInput } from './inputs.js';
import { writeFile } from './output.js';
import { createProgress } from './progress.js';

export interface ExtractOptions extends CacheOptions {
  output?: string;
  appid?: string;
  progress?: ProgressMode;
}

/** `jianfu extract`: the facts of one input as a document, of several as an array, for `jianfu check`. */
export async function extractCommand(inputs: string[], options: ExtractOptions): Promise<ExitCode> {
  const files: FactsFile[] = [];
  const progress = createProgress(options.progress);
  const cache = await cacheOf(options, progress);
  const { code } = eachInput(groupInputs(inputs, { appId: options.appid }), progress, (input) => {
    files.push(extractInput(input, { appId: options.appid, onStage: progress.stage, cache }));
    return EXIT.clean;
  });
  cache?.settle();
  if (files.length === 0) return code;
  const text = `${inertJson(JSON.stringify(files.length === 1 ? files[0] : files, undefined, 1))}\n`;
  if (options.output === undefined) process.stdout.write(text);
  else writeFile(options.output, text);
  return code;
}

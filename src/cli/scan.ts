import type { ResultDocument } from '../result.js';
import { scanInput } from '../scan.js';
import { explainError } from './errors.js';
import { EXIT, type ExitCode, exitOf, type FailOn, worst } from './exit.js';
import { type OutputOptions, outputResults } from './output.js';
import { rulePacks } from './package-root.js';

export interface ScanCommandOptions extends OutputOptions {
  failOn: FailOn;
  appid?: string;
  rules?: string;
}

/** `jianfu scan`: every input by itself, so that one bad package never stops the others. */
export async function scanCommand(inputs: string[], options: ScanCommandOptions): Promise<ExitCode> {
  const packs = rulePacks(options.rules);
  const results: ResultDocument[] = [];
  const codes: ExitCode[] = [];
  for (const input of groupWxapkgs(inputs)) {
    try {
      const result = scanInput(input, { packs, appId: options.appid });
      results.push(result);
      codes.push(exitOf(result, options.failOn));
    } catch (error) {
      const { message, code } = explainError(error);
      process.stderr.write(`jianfu: ${message}\n`);
      codes.push(code);
    }
  }
  if (results.length > 0) await outputResults(results, options);
  return codes.length === 0 ? EXIT.usage : worst(codes);
}

/** WeChat packages given together are one app: the main package and its subpackages. */
function groupWxapkgs(inputs: string[]): (string | string[])[] {
  const packages = inputs.filter((input) => input.endsWith('.wxapkg'));
  if (packages.length < 2) return inputs;
  return [packages, ...inputs.filter((input) => !input.endsWith('.wxapkg'))];
}

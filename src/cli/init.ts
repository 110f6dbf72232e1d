import { existsSync } from 'node:fs';
import { declarationForm, reviewForm, suppressionsForm } from '../papers/blank.js';
import { extractInput } from '../scan.js';
import { UsageError } from './errors.js';
import { EXIT, type ExitCode } from './exit.js';
import { writeFile } from './output.js';
import { readResult } from './result-file.js';

export interface InitOptions {
  kind: 'declaration' | 'suppressions' | 'review';
  output?: string;
  force?: boolean;
  appid?: string;
}

/** `jianfu init`: writes a paper to be filled in; what can be read from a package or result is put in, judgements never are. */
export function initCommand(input: string | undefined, { kind, output, force, appid }: InitOptions): ExitCode {
  const file = output ?? `${kind}.yaml`;
  if (existsSync(file) && !force) throw new UsageError(`${file} 已经存在。要覆盖请加 --force，要写到别处请用 -o。`);
  writeFile(file, form(kind, input, appid));
  process.stderr.write(`jianfu: 已写出 ${file}，填好后用 --${kind} ${file} 交给 scan 或 check。\n`);
  return EXIT.clean;
}

function form(kind: InitOptions['kind'], input: string | undefined, appId: string | undefined): string {
  if (kind === 'declaration') return declarationForm(input === undefined ? undefined : extractInput(input, { appId }).package);
  if (input === undefined)
    throw new UsageError(`请给出结果文件：jianfu init 结果.json --kind ${kind}（结果由 jianfu scan -f json 写出）`);
  const documents = readResult(input);
  return kind === 'suppressions' ? suppressionsForm(documents) : reviewForm(documents);
}

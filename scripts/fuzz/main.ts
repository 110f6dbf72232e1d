import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadPacks } from '../../src/check/index.js';
import { fuzz } from './run.js';

const USAGE = `用法：npm run fuzz -- [--seed 数字] [--count 数字] [--only 名称]
对 ZIP、wxapkg、AXML、ARSC、DEX、Hermes、Dart 快照、签名块、protobuf 和整个安装包做结构变异，对应用的脚本和页面按词变异，检查不抛错、不超时、不静默漏报。
重现一个失败：--seed 打印的数字 --count 1 --only 打印的名称
`;

/** Runs from the folder of the checkout. @returns the exit code */
export function main(root: string, args: string[]): number {
  const { values } = parseArgs({
    args,
    options: { seed: { type: 'string' }, count: { type: 'string' }, only: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
  const count = Number(values.count ?? 20_000);
  const folder = join(root, 'fixtures/packages');
  const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
  const packs = loadPacks(join(root, 'rules'));
  process.stderr.write(`--seed ${seed} --count ${count}\n`);
  const started = performance.now();
  const tell = (line: string): void => void process.stderr.write(`${line}\n`);
  const { inputs, failures } = fuzz({ seed, count, only: values.only, files, packs, onProgress: tell });
  for (const { name, seed: at, problem } of failures)
    process.stdout.write(`--only '${name}' --seed ${at} --count 1\n  ${problem}\n`);
  process.stdout.write(`${inputs} 个输入，${Math.round((performance.now() - started) / 1000)} 秒，${failures.length} 个失败\n`);
  return failures.length > 0 ? 1 : 0;
}

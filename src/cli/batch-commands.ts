import { type Command, InvalidArgumentError, Option } from 'commander';
import { FAIL_ON } from '../report/gate.js';
import { RULE_KEYS } from './config-keys.js';
import type { ExitCode } from './exit.js';
import { appId, configFile, packs } from './shared-options.js';

/** `jianfu batch` and its child. */
export function addBatch(program: Command, done: (code: ExitCode) => void): void {
  configFile(packs(program.command('batch')))
    .description('批量检查：文件夹、清单或通配符中的全部安装包和项目，一个样品一个进程')
    .argument('<输入...>', '文件夹；清单（.txt、.tsv，每行一个路径，制表符后可写单位）；通配符')
    .requiredOption('--out <文件夹>', '结果放在哪里；再次运行接着做，规则改动只重新核查')
    .option('--jobs <个数>', '同时几个进程（默认按核数和内存）', wholeNumber)
    .option('--timeout <秒>', '一个样品最多用多少秒（默认 180）', wholeNumber)
    .option('--memory <MB>', '一个样品最多用多少内存（默认 2048）', wholeNumber)
    .option('--retry', '上次未能检查的样品再检查一次')
    .option('--json', '另存每个样品的结果文件')
    .addOption(new Option('--fail-on <级别>', '结论达到该级别时以 1 退出').choices(FAIL_ON).default('found'))
    .addOption(new Option('--progress <方式>', '进度').choices(['auto', 'json', 'none']).default('auto'))
    .addOption(new Option('--lang <语言>', '报告语言').choices(['zh', 'en']).default('zh'))
    .addOption(appId())
    .action(async (inputs: string[], _options, command: Command) => {
      const { applyConfig } = await import('./config.js');
      await applyConfig(command, inputs, RULE_KEYS);
      done(await (await import('./batch.js')).batchCommand(inputs, command.opts()));
    });
  program
    .command('batch-one', { hidden: true })
    .description('batch 的子进程，不单独使用')
    .action(async () => done(await (await import('./batch-one.js')).batchOneCommand()));
}

/** @throws InvalidArgumentError for anything but a whole number above zero */
function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('应是大于零的整数。');
  return Number(value);
}

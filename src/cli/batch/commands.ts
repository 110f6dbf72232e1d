import { type Command, Option } from 'commander';
import { FAIL_ON } from '../../report/gate.js';
import { RULE_KEYS } from '../config-keys.js';
import { UsageError } from '../errors.js';
import type { ExitCode } from '../exit.js';
import { appId, configFile, objectStorage, packs, progress, wholeNumber } from '../shared-options.js';
import type { BatchCommandOptions } from './batch.js';

/** `jianfu batch` and its child. */
export function addBatch(program: Command, done: (code: ExitCode) => void): void {
  objectStorage(configFile(packs(program.command('batch'))))
    .description('批量检查：文件夹、清单或通配符中的全部安装包和项目，一个样品一个进程')
    .argument(
      '<输入...>',
      '文件夹；清单（.txt、.tsv，每行一个路径，制表符后可写单位）；通配符；与 --queue 合用时还有 s3://桶/对象、s3://桶/前缀/',
    )
    .option('--out <文件夹>', '结果放在哪里；再次运行接着做，规则改动只重新核查')
    .option(
      '--queue <地址>',
      '不在本机检查，放入 PostgreSQL 上的队列（postgres://…；密码用环境变量 PGPASSWORD），由 jianfu worker 检查',
    )
    .option('--wait', '与 --queue 合用：等待结果，收到 --out 中')
    .option('--root <文件夹>', '与 --queue 合用：各工作进程共享的文件夹；队列里只记其中的相对路径')
    .option('--priority <数>', '与 --queue 合用：大的先做（默认 0）', wholeNumber)
    .option('--max-queued <个数>', '与 --queue 合用：排队的超过这么多时等待（默认 10000）', wholeNumber)
    .option('--jobs <个数>', '同时几个进程（默认按核数和内存）', wholeNumber)
    .option('--timeout <秒>', '一个样品最多用多少秒（默认 180）', wholeNumber)
    .option('--memory <MB>', '一个样品最多用多少内存（默认 2048）', wholeNumber)
    .option('--retry', '上次未能检查的样品再检查一次')
    .option('--json', '另存每个样品的结果文件')
    .addOption(new Option('--fail-on <级别>', '结论达到该级别时以 1 退出').choices(FAIL_ON).default('found'))
    .addOption(progress())
    .addOption(new Option('--lang <语言>', '报告语言').choices(['zh', 'en']).default('zh'))
    .addOption(appId())
    .action(async (inputs: string[], _options, command: Command) => {
      const { applyConfig } = await import('../config.js');
      await applyConfig(command, inputs, RULE_KEYS);
      const options = command.opts<BatchCommandOptions & { queue?: string }>();
      const { queue } = options;
      if (queue) return done(await (await import('../queue/queue.js')).queueBatchCommand(inputs, { ...options, queue }));
      if (inputs.some((input) => input.startsWith('s3://')))
        throw new UsageError('s3:// 的样品由队列的工作进程读取，要与 --queue 合用（见 docs/queue.md）。');
      if (!options.out) throw new UsageError('缺少 --out <文件夹>：结果放在哪里。');
      return done(await (await import('./batch.js')).batchCommand(inputs, options));
    });
  program
    .command('batch-one', { hidden: true })
    .description('batch 的子进程，不单独使用')
    .action(async () => done(await (await import('./one.js')).batchOneCommand()));
}

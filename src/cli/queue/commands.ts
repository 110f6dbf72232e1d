import { type Command, Option } from 'commander';
import { RULE_KEYS } from '../config-keys.js';
import type { ExitCode } from '../exit.js';
import { configFile, listFormat, objectStorage, packs, wholeNumber } from '../shared-options.js';

const QUEUE = [
  '--queue <地址>',
  'PostgreSQL 上的队列：postgres://用户@主机/数据库?sslmode=…（也可用环境变量 JIANFU_QUEUE）',
] as const;

/** `jianfu worker` and `jianfu queue`: packages inspected by several machines. */
export function addQueue(program: Command, done: (code: ExitCode) => void): void {
  objectStorage(configFile(packs(program.command('worker'))))
    .description('从队列领取样品检查，可在多台机器上运行；收到 SIGTERM 做完手上的再退出')
    .option(...QUEUE)
    .option('--root <文件夹>', '共享文件夹在这台机器上的位置')
    .addOption(
      new Option('--s3 <位置>', '可以读取的对象存储的位置（s3://桶/前缀/），可重复；不写则不读')
        .default([], '无')
        .argParser((value: string, all: string[]) => [...all, value]),
    )
    .option('--jobs <个数>', '同时几个（默认按核数和内存）', wholeNumber)
    .option('--memory <MB>', '按每个样品最多用多少内存安排（默认 2048）', wholeNumber)
    .addOption(new Option('--only <队列>', '只做一种：extract 读取样品，check 用已有的事实核查').choices(['extract', 'check']))
    .option('--grace <秒>', '收到 SIGTERM 后最多等多少秒，没做完的退回队列（默认 20）', wholeNumber)
    .option('--until-empty', '队列空了就结束')
    .option('--metrics-port <端口>', '在这个端口提供 Prometheus 指标（/metrics）和存活检查（/healthz）', wholeNumber)
    .option('--metrics-host <地址>', '指标在哪个地址上提供', '127.0.0.1')
    .addOption(new Option('--log <方式>', '标准错误上的日志').choices(['text', 'json', 'none']).default('text'))
    .action(async (_options, command: Command) => {
      const { applyConfig } = await import('../config.js');
      await applyConfig(command, [], RULE_KEYS);
      done(await (await import('./queue.js')).workerCommand(command.opts()));
    });
  const queue = program.command('queue').description('检查队列：建表、查看');
  queue
    .command('migrate')
    .description('建立或更新数据表和队列，由数据库的所有者运行')
    .option(...QUEUE)
    .option('--expire <秒>', '工作进程多久没有消息算中断，它的样品交给别的进程（默认 60）', wholeNumber)
    .action(async (options) => done(await (await import('./queue.js')).queueMigrateCommand(options)));
  queue
    .command('status')
    .description('各队列中等待、正在做、失败的个数')
    .option(...QUEUE)
    .addOption(listFormat())
    .action(async (options) => done(await (await import('./queue.js')).queueStatusCommand(options)));
}

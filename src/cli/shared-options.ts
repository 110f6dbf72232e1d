import { type Command, InvalidArgumentError, Option } from 'commander';

/** Which rules a command works with. */
export function packs(command: Command): Command {
  return command
    .addOption(new Option('--rules <目录>', '使用另一套规则'))
    .addOption(
      new Option('--pack <文件夹或 npm 包>', '再加一个规则包，可重复')
        .default([], '无')
        .argParser((value: string, all: string[]) => [...all, value]),
    );
}

export function configFile(command: Command): Command {
  return command
    .option('--config <文件>', '使用这个配置文件（默认自当前文件夹向上查找 .jianfurc、jianfu.config.json）')
    .option('--no-config', '不使用配置文件');
}

/** Facts and results of earlier runs: for commands that read packages. */
export function cached(command: Command): Command {
  return cacheFolder(command.option('--cache', '沿用以前对同样内容的检查，并留下这一次的（见 jianfu cache）')).option(
    '--no-cache',
    '不用缓存',
  );
}

export function cacheFolder(command: Command): Command {
  return command
    .option('--cache-dir <文件夹>', '缓存放在哪里，写明即使用（默认为用户的缓存文件夹）')
    .option('--cache-size <MB>', '缓存最多多大，超过时删去最久未用的（默认 512）', wholeNumber);
}

/** Where packages in object storage are; credentials and region are found as Amazon's client finds them. */
export function objectStorage(command: Command): Command {
  return command
    .option('--s3-endpoint <地址>', '与 S3 兼容的对象存储的地址（https://…；默认为 Amazon S3）')
    .option('--s3-path-style', '桶名写在路径里（多数自建的对象存储要求如此）')
    .option('--s3-plain-http', '允许不加密的 http 地址')
    .option('--s3-max <MB>', '一个对象最多多大（默认 2048）', wholeNumber);
}

/** @throws InvalidArgumentError for anything but a whole number above zero */
export function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('应是大于零的整数。');
  return Number(value);
}

export function appId(): Option {
  return new Option('--appid <wx…>', '加密小程序包的 AppID');
}

export function progress(): Option {
  return new Option('--progress <方式>', '标准错误上的进度：auto 在终端上显示，json 每件事一行供程序读')
    .choices(['auto', 'json', 'none'])
    .default('auto');
}

export function listFormat(): Option {
  return new Option('-f, --format <格式>', '输出格式').choices(['text', 'json']).default('text');
}

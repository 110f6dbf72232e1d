import { type Command, Option } from 'commander';

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

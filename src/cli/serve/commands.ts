import { type Command, InvalidArgumentError, Option } from 'commander';
import { RULE_KEYS } from '../config-keys.js';
import type { ExitCode } from '../exit.js';
import { configFile, packs, wholeNumber } from '../shared-options.js';

const ROLES = ['viewer', 'inspector', 'admin'];

/** `jianfu serve` and `jianfu serve user`: the web application of an inspection office. */
export function addServe(program: Command, done: (code: ExitCode) => void): void {
  const serve = configFile(packs(program.command('serve')))
    .description('检测工作台：网页上提交样品、看进度和结果、记录复核意见、下载报告；默认只在本机提供')
    .option('--store <文件夹>', '结果放在哪里，与 batch 的 --out 相同', 'jianfu-store')
    .option('--port <端口>', '端口（0 为任一空闲的）', portNumber, 8023)
    .option('--host <地址>', '在哪个地址上提供；不是本机地址时须有账户或受信任的反向代理', '127.0.0.1')
    .option('--origin <网址>', '浏览器使用的网址，例：https://jianfu.example.cn（经反向代理时）', originOf)
    .option('--tls-cert <文件>', 'PEM 证书（连同中间证书）：由本程序直接提供 https')
    .option('--tls-key <文件>', 'PEM 私钥，与 --tls-cert 合用')
    .addOption(
      new Option('--trusted-proxy <地址>', '受信任的反向代理的地址或网段，可重复')
        .default([], '无')
        .argParser((value: string, all: string[]) => [...all, ...value.split(',').map((one) => one.trim())]),
    )
    .option('--trust-header <名称>', '由受信任的反向代理在这个请求头中给出身份，例：X-Remote-User')
    .addOption(new Option('--trust-role <角色>', '反向代理给出的、账户文件中没有的人的角色').choices(ROLES).default('inspector'))
    .option('--accounts <文件>', '账户文件（默认为 --store 中的 accounts.json）')
    .option('--folder <文件夹>', '送检文件夹，可在网页上从中选取')
    .option('--max-upload <MB>', '一次上传最多多少（默认 1024）', wholeNumber)
    .option('--keep-uploads <天>', '上传的文件自提交起保留多少天，结果不删（默认一直保留）', wholeNumber)
    .option('--store-size <MB>', '--store 最多多大，超过时从最早的起删去上传的文件，结果不删（默认不限）', wholeNumber)
    .option('--jobs <个数>', '同时检查几个（默认按核数和内存）', wholeNumber)
    .option('--timeout <秒>', '一个样品最多用多少秒（默认 180）', wholeNumber)
    .option('--memory <MB>', '一个样品最多用多少内存（默认 2048）', wholeNumber)
    .addOption(new Option('--lang <语言>', '网页和报告的语言').choices(['zh', 'en']).default('zh'))
    .action(async (_options, command: Command) => {
      const { applyConfig } = await import('../config.js');
      await applyConfig(command, [], [...RULE_KEYS, 'report']);
      done(await (await import('./serve.js')).serveCommand(command.opts()));
    });
  const user = serve.command('user').description('账户：密码从终端或标准输入读，文件中只存散列');
  user
    .command('add')
    .description('建立账户，或改密码和角色；运行中的 jianfu serve 立即生效')
    .argument('<姓名>', '登录时使用，记入操作记录')
    .addOption(
      new Option('--role <角色>', '查看、检测（提交样品、记录复核意见）、管理（另可看操作记录）')
        .choices(ROLES)
        .default('inspector'),
    )
    .option('--no-password', '不设密码：只给反向代理认证的人定角色')
    .action(async (name: string, _options, command: Command) =>
      done(await (await import('./serve.js')).addUserCommand(name, command.optsWithGlobals())),
    );
  user
    .command('remove')
    .description('删除账户，已登录的随即失效')
    .argument('<姓名>')
    .action(async (name: string, _options, command: Command) =>
      done(await (await import('./serve.js')).removeUserCommand(name, command.optsWithGlobals())),
    );
  user
    .command('list')
    .description('列出账户和角色')
    .action(async (_options, command: Command) =>
      done(await (await import('./serve.js')).listUsersCommand(command.optsWithGlobals())),
    );
}

function portNumber(value: string): number {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw new InvalidArgumentError('应是 0 到 65535 的整数。');
  return Number(value);
}

function originOf(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash)
    throw new InvalidArgumentError('应是 https://主机[:端口]，不带路径。');
  return url.origin;
}

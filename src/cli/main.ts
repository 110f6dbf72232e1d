import { Command, CommanderError, Option } from 'commander';
import { version } from '../version.js';
import { explainError } from './errors.js';
import { EXIT, type ExitCode, FAIL_ON } from './exit.js';

/** Runs the command line and gives the exit code. Commands are loaded when they are called, so that `--help` costs nothing. */
export async function main(args: string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.clean;
  const program = createProgram((result) => {
    code = result;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
    const explained = explainError(error);
    process.stderr.write(`jianfu: ${explained.message}\n`);
    return explained.code;
  }
}

function createProgram(done: (code: ExitCode) => void): Command {
  const program = new Command('jianfu')
    .description('减负检：按《政务移动互联网应用程序规范化管理办法》检查应用安装包')
    .version(version, '-V, --version', '显示版本')
    .exitOverride();
  program
    .command('scan')
    .description('检查安装包或项目文件夹，给出检测结果')
    .argument('<输入...>')
    .addOption(new Option('-f, --format <格式>', '标准输出的格式').default('text'))
    .addOption(
      new Option('-o, --output <格式=文件>', '另存一份，可重复')
        .default([])
        .argParser((value: string, all: string[]) => [...all, value]),
    )
    .addOption(new Option('--fail-on <级别>', '达到该结论即以 1 退出').choices(FAIL_ON).default('found'))
    .option('--appid <wx…>', '加密小程序包的 AppID')
    .option('--rules <目录>', '使用另一套规则')
    .addOption(new Option('--lang <语言>', '输出语言').choices(['zh', 'en']).default('zh'))
    .action(async (inputs: string[], options) => done(await (await import('./scan.js')).scanCommand(inputs, options)));
  return program;
}

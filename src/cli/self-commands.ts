import { Argument, type Command } from 'commander';
import type { ExitCode } from './exit.js';
import { listFormat } from './shared-options.js';

/** Commands about the program itself. */
export function addSelf(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('doctor')
    .description('自查：Node 版本、安装是否完整、规则能否加载、可用的核数和内存；有问题以 2 退出')
    .addOption(listFormat())
    .action(async (options) => done((await import('./doctor.js')).doctorCommand(options)));
  program
    .command('completion')
    .description('写出命令补全脚本')
    .addArgument(new Argument('<shell>', '哪一种 shell').choices(['bash', 'zsh', 'fish']))
    .action(async (shell: 'bash' | 'zsh' | 'fish') => done((await import('./completion.js')).completionCommand(shell, program)));
}

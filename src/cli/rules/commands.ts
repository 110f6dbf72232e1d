import { type Command, Option } from 'commander';
import { RULE_KEYS } from '../config-keys.js';
import type { ExitCode } from '../exit.js';
import { appId, configFile, listFormat, packs } from '../shared-options.js';

type Done = (code: ExitCode) => void;

/** `jianfu rules …`: for those who write rules and those who want to know why. */
export function addRules(program: Command, done: Done): void {
  const rules = program.command('rules').description('查看、解释、编写、测试规则').helpCommand(false);
  withPacks(rules.command('list'))
    .description('列出全部规则')
    .addOption(listFormat())
    .action(async (_options, command: Command) => {
      await configured(command);
      done((await import('./list.js')).listRules(command.opts()));
    });
  addExplain(rules, done);
  withPacks(rules.command('test'))
    .description('运行规则自带的示例')
    .argument('[规则...]', '只运行这些规则的示例')
    .action(async (names: string[], _options, command: Command) => {
      await configured(command);
      done((await import('./test.js')).testCommand(names, command.opts()));
    });
  withPacks(rules.command('lint'))
    .description('检查规则包：写错的、得不出的结论、没用到的要件、与别的规则冲突的词')
    .argument('[规则号...]', '只看这些规则')
    .addOption(listFormat())
    .action(async (names: string[], _options, command: Command) => {
      await configured(command);
      done((await import('./lint.js')).lintCommand(names, command.opts()));
    });
  rules
    .command('new')
    .description('写出一条待填的新规则')
    .argument('<规则号>', '小写字母、数字和连字符，如 14-2-check-in')
    .addOption(
      new Option('--kind <种类>', '禁止情形、必要功能或提示').choices(['prohibition', 'duty', 'note']).default('prohibition'),
    )
    .option('-o, --output <文件夹>', '规则包的文件夹；没有就新建', '.')
    .action(async (id: string, options) => done((await import('./new.js')).newCommand(id, options)));
}

function addExplain(rules: Command, done: Done): void {
  withPacks(rules.command('explain'))
    .description('说明一条规则查什么、怎样判定；或一条发现由哪些事实得出')
    .argument('<规则或输入>', '规则号（或其中能唯一确定它的一段）；或结果、事实、安装包')
    .argument('[规则:页面]', '在这个输入中解释哪条规则，可带 :页面 或 :指纹')
    .option('--facts <事实.json>', '输入是结果时，同一样品的事实')
    .addOption(listFormat())
    .addOption(appId())
    .action(async (first: string, finding: string | undefined, _options, command: Command) => {
      await configured(command, finding === undefined ? [] : [first]);
      if (finding === undefined) done((await import('./explain.js')).explainCommand(first, command.opts()));
      else done((await import('./finding.js')).explainFinding(first, finding, command.opts()));
    });
}

function withPacks(command: Command): Command {
  return configFile(packs(command));
}

async function configured(command: Command, inputs: string[] = []): Promise<void> {
  const { applyConfig } = await import('../config.js');
  await applyConfig(command, inputs, RULE_KEYS);
}

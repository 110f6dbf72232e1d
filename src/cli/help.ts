import { type Command, type CommanderError, Help, type Option } from 'commander';
import { widthOf, wrap } from '../report/text/width.js';

const TITLES: Record<string, string> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** Gives a program and the commands added to it later their help in Chinese; errors are left to the caller. */
export function chineseHelp(program: Command): Command {
  const standard = new Help();
  const usage = (text: string): string => text.replace('[options]', '[选项]').replace('[command]', '<命令>');
  return program
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [命令]', '显示命令的帮助')
    .configureHelp({
      styleTitle: (title) => TITLES[title] ?? title,
      displayWidth: widthOf,
      boxWrap: (text, width) => wrap(text, Math.max(width, 40)).join('\n'),
      commandUsage: (command) => usage(standard.commandUsage(command)),
      subcommandTerm: (command) => usage(standard.subcommandTerm(command)).replace(' [选项]', ''),
      optionDescription: describeOption,
    })
    .configureOutput({ outputError: () => undefined });
}

function describeOption({ description, argChoices, defaultValue, defaultValueDescription }: Option): string {
  const notes = [
    ...(argChoices ? [`可用：${argChoices.join('、')}`] : []),
    ...(typeof defaultValue === 'string' ? [`默认 ${defaultValueDescription ?? defaultValue}`] : []),
  ];
  return notes.length === 0 ? description : `${description}（${notes.join('；')}）`;
}

/** What is wrong with a command line, in Chinese, and how to go on. The names stand in quotes in commander's message. */
export function explainUsage({ code, message }: CommanderError): string {
  const [first = '', second = ''] = [...message.matchAll(/'([^']*)'/g)].map((match) => match[1]!);
  const near = /\(Did you mean (?:one of )?([^?]+)\?\)/.exec(message)?.[1];
  const hint = near ? `是不是 ${near}？` : '用 jianfu --help 查看用法。';
  switch (code) {
    case 'commander.unknownCommand':
      return `没有“${first}”命令。${hint}`;
    case 'commander.unknownOption':
      return `没有 ${first} 选项。${hint}`;
    case 'commander.missingArgument':
      return `缺少参数 <${first}>。${hint}`;
    case 'commander.optionMissingArgument':
      return `选项 ${first} 后面要有值。${hint}`;
    case 'commander.invalidArgument': {
      const allowed = /Allowed choices are (.+)\.$/.exec(message)?.[1]?.replaceAll(', ', '、');
      return `选项 ${first} 不能是“${second}”。${allowed ? `可用：${allowed}` : hint}`;
    }
    case 'commander.excessArguments':
      return `参数太多。${hint}`;
    default:
      return message.replace(/^error: /, '');
  }
}

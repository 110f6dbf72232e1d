import type { Command, Option } from 'commander';
import { EXIT, type ExitCode } from './exit.js';

type Shell = 'bash' | 'zsh' | 'fish';

/** What can follow a command: sub-commands and options with the values they take. */
interface Words {
  /** `''`, `scan`, `rules explain` … */
  path: string;
  words: string[];
  choices: [flag: string, values: readonly string[]][];
}

/** `jianfu completion`: a script made from the commands there are. */
export function completionCommand(shell: Shell, program: Command): ExitCode {
  process.stdout.write(completionScript(shell, program));
  return EXIT.clean;
}

export function completionScript(shell: Shell, program: Command): string {
  const all = wordsOf(program, '');
  if (shell === 'fish') return fish(all);
  return shell === 'bash' ? bash(all) : `autoload -U +X bashcompinit && bashcompinit\n${bash(all)}`;
}

function wordsOf(command: Command, path: string): Words[] {
  const visible = command.commands.filter((one) => !('_hidden' in one && one._hidden));
  const options = command.options.filter(({ hidden }) => !hidden);
  const flags = options.flatMap(({ short, long }) => [short, long].filter((flag) => flag !== undefined));
  const choices = options.flatMap((option) => valuesOf(option));
  const below = visible.flatMap((one) => wordsOf(one, `${path} ${one.name()}`.trim()));
  return [{ path, words: [...visible.map((one) => one.name()), ...flags, '--help'], choices }, ...below];
}

function valuesOf({ short, long, argChoices }: Option): [string, readonly string[]][] {
  if (!argChoices) return [];
  return [short, long].filter((flag) => flag !== undefined).map((flag) => [flag, argChoices]);
}

/** Words of commands and options are plain ASCII, so that nothing needs quoting. */
function bash(all: Words[]): string {
  const cases = all.flatMap(({ path, words, choices }) => [
    ...choices.map(([flag, values]) => `    '${path}|${flag}') words='${values.join(' ')}';;`),
    `    '${path}|'*) words='${words.join(' ')}';;`,
  ]);
  const nested = all.filter(({ path }) => path.includes(' ')).map(({ path }) => `'${path}'`);
  return `_jianfu() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" path='' words=''
  (( COMP_CWORD > 1 )) && path="\${COMP_WORDS[1]}"
  (( COMP_CWORD > 2 )) && case "$path \${COMP_WORDS[2]}" in ${nested.join('|')}) path="$path \${COMP_WORDS[2]}";; esac
  case "$path|$previous" in
${cases.join('\n')}
  esac
  COMPREPLY=( $(compgen -W "$words" -- "$current") )
}
complete -o default -F _jianfu jianfu
`;
}

function fish(all: Words[]): string {
  const lines = all.flatMap(({ path, words, choices }) => {
    const condition = path === '' ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${path.split(' ').at(-1)}`;
    const valued = new Map(choices);
    return words.map((word) => {
      if (!word.startsWith('-')) return `complete -c jianfu -n '${condition}' -a '${word}'`;
      const values = valued.get(word);
      const name = word.startsWith('--') ? `-l '${word.slice(2)}'` : `-s '${word.slice(1)}'`;
      return `complete -c jianfu -n '${condition}' ${name}${values ? ` -xa '${values.join(' ')}'` : ''}`;
    });
  });
  return `${lines.join('\n')}\n`;
}

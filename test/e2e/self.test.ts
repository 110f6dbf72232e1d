import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, jianfu } from './command.js';

describe('jianfu completion', () => {
  /** What bash offers behind a line. */
  function offered(...words: string[]): string[] {
    const file = join(folder({ script: jianfu(['completion', 'bash']).stdout }), 'script');
    const list = words.map((word) => `'${word}'`).join(' ');
    const ask = `source '${file}'; COMP_WORDS=(jianfu ${list}); COMP_CWORD=${words.length}; _jianfu; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return spawnSync('bash', ['--norc', '-c', ask], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter((line) => line !== '');
  }

  it('offers commands, options, values and sub-commands in bash', () => {
    expect(offered('sc')).toEqual(['scan']);
    expect(offered('')).not.toContain('batch-one');
    expect(offered('scan', '--fail')).toEqual(['--fail-on']);
    expect(offered('scan', '--fail-on', '')).toEqual(['found', 'suspected', 'undetermined', 'never']);
    expect(offered('scan', '-f', 'sa')).toEqual(['sarif']);
    expect(offered('rules', 'ex')).toEqual(['explain']);
    expect(offered('rules', 'explain', '--ru')).toEqual(['--rules']);
  });

  it('has scripts for zsh and fish, and knows no other shell', () => {
    expect(jianfu(['completion', 'zsh']).stdout).toMatch(/^autoload -U \+X bashcompinit/);
    const fish = jianfu(['completion', 'fish']).stdout;
    expect(fish).toContain("complete -c jianfu -n '__fish_use_subcommand' -a 'scan'\n");
    expect(fish).toContain(
      "complete -c jianfu -n '__fish_seen_subcommand_from scan' -l 'fail-on' -xa 'found suspected undetermined never'\n",
    );
    expect(jianfu(['completion', 'cmd']).code).toBe(2);
  });
});

describe('jianfu doctor', () => {
  it('finds this installation whole', () => {
    const { code, stdout } = jianfu(['doctor', '-f', 'json']);
    const findings = JSON.parse(stdout) as { what: string; ok: boolean; detail: string }[];
    expect(findings.map(({ what, ok }) => [what, ok])).toEqual([
      ['程序', true],
      ['Node', true],
      ['安装', true],
      ['规则', true],
      ['机器', true],
    ]);
    expect(findings[3]!.detail).toMatch(/^zw-2026 .*（\d+ 条）/);
    expect(code).toBe(0);
  });

  it('says what an older Node lacks', () => {
    const old = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"18.20.1"})';
    expect(jianfu(['doctor'], { node: ['--import', old] })).toMatchObject({ code: 2, stdout: expect.stringContaining('✗ Node') });
  });
});

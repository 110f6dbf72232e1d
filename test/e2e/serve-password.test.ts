import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { passwordFits } from '../../src/serve/accounts.js';
import { folder, jianfu } from './command.js';

const COMMAND = resolve('dist/bin/jianfu.js');
const PASSWORD = 'correct horse battery';
/** Gives a command a terminal of its own: util-linux, on any Linux. */
const hasScript =
  process.platform === 'linux' && spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux');
if (!hasScript) console.warn('!! 没有 util-linux 的 script，终端上输密码的测试没有运行');

/** What the terminal showed, from the first prompt on, and how it stood afterwards. */
interface Seen {
  shown: string;
  code: number;
  /** `stty` of the terminal once the command has ended. */
  modes: string;
}

/** Types at a terminal: each text when the prompt before it has come. */
function typing(store: string, typed: readonly [prompt: string, keys: string][]): Promise<Seen> {
  const command = `"${process.execPath}" "${COMMAND}" serve user add 张三 --store "${store}"; echo "code $?"; stty -a`;
  const child = spawn('script', ['-qefc', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const left = [...typed];
  let shown = '';
  child.stdout.on('data', (chunk) => {
    shown += chunk;
    while (left[0] && shown.includes(left[0][0])) child.stdin.write(left.shift()![1]);
  });
  return new Promise((done) => {
    child.on('close', () => {
      child.stdin.destroy();
      const [before = '', after = ''] = shown.split(/code \d+\r?\n/);
      done({ shown: before, code: Number(/code (\d+)/.exec(shown)?.[1]), modes: after });
    });
  });
}

const accountOf = (store: string) =>
  existsSync(join(store, 'accounts.json'))
    ? JSON.parse(readFileSync(join(store, 'accounts.json'), 'utf8')).accounts[0]
    : undefined;

describe.skipIf(!hasScript)('a password typed at a terminal', () => {
  const sane = /(?:^|\s)icanon[\s\S]*\secho\s/;

  it.each<[string, [string, string][]]>([
    [
      'line by line',
      [
        ['密码：', `${PASSWORD}\r`],
        ['再输一次：', `${PASSWORD}\r`],
      ],
    ],
    ['or pasted twice in one go', [['密码：', `${PASSWORD}\r${PASSWORD}\r`]]],
    ['with a slip of the finger', [['密码：', `${PASSWORD}x\u007f\r${PASSWORD}\r`]]],
  ])('%s is taken and never shown', async (_how, typed) => {
    const store = folder();
    const { shown, code, modes } = await typing(store, typed);
    expect([code, shown]).toEqual([0, expect.stringMatching(/^密码：\r?\n再输一次：\r?\n已建立账户 张三（inspector）/)]);
    expect(shown).not.toMatch(/correct|horse|\*/);
    expect(modes).toMatch(sane);
    expect(await passwordFits(PASSWORD, accountOf(store).password)).toBe(true);
  });

  it('twice not the same is explained, and no account is made', async () => {
    const store = folder();
    // Arrow up does not bring the first one back.
    const { shown, code, modes } = await typing(store, [['密码：', `${PASSWORD}\r\u001b[A\r`]]);
    expect([code, shown]).toEqual([2, expect.stringContaining('两次输入的密码不同，没有改动')]);
    expect(modes).toMatch(sane);
    expect(accountOf(store)).toBeUndefined();
  });

  it.each([
    ['Ctrl-C', 'abc\u0003'],
    ['Ctrl-C at the second', `${PASSWORD}\rabc\u0003`],
    ['Ctrl-D', '\u0004'],
  ])('%s makes no account, says so and leaves the terminal as it was', async (_name, keys) => {
    const store = folder();
    const { shown, code, modes } = await typing(store, [['密码：', keys]]);
    expect([code, shown]).toEqual([2, expect.stringContaining('已取消，没有改动')]);
    expect(shown).not.toMatch(/abc|correct/);
    expect(modes).toMatch(sane);
    expect(accountOf(store)).toBeUndefined();
  });
});

it('a password from a pipe is its first line, and an empty one is none', async () => {
  const store = folder();
  const add = (input: string) => jianfu(['serve', 'user', 'add', '张三', '--store', store], { input });
  expect(add('')).toMatchObject({ code: 2, stderr: expect.stringContaining('至少 10 个字符') });
  expect(accountOf(store)).toBeUndefined();
  expect(add(`${PASSWORD}\r\nmore\n`).code).toBe(0);
  expect(await passwordFits(PASSWORD, accountOf(store).password)).toBe(true);
});

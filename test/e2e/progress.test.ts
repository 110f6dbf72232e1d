import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, jianfu, PACKAGES } from './command.js';

const CLEAN = join(PACKAGES, 'android-grid-clean.apk');
const EMPTY = join(folder({ 'empty.apk': '' }), 'empty.apk');

/** Every line on standard error is an event; times are left out. */
function events(args: string[], cwd?: string): Record<string, unknown>[] {
  const { stderr, code } = jianfu([...args, '--progress', 'json'], { ...(cwd && { cwd }), timeout: 60_000 });
  const all = stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(all.at(-1)).toEqual({ event: 'end', code });
  return all.map(({ ms, ...event }) => (event.event === 'done' ? { ...event, timed: typeof ms === 'number' } : event));
}

describe('--progress json', () => {
  it('scan: every input with its stages, its code, and what is wrong with it', () => {
    const about = { index: 1, input: CLEAN };
    expect(events(['scan', CLEAN, EMPTY, '--no-config'])).toEqual([
      { event: 'start', total: 2 },
      { event: 'input', total: 2, ...about },
      { event: 'stage', ...about, stage: 'open' },
      { event: 'stage', ...about, stage: 'extract' },
      { event: 'stage', ...about, stage: 'check' },
      { event: 'done', ...about, code: 0, timed: true },
      { event: 'input', index: 2, total: 2, input: EMPTY },
      { event: 'stage', index: 2, input: EMPTY, stage: 'open' },
      { event: 'error', input: EMPTY, message: expect.stringContaining('是空文件'), code: 4 },
      { event: 'done', index: 2, input: EMPTY, code: 4, timed: true },
      { event: 'end', code: 4 },
    ]);
  });

  it('extract and check tell their own stages', () => {
    const cwd = folder();
    const stages = (args: string[]) => events(args, cwd).flatMap(({ stage }) => stage ?? []);
    expect(stages(['extract', CLEAN, '-o', 'facts.json'])).toEqual(['open', 'extract']);
    expect(stages(['check', 'facts.json'])).toEqual(['check']);
  });

  it('what ends the command, and the configuration that is used, are events too', () => {
    const cwd = folder({ '.jianfurc': 'failOn: never' });
    const unwritable = events(['scan', CLEAN, '-o', 'json=none/r.json'], cwd);
    expect(unwritable[0]).toEqual({ event: 'config', file: '.jianfurc' });
    expect(unwritable.slice(-2)).toEqual([
      { event: 'error', message: expect.stringContaining('写不了 none/r.json'), code: 2 },
      { event: 'end', code: 2 },
    ]);
  });

  it('batch: what is done so far, and what could not be found', () => {
    const all = events(['batch', CLEAN, 'missing.apk', '--out', folder(), '--jobs', '1', '--no-config']);
    expect(all.map(({ event }) => event)).toEqual(['progress', 'progress', 'error', 'end']);
    expect(all[1]).toMatchObject({ total: 1, finished: 1, read: 1, failed: 0, secondsLeft: 0 });
    expect(all[2]).toEqual({ event: 'error', input: 'missing.apk', message: '找不到', code: 2 });
  });
});

describe('--progress none and auto', () => {
  it('leave standard error to what a person must know', () => {
    for (const mode of ['none', 'auto'])
      expect(jianfu(['scan', CLEAN, EMPTY, '--no-config', '--progress', mode]).stderr).toBe(
        'jianfu: empty.apk 是空文件，没有可检查的内容。请重新导出安装包。\n',
      );
  });
});

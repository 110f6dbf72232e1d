import { describe, expect, it } from 'vitest';
import { runChild, type Worker } from '../../src/batch/child.js';
import { encodeAnswer, type Job } from '../../src/batch/job.js';
import { STANDARD } from '../../src/batch/limits.js';
import { secondsOf, usageOf } from '../../src/batch/usage.js';

const MIB = 1024 * 1024;
const JOB: Job = { do: 'scan', inputs: ['x'], lang: 'zh' };
const never = new AbortController().signal;

/** A child that runs a script instead of a scan. */
const script = (source: string, ...flags: string[]): Worker => ({ command: process.execPath, args: [...flags, '-e', source] });
const limits = (over: Partial<typeof STANDARD>) => ({ ...STANDARD, wallMs: 20_000, ...over });

describe('runChild', () => {
  it('gives the job on standard input and takes the answer from standard output', async () => {
    const echo = `const job = JSON.parse(require('fs').readFileSync(0, 'utf8'));
      process.stdout.write(JSON.stringify({ summary: job.inputs[0], sizes: [2, 0, 3] }) + '\\nabcde');`;
    expect(await runChild(JOB, script(echo), STANDARD, never)).toEqual({
      answer: { summary: 'x', facts: Buffer.from('ab'), result: undefined, html: Buffer.from('cde') },
    });
  });

  it.each<[string, string, Partial<typeof STANDARD>, string]>([
    ['hangs', 'setInterval(() => 0, 1000)', { wallMs: 600 }, 'wall'],
    ['turns in a circle', 'for (;;);', { cpuMs: 500 }, 'cpu'],
    ['eats memory', 'const a = []; setInterval(() => a.push(Buffer.alloc(40 << 20, 1)), 20)', { memory: 300 * MIB }, 'memory'],
    ['writes without end', 'const go = () => process.stdout.write("x".repeat(1 << 20), go); go()', { output: 4 * MIB }, 'output'],
    ['kills itself', 'process.kill(process.pid, "SIGSEGV")', {}, 'crash'],
  ])('a child that %s is dead for that cause', async (_, source, over, death) => {
    const started = Date.now();
    expect(await runChild(JOB, script(source), limits(over), never)).toMatchObject({ death });
    expect(Date.now() - started).toBeLessThan(15_000);
  });

  it('a heap that is full is a matter of memory', async () => {
    const full = script('const a = []; for (;;) a.push([a.length, {}])', '--max-old-space-size=24');
    expect(await runChild(JOB, full, STANDARD, never)).toEqual({ death: 'memory', detail: '' });
  });

  it('what went wrong is told, and an answer that is cut off is none', async () => {
    expect(await runChild(JOB, script('throw new TypeError("bad table")'), STANDARD, never)).toEqual({
      death: 'crash',
      detail: 'TypeError: bad table',
    });
    const cut = `process.stdout.write(JSON.stringify({ sizes: [9, 0, 0] }) + '\\nabc')`;
    expect(await runChild(JOB, script(cut), STANDARD, never)).toEqual({ death: 'crash', detail: '回答不完整' });
    expect(await runChild(JOB, { command: '/nowhere/node', args: [] }, STANDARD, never)).toMatchObject({ death: 'crash' });
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const run = runChild(JOB, script('setInterval(() => 0, 1000)'), STANDARD, stop.signal);
    setTimeout(() => stop.abort(), 100);
    expect(await run).toEqual({ death: 'stopped', detail: '' });
  });

  it.runIf(process.platform !== 'win32')('the kernel ends a child whose parent is gone', async () => {
    const words = script(
      'process.stdout.write(JSON.stringify({ summary: require("child_process").execSync("ulimit -t").toString().trim(), sizes: [] }) + "\\n")',
    );
    expect(await runChild(JOB, words, limits({ cpuMs: 2000 }), never)).toMatchObject({ answer: { summary: '7' } });
  });
});

describe('usageOf', () => {
  it('sees this process, and nothing where there is none', async () => {
    const usage = await usageOf(process.pid);
    expect(usage!.memory).toBeGreaterThan(20 * MIB);
    expect(usage!.cpuMs).toBeGreaterThan(0);
    expect(await usageOf(0x7ffffff)).toBeUndefined();
  });

  it.each([
    ['0:01.50', 1.5],
    ['02:03', 123],
    ['01:00:00', 3600],
    ['2-00:00:01', 172_801],
  ])('%s is %d seconds', (time, seconds) => expect(secondsOf(time)).toBe(seconds));
});

describe('encodeAnswer', () => {
  it('is one line of JSON and the parts', () => {
    const bytes = encodeAnswer({ summary: '{}', facts: Buffer.from('f'), html: Buffer.from('hh') });
    expect(bytes.toString()).toBe('{"summary":"{}","sizes":[1,0,2,0]}\nfhh');
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { type Answer, decodeAnswer, type Job } from './job.js';
import type { LimitProfile } from './limits.js';
import { usageOf } from './usage.js';

/** How the child is started; the job comes on its standard input. */
export interface Worker {
  command: string;
  args: string[];
}

export type Death = 'wall' | 'cpu' | 'memory' | 'output' | 'crash' | 'stopped';

export type Outcome = { answer: Answer } | { death: Death; detail: string };

/** Of what a dying child says the end is kept: V8 prints a trace behind the reason. */
const LAST_WORDS = 8000;
const LONGEST_DETAIL = 200;
const SAMPLE_MS = 200;

/**
 * Runs one job in a process of its own and kills it when it takes more than the profile allows. Never throws for what the
 * child does.
 *
 * @param signal kills the child; the outcome is then `stopped`
 */
export function runChild(job: Job, worker: Worker, profile: LimitProfile, signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = start(worker, profile);
    const chunks: Buffer[] = [];
    let size = 0;
    let words = '';
    let death: Death | undefined;
    const kill = (cause: Death): void => {
      death ??= cause;
      child.kill('SIGKILL');
    };
    const stop = (): void => kill('stopped');
    const watch = watchUsage(child, profile, kill);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    child.stdout!.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > profile.output) return kill('output');
      chunks.push(chunk);
    });
    child.stderr!.on('data', (chunk: Buffer) => {
      words = `${words}${chunk.toString('utf8')}`.slice(-LAST_WORDS);
    });
    child.on('error', (error) => {
      words = error.message;
    });
    child.on('close', (code, how) => {
      watch.end();
      signal.removeEventListener('abort', stop);
      resolve(outcomeOf({ code, how, death, words, bytes: Buffer.concat(chunks), cpuMs: watch.cpuMs() }, profile));
    });
    // A child that dies before it has read everything closes the pipe.
    child.stdin!.on('error', () => undefined);
    child.stdin!.end(JSON.stringify(job));
  });
}

/** The kernel ends a child that outlives this process: a runaway one would never notice that nobody listens any more. */
function start({ command, args }: Worker, { cpuMs }: LimitProfile): ChildProcess {
  const options = { stdio: ['pipe', 'pipe', 'pipe'] as ['pipe', 'pipe', 'pipe'], windowsHide: true };
  if (process.platform === 'win32') return spawn(command, args, options);
  const seconds = Math.ceil(cpuMs / 1000) + 5;
  return spawn('/bin/sh', ['-c', 'ulimit -c 0; ulimit -t "$0"; exec "$@"', String(seconds), command, ...args], options);
}

function watchUsage(child: ChildProcess, { wallMs, cpuMs, memory }: LimitProfile, kill: (cause: Death) => void) {
  let used = 0;
  const clock = setTimeout(() => kill('wall'), wallMs);
  const sampler = setInterval(async () => {
    const usage = child.pid === undefined ? undefined : await usageOf(child.pid);
    if (!usage) return;
    used = usage.cpuMs;
    if (usage.memory > memory) kill('memory');
    else if (usage.cpuMs > cpuMs) kill('cpu');
  }, SAMPLE_MS);
  return {
    cpuMs: () => used,
    end: () => {
      clearTimeout(clock);
      clearInterval(sampler);
    },
  };
}

interface End {
  code: number | null;
  how: NodeJS.Signals | null;
  death: Death | undefined;
  words: string;
  bytes: Buffer;
  cpuMs: number;
}

function outcomeOf({ code, how, death, words, bytes, cpuMs }: End, profile: LimitProfile): Outcome {
  if (death) return { death, detail: '' };
  if (how === 'SIGXCPU' || (how === 'SIGKILL' && cpuMs >= profile.cpuMs)) return { death: 'cpu', detail: '' };
  if (/heap out of memory|allocation failed/i.test(words)) return { death: 'memory', detail: '' };
  const detail = lastLine(words) || (how ?? `退出码 ${code}`);
  if (code !== 0) return { death: how === 'SIGKILL' ? 'memory' : 'crash', detail };
  try {
    return { answer: decodeAnswer(bytes) };
  } catch (error) {
    return { death: 'crash', detail: error instanceof Error ? error.message : String(error) };
  }
}

/** The error's own line, else the last one. */
function lastLine(words: string): string {
  const lines = words.split('\n').map((line) => line.trim());
  const line =
    lines.find((one) => /^[\w.]*(?:Error|Exception)(?: \[\w+\])?: /.test(one)) ?? lines.findLast((one) => one !== '') ?? '';
  return line.slice(0, LONGEST_DETAIL);
}

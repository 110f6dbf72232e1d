import { type ChildProcess, fork } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import type { Role, Told } from './roles.js';
import { processOf } from './usage.js';

interface Sample extends Told {
  /** Milliseconds since the start. */
  at: number;
  /** Resident MB. */
  memory: number;
  /** Processor seconds of the process itself. */
  own: number;
}

const SAMPLE_MS = 100;

/** A process of this benchmark and what it was seen to use. */
export interface Watched {
  child: ChildProcess;
  samples: Sample[];
  /** When it was first seen at work, and when last. */
  ended: Promise<void>;
}

export function startRole(role: Role): Watched {
  const child = fork(process.argv[1]!, [JSON.stringify(role)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const samples: Sample[] = [];
  const started = performance.now();
  let told: Told = { phase: 'work', finished: 0 };
  const sample = (): void => {
    const seen = child.pid === undefined ? undefined : processOf(child.pid);
    if (seen) samples.push({ ...told, at: performance.now() - started, memory: seen.memory / 1e6, own: seen.own });
  };
  const timer = setInterval(sample, SAMPLE_MS);
  child.on('message', (message) => {
    told = message as Told;
    if (told.phase !== 'work') sample();
  });
  const ended = new Promise<void>((done, failed) => {
    child.on('close', (code) => {
      clearInterval(timer);
      if (code === 0) done();
      else failed(new Error(`${role.do} ended with ${code}`));
    });
  });
  return { child, samples, ended };
}

/** Resident memory when so many parts of the packages were done, while the lists were written, and at most. */
export function memoryOf(
  samples: readonly Sample[],
  total: number,
): { at: [share: number, mb: number][]; writing: number; most: number } {
  const working = samples.filter(({ phase }) => phase === 'work');
  const shares = [0.1, 0.25, 0.5, 0.75, 1].map((share): [number, number] => {
    const near = working.filter(({ finished }) => Math.abs(finished - share * total) <= total / 40);
    return [share, median((near.length > 0 ? near : working.slice(-1)).map(({ memory }) => memory))];
  });
  const most = (list: readonly Sample[]): number => Math.max(0, ...list.map(({ memory }) => memory));
  return { at: shares, writing: most(samples.filter(({ phase }) => phase === 'write')), most: most(samples) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

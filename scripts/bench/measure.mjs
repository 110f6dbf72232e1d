import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const TIME = '/usr/bin/time';
const QUIET = { stdio: ['ignore', 'ignore', 'ignore'] };

/** Whether a command can be started at all. */
export function present(command) {
  return spawnSync(command, ['-v'], QUIET).error === undefined;
}

/** Wall time of a whole process in milliseconds, from its start to its end, and its exit code. */
export function wall([command, ...args]) {
  const started = performance.now();
  const { status, error } = spawnSync(command, args, QUIET);
  if (error) throw error;
  return { ms: performance.now() - started, status };
}

/** Peak memory (maximum resident set) of a process in MB; undefined where GNU time is not installed. */
export function peakMemory(command) {
  if (!existsSync(TIME)) return undefined;
  const { stderr } = spawnSync(TIME, ['-v', ...command], { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  const kilobytes = /Maximum resident set size \(kbytes\): (\d+)/.exec(stderr)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

import type { RulePack } from '../../src/check/index.js';
import { type Format, formatsOf } from './formats.js';
import { mutate } from './mutate.js';
import { lostFindings, type Target, targetsOf } from './packages.js';
import { seeded } from './random.js';

export interface FuzzOptions {
  seed: number;
  /** Inputs in all: nine in ten for single formats, the rest whole packages. */
  count: number;
  /** Only formats and packages whose name holds this. */
  only?: string;
  files: ReadonlyMap<string, Buffer>;
  packs: RulePack[];
  onProgress?: (line: string) => void;
}

export interface Failure {
  name: string;
  /** Seed of this one input: `--seed N --count 1 --only name` makes it again. */
  seed: number;
  problem: string;
}

/** Wall time for one input; a hang shows as far more. */
const FORMAT_MS = 2000;
const PACKAGE_MS = 15_000;
/** Heap that may stay after a format's run. */
const HEAP = 400 * 1024 * 1024;

/** Reads mutated inputs and says what went wrong: a throw, a hang, another answer the second time, a finding silently lost. */
export function fuzz(options: FuzzOptions): { inputs: number; failures: Failure[] } {
  const { only = '', files, packs, count } = options;
  const formats = formatsOf(files).filter(({ name }) => name.includes(only));
  const targets = targetsOf(files, packs).filter(({ name }) => name.includes(only));
  const whole = targets.length === 0 ? 0 : formats.length === 0 ? count : Math.ceil(count / 10);
  const jobs = [
    ...formats.map((format) => ({ name: format.name, share: (count - whole) / formats.length, try: tryFormat(format) })),
    ...targets.map((target) => ({ name: target.name, share: whole / targets.length, try: tryPackage(target, packs) })),
  ];
  const failures: Failure[] = [];
  let inputs = 0;
  for (const job of jobs) {
    const started = performance.now();
    const heap = process.memoryUsage().heapUsed;
    const tries = Math.max(1, Math.round(job.share));
    for (let i = 0; i < tries; i++, inputs++) {
      const problem = job.try(options.seed + i);
      if (problem) failures.push({ name: job.name, seed: options.seed + i, problem });
    }
    const grown = process.memoryUsage().heapUsed - heap;
    if (grown > HEAP) failures.push({ name: job.name, seed: options.seed, problem: `heap grew by ${grown >> 20} MB` });
    options.onProgress?.(`${job.name}: ${tries} 个，${Math.round(performance.now() - started)} ms`);
  }
  return { inputs, failures };
}

function tryFormat(format: Format): (seed: number) => string | undefined {
  return (seed) => {
    const random = seeded(seed);
    const bytes = mutate(random.pick(format.seeds), random);
    const started = performance.now();
    try {
      const answer = format.read(bytes);
      const ms = performance.now() - started;
      if (ms > FORMAT_MS) return `took ${Math.round(ms)} ms`;
      return seed % 16 === 0 && format.read(bytes) !== answer ? 'another answer the second time' : undefined;
    } catch (error) {
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
  };
}

function tryPackage(target: Target, packs: RulePack[]): (seed: number) => string | undefined {
  return (seed) => {
    const started = performance.now();
    try {
      const lost = lostFindings(target.mutated(seeded(seed)), target.name.split(' ')[0]!, target.verdicts, packs);
      const ms = performance.now() - started;
      if (lost.length > 0) return `silently lost: ${lost.join(', ')}`;
      return ms > PACKAGE_MS ? `took ${Math.round(ms)} ms` : undefined;
    } catch (error) {
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
  };
}

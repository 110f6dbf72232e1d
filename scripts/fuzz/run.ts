import type { RulePack } from '../../src/check/index.js';
import { type Format, formatsOf } from './formats.js';
import { mutate } from './mutate.js';
import { lostFindings, type Target, targetsOf } from './packages.js';
import { seeded } from './random.js';
import { type ScriptApp, scriptApps } from './scripts.js';

export interface FuzzOptions {
  seed: number;
  /** Inputs in all: most for single formats, one in ten whole packages, one in twenty apps with a script changed. */
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

const WEIGHTS = { formats: 17, targets: 2, apps: 1 };
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
  const apps = scriptApps(files).filter(({ name }) => name.includes(only));
  const weight =
    formats.length > 0 ? WEIGHTS : { formats: 0, targets: Number(targets.length > 0), apps: Number(apps.length > 0) };
  const whole = weight.formats + (targets.length && weight.targets) + (apps.length && weight.apps);
  const share = (part: number, of: readonly unknown[]): number => (count * part) / whole / of.length;
  const jobs = [
    ...formats.map((format) => ({ name: format.name, share: share(weight.formats, formats), try: tryFormat(format) })),
    ...targets.map((target) => ({ name: target.name, share: share(weight.targets, targets), try: tryPackage(target, packs) })),
    ...apps.map((app) => ({ name: app.name, share: share(weight.apps, apps), try: tryScript(app) })),
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

function tryScript(app: ScriptApp): (seed: number) => string | undefined {
  return (seed) => {
    const started = performance.now();
    try {
      const answer = app.tryOne(seeded(seed));
      const ms = performance.now() - started;
      if (ms > PACKAGE_MS) return `took ${Math.round(ms)} ms`;
      return seed % 16 === 0 && app.tryOne(seeded(seed)) !== answer ? 'another answer the second time' : undefined;
    } catch (error) {
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
  };
}

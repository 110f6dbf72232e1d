import { availableParallelism, freemem, totalmem } from 'node:os';
import { basename } from 'node:path';
import { runChild } from './child.js';
import { type FindProblem, findPackages, largestFirst } from './find.js';
import { type Done, type Inspection, inspect } from './inspect.js';
import { type Found, identify } from './packages.js';
import type { Store } from './store.js';

export interface BatchOptions extends Inspection {
  /** Processes at once; as many as cores and memory allow unless given. */
  jobs?: number;
  signal: AbortSignal;
  onProgress: (progress: BatchProgress) => void;
}

export interface BatchProgress {
  total: number;
  /** Inputs with a result, by how they came to it. */
  done: Record<Done, number>;
  /** Base name of the input that was finished last. */
  last: string;
}

export interface BatchEnd extends BatchProgress {
  problems: FindProblem[];
}

/** Sees to it that every input has a result in the store, one child process per package. */
export async function runBatch(inputs: readonly string[], store: Store, options: BatchOptions): Promise<BatchEnd> {
  const { found, problems } = findPackages(inputs);
  const queue = largestFirst(await splitWeChat(found, options));
  const done: BatchProgress['done'] = { stored: 0, checked: 0, read: 0, nothing: 0, failed: 0, stopped: 0 };
  const progress: BatchProgress = { total: queue.length, done, last: '' };
  store.begin();
  const inTurn = createTurns();
  const broken = new AbortController();
  const signal = AbortSignal.any([options.signal, broken.signal]);
  options.onProgress(progress);
  const workOne = async (one: Found): Promise<void> => {
    const item = await identify(one);
    // The same content under another name waits for the first, and takes its result from the store.
    const outcome = await inTurn(item.digest.sha256, () => inspect(item, store, options, signal));
    if (outcome !== 'stopped') store.see(item);
    done[outcome] += 1;
    progress.last = item.name;
    options.onProgress(progress);
  };
  const lane = async (): Promise<void> => {
    for (let one = queue.shift(); one && !signal.aborted; one = queue.shift()) {
      try {
        await workOne(one);
      } catch (error) {
        // The store's own errors are not the package's, and end the batch.
        if (!isFileError(error)) {
          broken.abort();
          throw error;
        }
        problems.push({ path: one.paths[0] ?? '', problem: String((error as Error).message) });
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: options.jobs ?? jobsFor(options.profile.memory) }, lane));
  for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason;
  return { ...progress, problems };
}

/** Work on the same content is done one after the other. */
export function createTurns(): <Outcome>(content: string, work: () => Promise<Outcome>) => Promise<Outcome> {
  const running = new Map<string, Promise<unknown>>();
  return async (content, work) => {
    while (running.has(content)) await running.get(content);
    const mine = work();
    running.set(
      content,
      mine.catch(() => undefined),
    );
    return mine.finally(() => running.delete(content));
  };
}

/** A file that went away or may not be read. */
export function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'path' in error;
}

/** As many as there are cores, but not more than may each use half of what one is allowed at the same time. */
export function jobsFor(memory: number, cores = availableParallelism(), free = availableMemory()): number {
  return Math.max(1, Math.min(cores, Math.floor(free / (memory / 2))));
}

/** Whether one more package can be begun; half of what it is allowed is what most of them need at most. */
export function memoryAllows(memory: number, free = availableMemory()): boolean {
  return free >= memory / 2;
}

function availableMemory(): number {
  const constrained = process.constrainedMemory?.() ?? 0;
  return constrained > 0 && constrained < totalmem() ? Math.min(constrained, freemem()) : freemem();
}

/** WeChat packages of one folder into apps. Their content decides, so that a child looks; where it dies each stands alone. */
export async function splitWeChat(
  found: readonly Found[],
  { worker, profile, appId, signal }: Pick<BatchOptions, 'worker' | 'profile' | 'appId' | 'signal'>,
): Promise<Found[]> {
  const split: Found[] = [];
  for (const one of found) {
    if (one.paths.length === 1) {
      split.push(one);
      continue;
    }
    const outcome = await runChild({ do: 'group', inputs: one.paths, appId }, worker, profile, signal);
    const groups = ('answer' in outcome && outcome.answer.groups) || one.paths.map((path) => [path]);
    const nameOf = (path: string): string => one.names?.[one.paths.indexOf(path)] ?? basename(path);
    split.push(...groups.map((paths) => ({ ...one, paths, ...(one.names && { names: paths.map(nameOf) }) })));
  }
  return split;
}

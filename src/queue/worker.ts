import { setTimeout as sleep } from 'node:timers/promises';
import { memoryAllows } from '../batch/run.js';
import { milliseconds } from '../clock.js';
import type { Queue, QueueName } from './connection.js';
import { depths, type PackageJob, touch } from './jobs.js';
import { isPassing, type Taken, type WorkOptions, workOne } from './work.js';

export interface WorkerOptions extends WorkOptions {
  /** Packages at once. */
  jobs: number;
  /** Which queues it takes from. */
  queues: readonly QueueName[];
  /** Bytes a package may need. */
  memory: number;
  heartbeatMs: number;
  /** Between looks at empty queues. */
  idleMs: number;
  /** No further jobs are taken; those in hand are finished. */
  drain: AbortSignal;
  /** Ends when nothing waits and nothing is being done here. */
  untilEmpty?: boolean;
}

/** Takes jobs and does them until it is told to drain. Errors of the data base are waited out. */
export async function runWorker(queue: Queue, options: WorkerOptions): Promise<void> {
  const running = new Map<string, Taken>();
  const emptyAt = new Map<QueueName, number>();
  const heart = setInterval(() => void beat(queue, running, options), options.heartbeatMs);
  try {
    await Promise.all(
      Array.from({ length: options.jobs }, (_, lane) =>
        work(queue, options, { running, emptyAt, order: orderOf(lane, options) }),
      ),
    );
  } finally {
    clearInterval(heart);
  }
}

/** The first lane takes what is quick first, the others what is slow: neither waits for the whole of the other. */
function orderOf(lane: number, { queues }: WorkerOptions): QueueName[] {
  const order: QueueName[] = lane === 0 ? ['dead', 'check', 'extract'] : ['extract', 'check', 'dead'];
  return order.filter((name) => queues.includes(name));
}

interface Lane {
  /** What this worker has in hand, in all its lanes. */
  running: Map<string, Taken>;
  /** When it last found a queue empty. */
  emptyAt: Map<QueueName, number>;
  order: readonly QueueName[];
}

async function work(queue: Queue, options: WorkerOptions, lane: Lane): Promise<void> {
  const { running, order } = lane;
  const { drain, idleMs, memory, metrics, log, untilEmpty } = options;
  while (!drain.aborted) {
    // Nothing is taken that could not be done at once: it would only be kept from other workers.
    const taken = running.size === 0 || memoryAllows(memory) ? await next(queue, lane) : undefined;
    if (!taken) {
      if (untilEmpty && running.size === 0 && (await isEmpty(queue, order))) return;
      await sleep(idleMs * (0.75 + Math.random() / 2), undefined, { signal: drain }).catch(() => undefined);
      continue;
    }
    running.set(taken.id, taken);
    metrics.running.set(running.size);
    try {
      await workOne(taken, queue, options);
    } catch (error) {
      log('error', 'job-error', { queue: taken.queue, package: taken.data?.name, error: (error as Error).message });
      metrics.returned.inc({ reason: 'error' });
      await failJob(queue, taken, error as Error);
    } finally {
      running.delete(taken.id);
      metrics.running.set(running.size);
    }
  }
}

/** What the data base cannot be told now it finds out by itself: the heartbeat of the job has ended. */
async function failJob(queue: Queue, { queue: name, id }: Taken, { message }: Error): Promise<void> {
  await queue.boss.fail(name, id, { reason: 'error', message }).catch((error) => {
    if (!isPassing(error)) throw error;
  });
}

/** A queue that was empty a moment ago is not asked for a job before every package, but where no other is left. */
const EMPTY_MS = 500;

async function next({ boss }: Queue, { order, emptyAt }: Lane): Promise<Taken | undefined> {
  for (const name of order) {
    const wasEmpty = milliseconds() - (emptyAt.get(name) ?? Number.NEGATIVE_INFINITY) < EMPTY_MS;
    if (wasEmpty && name !== order.at(-1)) continue;
    const [job] = await boss.fetch<PackageJob>(name, { includeMetadata: true });
    if (job) return { queue: name, id: job.id, data: job.data, output: job.output };
    emptyAt.set(name, milliseconds());
  }
  return undefined;
}

/** Nothing waits, now or later, and nobody has a job that could come back. */
async function isEmpty({ pool }: Queue, order: readonly QueueName[]): Promise<boolean> {
  const all = await depths(pool).catch(() => undefined);
  return all?.every(({ queue, waiting, active }) => !order.includes(queue as QueueName) || waiting + active === 0) ?? false;
}

async function beat({ pool }: Queue, running: ReadonlyMap<string, Taken>, { log, metrics }: WorkerOptions): Promise<void> {
  const ids = [...running.keys()];
  if (ids.length === 0) return;
  try {
    const mine = new Set(await touch(pool, ids));
    for (const id of ids) if (!mine.has(id) && running.has(id)) log('warn', 'lost', { package: running.get(id)!.data.name });
  } catch (error) {
    metrics.databaseErrors.inc();
    log('warn', 'database-error', { error: (error as Error).message });
  }
}

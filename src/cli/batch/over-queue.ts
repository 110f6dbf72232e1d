import { lockFolder } from '../../batch/lock.js';
import { createReporter } from '../../batch/progress.js';
import { openStore, type Store } from '../../batch/store.js';
import { milliseconds } from '../../clock.js';
import { openQueue } from '../../queue/connection.js';
import { type CoordinatePlan, coordinate } from '../../queue/coordinate.js';
import { isObjectUrl } from '../../queue/storage/address.js';
import { UsageError } from '../errors.js';
import { tell } from '../events.js';
import { EXIT, type ExitCode } from '../exit.js';
import { type StorageCommandOptions, storageOf } from '../storage.js';
import { type BatchCommandOptions, concludeBatch, inspectionOf, tellProblems } from './batch.js';

export interface QueueBatchOptions extends Omit<BatchCommandOptions, 'out'>, StorageCommandOptions {
  queue: string;
  out?: string;
  wait?: boolean;
  root?: string;
  priority?: number;
  maxQueued?: number;
}

const MAX_QUEUED = 10_000;

/** `jianfu batch --queue`: puts packages into the queue, and with `--wait` collects their results as a local batch leaves them. */
export async function queueBatch(inputs: string[], options: QueueBatchOptions): Promise<ExitCode> {
  const { out, wait = false } = options;
  if (wait && !out) throw new UsageError('--wait 要有 --out <文件夹>：结果收到哪里。');
  if (!wait && out) throw new UsageError('--out 与 --queue 合用时要有 --wait：不等待结果，就没有可收的。');
  return out ? await collected(inputs, { ...options, out }) : await withStop((signal) => enqueued(inputs, options, signal));
}

async function collected(inputs: string[], options: QueueBatchOptions & { out: string }): Promise<ExitCode> {
  const unlock = lockFolder(options.out);
  const store = openStore(options.out);
  try {
    return await withStop(async (signal) => {
      const started = milliseconds();
      const { end, plan } = await run(inputs, options, signal, store);
      return concludeBatch(end, store, plan, options, started);
    });
  } finally {
    store.close();
    unlock();
  }
}

async function enqueued(inputs: string[], options: QueueBatchOptions, signal: AbortSignal): Promise<ExitCode> {
  const { end } = await run(inputs, options, signal);
  const { total, done, problems } = end;
  tellProblems(end, options.progress);
  process.stdout.write(`样品 ${total} 个：入队 ${done.read}，已有结果 ${done.stored}。\n`);
  if (signal.aborted || problems.length > 0) return EXIT.usage;
  return total === 0 ? EXIT.nothing : EXIT.clean;
}

async function run(inputs: string[], options: QueueBatchOptions, signal: AbortSignal, collect?: Store) {
  const storage = inputs.some(isObjectUrl) ? await storageOf(options) : undefined;
  const reporter = createReporter(options.progress);
  const onError = ({ message }: Error): void => tell(options.progress, { event: 'warning', message: `数据库：${message}` });
  const plan: CoordinatePlan = {
    ...inspectionOf(options),
    root: options.root,
    priority: options.priority ?? 0,
    maxQueued: options.maxQueued ?? MAX_QUEUED,
    signal,
    onProgress: reporter.update,
    onError,
    collect,
    storage,
  };
  const queue = await openQueue(options.queue, { onError });
  try {
    return { end: await coordinate(inputs, queue, plan), plan };
  } finally {
    reporter.clear();
    storage?.close();
    await queue.close();
  }
}

async function withStop(run: (signal: AbortSignal) => Promise<ExitCode>): Promise<ExitCode> {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    return await run(stop.signal);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

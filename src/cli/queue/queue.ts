import type { ProgressMode } from '../../batch/progress.js';
import { QueueAddressError } from '../../queue/address.js';
import { migrateQueue, openQueue } from '../../queue/connection.js';
import { OutsideRootError } from '../../queue/enqueue.js';
import { depths } from '../../queue/jobs.js';
import { StorageAddressError } from '../../queue/storage/address.js';
import { type QueueBatchOptions, queueBatch } from '../batch/over-queue.js';
import { isFull, UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit.js';
import { explained } from '../explained.js';
import { type WorkerCommandOptions, work } from './worker.js';

/** Entry of a bundle of its own: PostgreSQL and what else only several machines need. */
export const queueBatchCommand = (inputs: string[], options: QueueBatchOptions): Promise<ExitCode> =>
  attempt(() => queueBatch(inputs, options), options.progress);

export const workerCommand = (options: WorkerCommandOptions): Promise<ExitCode> =>
  attempt(() => work({ ...options, queue: addressOf(options) }));

/** `jianfu queue migrate` */
export const queueMigrateCommand = (options: { queue?: string; expire?: number }): Promise<ExitCode> =>
  attempt(async () => {
    const steps = await migrateQueue(addressOf(options), options.expire);
    process.stdout.write(steps === 0 ? '数据表已是最新。\n' : `数据表已更新（${steps} 步）。\n`);
    return EXIT.clean;
  });

/** `jianfu queue status` */
export const queueStatusCommand = (options: { queue?: string; format: 'text' | 'json' }): Promise<ExitCode> =>
  attempt(async () => {
    const queue = await openQueue(addressOf(options), { onError: () => undefined });
    const all = await depths(queue.pool).finally(() => queue.close());
    if (options.format === 'json') process.stdout.write(`${JSON.stringify(all)}\n`);
    else
      for (const { queue: name, waiting, active, failed } of all)
        process.stdout.write(`${name.padEnd(8)} 等待 ${waiting}　正在做 ${active}　失败 ${failed}\n`);
    return EXIT.clean;
  });

/** On the command line a password is seen by everyone on the machine; in the environment it is not. */
function addressOf({ queue = process.env.JIANFU_QUEUE }: { queue?: string }): string {
  if (queue) return queue;
  throw new UsageError('缺少 --queue <地址>，或环境变量 JIANFU_QUEUE。');
}

function attempt(run: () => Promise<ExitCode>, progress?: ProgressMode): Promise<ExitCode> {
  return explained(run, progress, usageOf);
}

/** A data base that is not there, or lets nobody in, is for the person at the keyboard to mend. */
function usageOf(error: unknown): unknown {
  if (error instanceof QueueAddressError || error instanceof OutsideRootError || error instanceof StorageAddressError)
    return new UsageError(error.message);
  if (isFull(error)) return error;
  const { code, message } = error as { code?: string; message?: string };
  const isTheirs = /^(?:E[A-Z]+|28\w{3}|3D000|42501)$|CERT|^ERR_(?:TLS|SSL)/.test(code ?? '') || /SSL/.test(message ?? '');
  if (isTheirs) return new UsageError(`数据库不能用：${message || code}`);
  return error;
}

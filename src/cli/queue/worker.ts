import { randomBytes } from 'node:crypto';
import { availableParallelism, hostname } from 'node:os';
import { STANDARD } from '../../batch/limits.js';
import { jobsFor } from '../../batch/run.js';
import { heartbeatOf, openQueue, QUEUES, type Queue } from '../../queue/connection.js';
import { type Depth, depths } from '../../queue/jobs.js';
import { createLog, type Log, type LogMode } from '../../queue/log.js';
import { createMetrics, type Metrics, serveMetrics } from '../../queue/metrics.js';
import { parseObjectUrl } from '../../queue/storage/address.js';
import { runWorker } from '../../queue/worker.js';
import { childOf } from '../batch/batch.js';
import { EXIT, type ExitCode } from '../exit.js';
import { type PackOptions, rulePacks } from '../packs.js';
import { type StorageCommandOptions, storageOf } from '../storage.js';

export interface WorkerCommandOptions extends PackOptions, StorageCommandOptions {
  queue?: string;
  root?: string;
  /** Places in object storage that jobs may name. */
  s3?: string[];
  jobs?: number;
  /** Megabytes. */
  memory?: number;
  only?: 'extract' | 'check';
  /** Seconds. */
  grace?: number;
  untilEmpty?: boolean;
  metricsPort?: number;
  metricsHost: string;
  log: LogMode;
}

/** Workers look in turn: one of them does it each time. */
const SUPERVISE_SECONDS = 5;
const GRACE_SECONDS = 20;

/** `jianfu worker`: takes packages from the queue until it is told to stop. */
export async function work(options: WorkerCommandOptions & { queue: string }): Promise<ExitCode> {
  const log = createLog(options.log);
  for (const place of options.s3 ?? []) parseObjectUrl(place);
  let queue: Queue | undefined;
  const metrics = createMetrics(async (): Promise<Depth[]> => (queue ? depths(queue.pool) : []));
  const jobs = jobsOf(options);
  queue = await openQueue(options.queue, {
    onError: ({ message }) => {
      metrics.databaseErrors.inc();
      log('warn', 'database-error', { error: message });
    },
    superviseSeconds: SUPERVISE_SECONDS,
    connections: jobs + 2,
  });
  const server = await metricsOn(options, metrics, log);
  const stop = stopOn(log, (options.grace ?? GRACE_SECONDS) * 1000);
  try {
    await takeJobs(queue, options, { jobs, log, metrics, stop });
  } finally {
    stop.off();
    await server?.close();
    await queue.close();
    log('info', 'stopped');
  }
  return EXIT.clean;
}

interface Running {
  jobs: number;
  log: Log;
  metrics: Metrics;
  stop: ReturnType<typeof stopOn>;
}

async function takeJobs(queue: Queue, options: WorkerCommandOptions, { jobs, log, metrics, stop }: Running): Promise<void> {
  const { rules, pack, codeRules, codeRuleSeconds, root, only, untilEmpty, s3: places = [] } = options;
  const which: PackOptions = { rules, pack, codeRules, codeRuleSeconds };
  const memory = memoryOf(options);
  const id = `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`;
  log('info', 'started', { worker: id, jobs });
  const storage = places.length > 0 ? await storageOf(options) : undefined;
  await runWorker(queue, {
    packs: rulePacks(which),
    rules: which,
    childFor: childOf,
    root,
    ...(storage && { storage: { storage, places } }),
    id,
    log,
    metrics,
    abort: stop.abort,
    drain: stop.drain,
    jobs,
    queues: only ? [only, 'dead'] : QUEUES,
    memory,
    heartbeatMs: await heartbeatOf(queue),
    idleMs: 1000,
    untilEmpty,
  });
}

const memoryOf = ({ memory }: WorkerCommandOptions): number => (memory === undefined ? STANDARD.memory : memory * 1024 * 1024);

function jobsOf(options: WorkerCommandOptions): number {
  return options.jobs === undefined ? jobsFor(memoryOf(options)) : Math.min(options.jobs, availableParallelism() * 4);
}

async function metricsOn({ metricsPort, metricsHost }: WorkerCommandOptions, metrics: Metrics, log: Log) {
  if (metricsPort === undefined) return undefined;
  const server = await serveMetrics(metrics, metricsPort, metricsHost);
  log('info', 'metrics-on', { address: `http://${metricsHost}:${server.port}/metrics` });
  return server;
}

/** The first signal lets what is in hand be finished; the second one, or the end of the time given, gives it back. */
function stopOn(log: Log, graceMs: number) {
  const drain = new AbortController();
  const abort = new AbortController();
  const stop = (): void => {
    if (drain.signal.aborted) {
      abort.abort();
      return;
    }
    log('info', 'draining');
    drain.abort();
    setTimeout(() => abort.abort(), graceMs).unref();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return { drain: drain.signal, abort: abort.signal, off: () => process.off('SIGINT', stop).off('SIGTERM', stop) };
}

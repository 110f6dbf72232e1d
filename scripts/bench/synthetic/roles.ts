import { setTimeout as sleep } from 'node:timers/promises';
import { runChild, type Worker } from '../../../src/batch/child.js';
import { findPackages } from '../../../src/batch/find.js';
import type { Inspection } from '../../../src/batch/inspect.js';
import { STANDARD } from '../../../src/batch/limits.js';
import { type BatchEnd, type BatchProgress, runBatch } from '../../../src/batch/run.js';
import { openStore, type Store } from '../../../src/batch/store.js';
import { loadPacks } from '../../../src/check/index.js';
import { concludeBatch } from '../../../src/cli/batch/batch.js';
import { milliseconds } from '../../../src/clock.js';
import { openQueue, QUEUES } from '../../../src/queue/connection.js';
import { coordinate } from '../../../src/queue/coordinate.js';
import { createLog } from '../../../src/queue/log.js';
import { createMetrics } from '../../../src/queue/metrics.js';
import { runWorker } from '../../../src/queue/worker.js';

/** What a process of this benchmark does; it comes as JSON in the last argument. */
export interface Role {
  do: 'batch' | 'coordinate' | 'work' | 'children';
  rules: string;
  packages: string;
  out: string;
  queue: string;
  jobs: number;
  child: Worker;
}

/** What it tells the process that measures it. */
export interface Told {
  phase: 'work' | 'write' | 'end';
  finished: number;
}

const never = new AbortController().signal;
export const MOST_CHILDREN = 500;
const MAX_QUEUED = 10_000;

export async function play(role: Role): Promise<void> {
  if (role.do === 'work') return work(role);
  if (role.do === 'children') return children(role);
  const plan: Inspection = {
    packs: loadPacks(role.rules),
    lang: 'zh',
    profile: STANDARD,
    worker: role.child,
  };
  const store = openStore(role.out);
  const started = milliseconds();
  try {
    tell('work', 0);
    const end = role.do === 'batch' ? await batch(role, plan, store) : await collected(role, plan, store);
    tell('write', end.total);
    const options = { out: role.out, lang: 'zh', failOn: 'never', progress: 'none' } as const;
    await concludeBatch(end, store, { ...plan, signal: never }, options, started);
    tell('end', end.total);
  } finally {
    store.close();
  }
}

function batch({ packages, jobs }: Role, plan: Inspection, store: Store): Promise<BatchEnd> {
  return runBatch([packages], store, { ...plan, jobs, signal: never, onProgress });
}

async function collected({ packages, queue: address }: Role, plan: Inspection, store: Store): Promise<BatchEnd> {
  const queue = await openQueue(address, { onError: () => undefined });
  try {
    const more = { root: packages, priority: 0, maxQueued: MAX_QUEUED, signal: never, onProgress, onError: () => undefined };
    return await coordinate([packages], queue, { ...plan, ...more, collect: store });
  } finally {
    await queue.close();
  }
}

async function work({ rules, packages, queue: address, jobs, child }: Role): Promise<void> {
  const queue = await openQueue(address, { onError: () => undefined, connections: jobs + 2 });
  const shared = { heartbeatMs: 10_000, idleMs: 1000, untilEmpty: true, drain: never, abort: never };
  const who = { id: 'bench', log: createLog('none'), metrics: createMetrics(async () => []) };
  // The coordinator may still be looking for packages.
  while ((await queue.boss.getQueueSize('extract')) === 0) await sleep(100);
  const packs = loadPacks(rules);
  await runWorker(queue, {
    ...shared,
    ...who,
    packs,
    childFor: () => child,
    root: packages,
    jobs,
    queues: QUEUES,
    memory: 1 << 20,
  });
  await queue.close();
}

/** What a child costs who starts it, without any queue or store. */
async function children({ packages, child }: Role): Promise<void> {
  const { found } = findPackages([packages]);
  tell('work', 0);
  for (const [i, { paths }] of found.slice(0, MOST_CHILDREN).entries()) {
    await runChild({ do: 'scan', inputs: paths, lang: 'zh' }, child, STANDARD, never);
    tell('work', i + 1);
  }
}

let told = 0;
function onProgress({ done }: BatchProgress): void {
  const finished = Object.values(done).reduce((sum, count) => sum + count, 0);
  if (finished === told) return;
  told = finished;
  tell('work', finished);
}

function tell(phase: Told['phase'], finished: number): void {
  process.send?.({ phase, finished } satisfies Told);
}

import { isAbsolute, relative, resolve, sep } from 'node:path';
import { type Inspection, runKey } from '../batch/inspect.js';
import type { Package } from '../batch/packages.js';
import type { ResultKey, State } from '../batch/store.js';
import type { Queue, QueueName } from './connection.js';
import { jobId, type PackageJob } from './jobs.js';
import { forgetResult, statesOf, withFacts } from './results.js';
import { isObjectUrl } from './storage/address.js';

export interface EnqueuePlan extends Inspection {
  /** The folder that workers share, as it is called here. */
  root?: string;
  /** Higher ones first. */
  priority: number;
}

/** A package on its way, with the queue it stands in; `stored` where its result was there already. */
export interface Ticket {
  item: Package;
  queue: QueueName | 'stored';
  /** Of the result that was there. */
  state?: State;
}

/** A package outside the shared folder. */
export class OutsideRootError extends Error {}

/**
 * Puts those packages into the queues that have no result yet: what was read before into `check`, the rest into `extract`. Who
 * comes second with the same package changes nothing.
 *
 * @throws OutsideRootError with nothing put in
 */
export async function enqueue(items: readonly Package[], queue: Queue, plan: EnqueuePlan): Promise<Ticket[]> {
  const kind = runKey(plan);
  const digests = [...new Set(items.map(({ digest }) => digest.sha256))];
  const states = await statesOf(queue.pool, kind, digests);
  const again = plan.retry ? [...states].flatMap(([digest, state]) => (state === 'failed' ? [digest] : [])) : [];
  for (const digest of again) {
    await forget({ ...kind, digest }, queue);
    states.delete(digest);
  }
  const read = await withFacts(queue.pool, kind, digests);
  const tickets = items.map((item): Ticket => {
    const digest = item.digest.sha256;
    const state = states.get(digest);
    return { item, state, queue: state ? 'stored' : read.has(digest) ? 'check' : 'extract' };
  });
  await send(tickets, queue, plan);
  return tickets;
}

/**
 * Puts tickets into their queues; those that are there already stay as they are. Jobs of one priority are taken in the order in
 * which they were put in, and those put in at once in any order: so the largest are put in first.
 */
export async function send(tickets: readonly Ticket[], { boss }: Queue, plan: EnqueuePlan): Promise<void> {
  const kind = runKey(plan);
  const jobs = tickets.flatMap(({ item, queue: name }) => {
    if (name === 'stored') return [];
    const key = { ...kind, digest: item.digest.sha256 };
    return [{ id: jobId(key), name, priority: plan.priority, data: jobOf(item, key, plan) }];
  });
  for (const some of byMagnitude(jobs)) await boss.insert(some);
}

/** The largest first, each with those of at least about half its size. */
function byMagnitude<Job extends { data: PackageJob }>(jobs: readonly Job[]): Job[][] {
  const groups = new Map<number, Job[]>();
  for (const job of jobs) {
    const magnitude = Math.floor(Math.log2(job.data.size + 1));
    groups.set(magnitude, [...(groups.get(magnitude) ?? []), job]);
  }
  return [...groups].sort(([a], [b]) => b - a).map(([, group]) => group);
}

function jobOf({ paths, name, size, digest }: Package, key: ResultKey, plan: EnqueuePlan): PackageJob {
  const { root, appId, lang, profile } = plan;
  const rooted = root !== undefined;
  return {
    key,
    paths: rooted ? paths.map((path) => (isObjectUrl(path) ? path : insideRoot(path, root))) : paths,
    rooted,
    name,
    size,
    sm3: digest.sm3,
    appId,
    lang,
    profile,
  };
}

function insideRoot(path: string, root: string): string {
  const inside = relative(resolve(root), path);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside))
    throw new OutsideRootError(`${path} 不在共享文件夹 ${root} 中，工作进程读不到。`);
  return inside.split(sep).join('/');
}

/** The failed result, its empty facts and its ended jobs, so that the same job can be put in again. */
async function forget(key: ResultKey, queue: Queue): Promise<void> {
  await queue.transaction(async (client, db) => {
    await forgetResult(client, key);
    for (const name of ['extract', 'check']) await queue.boss.deleteJob(name, jobId(key), { db });
  });
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { FindProblem } from '../batch/find.js';
import { type Done, runKey } from '../batch/inspect.js';
import type { Found, Package } from '../batch/packages.js';
import type { BatchEnd, BatchProgress } from '../batch/run.js';
import type { State, Store } from '../batch/store.js';
import { milliseconds } from '../clock.js';
import type { Queue } from './connection.js';
import { type EnqueuePlan, enqueue, send, type Ticket } from './enqueue.js';
import { depths } from './jobs.js';
import { findAnywhere, identifyAnywhere } from './places.js';
import { resultOf, statesOf } from './results.js';
import type { Storage } from './storage/storage.js';
import { isPassing } from './work.js';

export interface CoordinatePlan extends EnqueuePlan {
  signal: AbortSignal;
  onProgress: (progress: BatchProgress) => void;
  onError: (error: Error) => void;
  /** Jobs that may wait at once; with more the coordinator waits. */
  maxQueued: number;
  /** Where results are collected; undefined where nobody waits for them. */
  collect?: Store;
  /** Where `s3://` inputs are. */
  storage?: Storage;
}

/** Packages are identified and put in by so many. */
const CHUNK = 100;
const POLL_MS = 1000;
/** What waits is put in again after this: a queue that was emptied by hand would be waited for in vain. */
const RESEND_MS = 60_000;

interface Waiting {
  tickets: Map<string, Ticket[]>;
  progress: BatchEnd;
}

/** Puts every package of the inputs into the queue; with `collect`, waits for their results and stores them as a local batch does. */
export async function coordinate(inputs: readonly string[], queue: Queue, plan: CoordinatePlan): Promise<BatchEnd> {
  const { found: all, problems } = await findAnywhere(inputs, plan);
  const done: BatchProgress['done'] = { stored: 0, checked: 0, read: 0, nothing: 0, failed: 0, stopped: 0 };
  const waiting: Waiting = { tickets: new Map(), progress: { total: all.length, done, last: '', problems } };
  plan.collect?.begin();
  plan.onProgress(waiting.progress);
  let sentAt = milliseconds();
  while (all.length > 0 && !plan.signal.aborted) {
    const items = await identified(all.splice(0, CHUNK), problems, plan);
    await patient(async () => note(await enqueue(items, queue, plan), waiting, plan), plan);
    await patient(() => roomFor(queue, waiting, plan), plan);
  }
  while (plan.collect && waiting.tickets.size > 0 && !plan.signal.aborted) {
    await patient(() => collect(queue, waiting, plan), plan);
    if (milliseconds() - sentAt > RESEND_MS) {
      await patient(
        () =>
          send(
            [...waiting.tickets.values()].map(([first]) => first!),
            queue,
            plan,
          ),
        plan,
      );
      sentAt = milliseconds();
    }
    if (waiting.tickets.size > 0) await sleep(POLL_MS, undefined, { signal: plan.signal }).catch(() => undefined);
  }
  return waiting.progress;
}

async function identified(found: readonly Found[], problems: FindProblem[], { storage }: CoordinatePlan): Promise<Package[]> {
  const items: Package[] = [];
  for (const one of found) {
    try {
      items.push(await identifyAnywhere(one, storage));
    } catch (error) {
      problems.push({ path: one.paths[0] ?? '', problem: String((error as Error).message) });
    }
  }
  return items;
}

function note(
  tickets: readonly Ticket[],
  { tickets: waiting, progress }: Waiting,
  { collect, onProgress }: CoordinatePlan,
): void {
  for (const ticket of tickets) {
    const digest = ticket.item.digest.sha256;
    progress.last = ticket.item.name;
    if (collect) waiting.set(digest, [...(waiting.get(digest) ?? []), ticket]);
    else progress.done[ticket.queue === 'stored' ? 'stored' : 'read'] += 1;
  }
  onProgress(progress);
}

/** Back-pressure: goes on when few enough jobs wait, collecting meanwhile. */
async function roomFor(queue: Queue, waiting: Waiting, plan: CoordinatePlan): Promise<void> {
  while (!plan.signal.aborted) {
    if (plan.collect) await collect(queue, waiting, plan);
    const inQueue = (await depths(queue.pool)).reduce((sum, depth) => sum + depth.waiting, 0);
    if (inQueue < plan.maxQueued) return;
    await sleep(POLL_MS, undefined, { signal: plan.signal }).catch(() => undefined);
  }
}

/** Takes the results that have come over into the local store. */
async function collect(queue: Queue, waiting: Waiting, plan: CoordinatePlan): Promise<void> {
  const digests = [...waiting.tickets.keys()];
  for (let at = 0; at < digests.length && !plan.signal.aborted; at += CHUNK) {
    const states = await statesOf(queue.pool, runKey(plan), digests.slice(at, at + CHUNK));
    for (const [digest, state] of states) await take(digest, state, queue, waiting, plan);
  }
}

async function take(
  digest: string,
  state: State,
  queue: Queue,
  { tickets, progress }: Waiting,
  plan: CoordinatePlan,
): Promise<void> {
  const store = plan.collect!;
  const key = { ...runKey(plan), digest };
  // What was collected before need not be sent again, but for what may have been retried meanwhile.
  if (store.stateOf(key) === 'failed') store.forget(key);
  if (!store.hasResult(key)) {
    const made = await resultOf(queue.pool, key);
    if (!made) return;
    store.save(key, made.answer, made.making);
  }
  for (const [index, { item, queue: name }] of (tickets.get(digest) ?? []).entries()) {
    store.see(item);
    const isFirst = index === 0 && name !== 'stored';
    progress.done[isFirst ? doneBy(state, name) : 'stored'] += 1;
    progress.last = item.name;
  }
  tickets.delete(digest);
  plan.onProgress(progress);
}

function doneBy(state: State, queue: Ticket['queue']): Done {
  if (state !== 'done') return state;
  return queue === 'check' ? 'checked' : 'read';
}

/** Does it again when the data base was away; every step may be done twice. */
async function patient(run: () => Promise<void>, { signal, onError }: CoordinatePlan): Promise<void> {
  while (!signal.aborted) {
    try {
      return await run();
    } catch (error) {
      if (!isPassing(error)) throw error;
      onError(error as Error);
      await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

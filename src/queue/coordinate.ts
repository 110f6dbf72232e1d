import { setTimeout as sleep } from 'node:timers/promises';
import { type FindProblem, largestFirst } from '../batch/find.js';
import { type Done, runKey } from '../batch/inspect.js';
import type { Found, Package } from '../batch/packages.js';
import type { BatchEnd, BatchProgress } from '../batch/run.js';
import type { State, Store } from '../batch/store.js';
import { milliseconds } from '../clock.js';
import type { Queue } from './connection.js';
import { type EnqueuePlan, enqueue, send, type Ticket } from './enqueue.js';
import { depths } from './jobs.js';
import { findAnywhere, identifyAnywhere } from './places.js';
import { newStates, resultOf, statesOf, timeOf } from './results.js';
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
  /** Between looks for everything that is still waited for, in milliseconds. */
  sweepMs?: number;
}

/** Packages are identified and put in by so many. */
const CHUNK = 100;
/** Between looks at what has come: a question that costs the data base next to nothing. */
const POLL_MS = 300;
const SWEEP_MS = 60_000;

interface Waiting {
  tickets: Map<string, Ticket[]>;
  progress: BatchEnd;
  /** Results made before were looked for. */
  since: string;
}

/** Puts every package of the inputs into the queue; with `collect`, waits for their results and stores them as a local batch does. */
export async function coordinate(inputs: readonly string[], queue: Queue, plan: CoordinatePlan): Promise<BatchEnd> {
  const { found, problems } = await findAnywhere(inputs, plan);
  const all = largestFirst(found);
  const done: BatchProgress['done'] = { stored: 0, checked: 0, read: 0, nothing: 0, failed: 0, stopped: 0 };
  const waiting: Waiting = { tickets: new Map(), progress: { total: all.length, done, last: '', problems }, since: '' };
  plan.collect?.begin();
  plan.onProgress(waiting.progress);
  await patient(async () => {
    waiting.since = await timeOf(queue.pool);
  }, plan);
  for (let at = 0; at < all.length && !plan.signal.aborted; at += CHUNK) {
    const items = await identified(all.slice(at, at + CHUNK), problems, plan);
    await patient(async () => note(await enqueue(items, queue, plan), queue, waiting, plan), plan);
    await patient(() => roomFor(queue, waiting, plan), plan);
  }
  if (plan.collect) await collectAll(queue, waiting, plan);
  return waiting.progress;
}

async function collectAll(queue: Queue, waiting: Waiting, plan: CoordinatePlan): Promise<void> {
  let sweptAt = milliseconds();
  while (waiting.tickets.size > 0 && !plan.signal.aborted) {
    await patient(() => collect(queue, waiting, plan), plan);
    if (milliseconds() - sweptAt > (plan.sweepMs ?? SWEEP_MS)) {
      await sweep(queue, waiting, plan);
      sweptAt = milliseconds();
    }
    if (waiting.tickets.size > 0) await sleep(POLL_MS, undefined, { signal: plan.signal }).catch(() => undefined);
  }
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

async function note(tickets: readonly Ticket[], queue: Queue, waiting: Waiting, plan: CoordinatePlan): Promise<void> {
  const { progress } = waiting;
  const there = new Map<string, State>();
  for (const ticket of tickets) {
    const digest = ticket.item.digest.sha256;
    progress.last = ticket.item.name;
    if (ticket.state) there.set(digest, ticket.state);
    if (plan.collect) waiting.tickets.set(digest, [...(waiting.tickets.get(digest) ?? []), ticket]);
    else progress.done[ticket.queue === 'stored' ? 'stored' : 'read'] += 1;
  }
  plan.onProgress(progress);
  if (plan.collect) await takeAll(there, queue, waiting, plan);
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

/** Takes the results that have come since the last time over into the local store. */
async function collect(queue: Queue, waiting: Waiting, plan: CoordinatePlan): Promise<void> {
  const since = await timeOf(queue.pool);
  await takeAll(await newStates(queue.pool, runKey(plan), waiting.since), queue, waiting, plan);
  waiting.since = since;
}

/**
 * Asks for everything that is waited for: a result may have been made in a transaction that took very long. What has none is put
 * in again: a queue that was emptied by hand would be waited for in vain.
 */
async function sweep(queue: Queue, waiting: Waiting, plan: CoordinatePlan): Promise<void> {
  const digests = [...waiting.tickets.keys()];
  for (let at = 0; at < digests.length && !plan.signal.aborted; at += CHUNK) {
    const some = digests.slice(at, at + CHUNK);
    await patient(async () => {
      await takeAll(await statesOf(queue.pool, runKey(plan), some), queue, waiting, plan);
      const left = some.flatMap((digest) => waiting.tickets.get(digest)?.[0] ?? []);
      await send(left, queue, plan);
    }, plan);
  }
}

async function takeAll(states: ReadonlyMap<string, State>, queue: Queue, waiting: Waiting, plan: CoordinatePlan): Promise<void> {
  for (const [digest, state] of states) {
    if (plan.signal.aborted) return;
    if (waiting.tickets.has(digest)) await take(digest, state, queue, waiting, plan);
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

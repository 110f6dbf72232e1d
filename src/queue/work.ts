import { stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { givenUp, type Inspection, type Made, makeResult, runKey } from '../batch/inspect.js';
import type { Package } from '../batch/packages.js';
import type { Summary } from '../batch/summary.js';
import { milliseconds } from '../clock.js';
import type { Queue, QueueName } from './connection.js';
import { giveBack, type PackageJob } from './jobs.js';
import type { Log } from './log.js';
import type { Metrics } from './metrics.js';
import { factsOf, hasResult, saveResult } from './results.js';

export interface WorkOptions extends Pick<Inspection, 'packs' | 'rules'> {
  /** The child for a package that may use so many bytes: under the same limits wherever it runs, as its result says. */
  childFor: (memory: number) => Inspection['worker'];
  /** The shared folder as it is called on this machine. */
  root?: string;
  /** Names this worker in results and logs. */
  id: string;
  log: Log;
  metrics: Metrics;
  /** Ends what is running: its jobs are given back. */
  abort: AbortSignal;
}

export interface Taken {
  queue: QueueName;
  id: string;
  data: PackageJob;
  output?: unknown;
}

/** Workers of another version, or with other rules, are asked again after this. */
const OTHER_VERSION_SECONDS = 30;
const LONGEST_PAUSE_MS = 15_000;

/** Does one job to its end: a result in the transaction that completes it, or the job given back or failed with its reason. */
export async function workOne(taken: Taken, queue: Queue, options: WorkOptions): Promise<void> {
  const { data } = taken;
  const { log, metrics } = options;
  const started = milliseconds();
  const label = { queue: taken.queue, package: data.name, digest: data.key.digest.slice(0, 16) };
  log('info', 'taken', label);
  if (isOther(data, options)) {
    metrics.returned.inc({ reason: 'other-version' });
    log('warn', 'other-version', label);
    return giveBack(queue.pool, taken.queue, taken.id, OTHER_VERSION_SECONDS);
  }
  if (await hasResult(queue.pool, data.key)) {
    await queue.boss.complete(taken.queue, taken.id);
    return log('info', 'already-there', label);
  }
  const made = taken.queue === 'dead' ? await buried(taken, options) : await madeOf(taken, queue, options);
  if (made === 'missing') {
    metrics.returned.inc({ reason: 'missing' });
    log('warn', 'missing', label);
    await queue.boss.fail(taken.queue, taken.id, { reason: 'missing', paths: data.paths.slice(0, 3) });
    return;
  }
  if (made === 'stopped') {
    metrics.returned.inc({ reason: 'stopped' });
    await persist(() => giveBack(queue.pool, taken.queue, taken.id), undefined, options);
    return log('info', 'given-back', label);
  }
  if (!(await persist(() => saveAndComplete(taken, made, queue, options), options.abort, options))) return;
  const { state, ms } = made.making;
  metrics.packages.inc({ queue: taken.queue, state });
  metrics.seconds.observe({ queue: taken.queue }, (milliseconds() - started) / 1000);
  log(state === 'failed' ? 'warn' : 'info', taken.queue === 'dead' ? 'gave-up' : 'finished', { ...label, state, ms });
}

/** The result and the end of the job are one: neither is without the other, whatever is killed in between. */
async function saveAndComplete({ queue: name, id, data }: Taken, made: Made, queue: Queue, { id: worker }: WorkOptions) {
  await queue.transaction(async (client, db) => {
    await saveResult(client, data.key, made, worker);
    await queue.boss.complete(name, id, { state: made.making.state }, { db });
  });
}

/** Not for this worker: its results would be filed under a key that is not theirs. */
function isOther({ key, appId, profile }: PackageJob, { packs }: WorkOptions): boolean {
  const mine = runKey({ packs, profile, appId });
  return mine.facts !== key.facts || mine.packs !== key.packs || mine.profile !== key.profile;
}

async function madeOf(taken: Taken, queue: Queue, options: WorkOptions): Promise<Made | 'missing' | 'stopped'> {
  const { data } = taken;
  const { packs, rules, childFor, root } = options;
  const stored = await factsOf(queue.pool, data.key);
  const paths = data.paths.map((path) => placeOf(path, data.rooted, root));
  if (!stored && !(await areThere(paths))) return 'missing';
  const { appId, lang, profile } = data;
  const item = packageOf(
    data,
    paths.filter((path) => path !== undefined),
  );
  const made = await makeResult(
    item,
    stored,
    { packs, rules, appId, lang, profile, worker: childFor(profile.memory) },
    options.abort,
  );
  if (made === 'stopped' || stored || !(await isChanged(item, made))) return made;
  const why = '样品在入队之后被改动，读到的内容与入队时的校验值不符。请重新入队。';
  return givenUp(item, { packs, lang }, { ...made.making, state: 'failed' }, why);
}

/** Whether the child read something else than what was put into the queue; what consists of several files is not told by one digest. */
async function isChanged({ paths, digest }: Package, { answer, making }: Made): Promise<boolean> {
  if (making.state !== 'done' || paths.length !== 1 || !(await stat(paths[0]!)).isFile()) return false;
  return (JSON.parse(answer.summary) as Summary).sha256 !== digest.sha256;
}

/** The result of a package whose job failed too often. */
function buried({ data, output }: Taken, { packs }: WorkOptions): Promise<Made> {
  const { reason } = (output ?? {}) as { reason?: string };
  const why =
    reason === 'missing'
      ? `共享文件夹中找不到样品（${data.paths[0]}），多次重试仍没有。请核对各工作进程的 --root。`
      : '检测它的工作进程多次中断（断电、被系统终止或任务出错），没有得到结果。请单独用 jianfu scan 检查，或用 --retry 重新入队。';
  return givenUp(packageOf(data, data.paths), { packs, lang: data.lang }, { state: 'failed', attempts: 0, ms: 0 }, why);
}

function packageOf({ name, size, sm3, key }: PackageJob, paths: string[]): Package {
  return { paths, unit: '', name, size, digest: { sha256: key.digest, sm3 } };
}

/** @returns undefined for what lies outside the shared folder, whoever wrote the job */
export function placeOf(path: string, rooted: boolean, root: string | undefined): string | undefined {
  if (root === undefined) return rooted || !isAbsolute(path) ? undefined : path;
  const place = resolve(root, path);
  const inside = relative(resolve(root), place);
  return inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside) ? undefined : place;
}

async function areThere(paths: readonly (string | undefined)[]): Promise<boolean> {
  for (const path of paths) if (path === undefined || !(await stat(path).catch(() => undefined))) return false;
  return true;
}

/**
 * Tries until the data base takes it: a result that took minutes is not thrown away for a restart of the data base.
 * @returns false when it was told to end first
 */
async function persist(
  run: () => Promise<unknown>,
  abort: AbortSignal | undefined,
  { log, metrics }: WorkOptions,
): Promise<boolean> {
  for (let pause = 250, tries = 0; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS), tries += 1) {
    try {
      await run();
      return true;
    } catch (error) {
      if (!isPassing(error)) throw error;
      metrics.databaseErrors.inc();
      log('warn', 'database-error', { error: (error as Error).message });
      if (abort?.aborted || (abort === undefined && tries >= 3)) return false;
      await sleep(pause, undefined, { signal: abort }).catch(() => undefined);
    }
  }
}

/** Connection lost or refused, out of space, shutting down, a deadlock: SQLSTATE classes 08, 40, 53, 57, 58, or the network's own. */
export function isPassing(error: unknown): boolean {
  const code = String((error as { code?: unknown }).code ?? '');
  if (/^[0-9A-Z]{5}$/.test(code) && !code.startsWith('E')) return /^(?:08|40|53|57|58)/.test(code);
  return /^E[A-Z]+$/.test(code) || /connection|timeout|terminat/i.test(String((error as Error).message));
}

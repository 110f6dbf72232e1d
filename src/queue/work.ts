import { setTimeout as sleep } from 'node:timers/promises';
import { runKey } from '../batch/inspect.js';
import { milliseconds } from '../clock.js';
import type { Queue } from './connection.js';
import { giveBack, type JobPlace, type PackageJob } from './jobs.js';
import type { Log } from './log.js';
import type { Metrics } from './metrics.js';
import { buried, type ObtainOptions, obtain } from './obtain.js';
import { heldOf, saveAndComplete } from './results.js';

export interface WorkOptions extends ObtainOptions {
  /** Names this worker in results and logs. */
  id: string;
  log: Log;
  metrics: Metrics;
}

export interface Taken extends JobPlace {
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
  const { hasResult, facts } = await heldOf(queue.pool, data.key);
  if (hasResult) {
    await queue.boss.complete(taken.queue, taken.id);
    return log('info', 'already-there', label);
  }
  const made = taken.queue === 'dead' ? await buried(data, taken.output, options) : await obtain(data, facts, options);
  if (typeof made === 'object' && 'reason' in made) {
    metrics.returned.inc({ reason: made.reason });
    log('warn', made.reason, { ...label, error: made.message });
    await queue.boss.fail(taken.queue, taken.id, { ...made, paths: data.paths.slice(0, 3) });
    return;
  }
  if (made === 'stopped') {
    metrics.returned.inc({ reason: 'stopped' });
    await persist(() => giveBack(queue.pool, taken.queue, taken.id), undefined, options);
    return log('info', 'given-back', label);
  }
  if (!(await persist(() => saveAndComplete(queue.pool, taken, data.key, made, options.id), options.abort, options))) return;
  const { state, ms } = made.making;
  metrics.packages.inc({ queue: taken.queue, state });
  metrics.seconds.observe({ queue: taken.queue }, (milliseconds() - started) / 1000);
  log(state === 'failed' ? 'warn' : 'info', taken.queue === 'dead' ? 'gave-up' : 'finished', { ...label, state, ms });
}

/** Not for this worker: its results would be filed under a key that is not theirs. */
function isOther({ key, appId, profile }: PackageJob, { packs }: WorkOptions): boolean {
  const mine = runKey({ packs, profile, appId });
  return mine.facts !== key.facts || mine.packs !== key.packs || mine.profile !== key.profile;
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

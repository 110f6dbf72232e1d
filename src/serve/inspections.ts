import { type Done, type Inspection, inspect, runKey } from '../batch/inspect.js';
import { packageOf } from '../batch/job.js';
import { type Found, identify, type Package } from '../batch/packages.js';
import { createTurns, isFileError, splitWeChat } from '../batch/run.js';
import type { Store } from '../batch/store.js';
import { type PaperDesk, PapersError } from './papers.js';
import { type Enclosed, nameOf, type Records, type Submission } from './records.js';

export interface Running {
  submission: number;
  name: string;
  unit: string;
  by: string;
  /** Milliseconds since 1970. */
  since: number;
}

export interface Finished {
  submission: number;
  name: string;
  unit: string;
  by: string;
  digest?: string;
  /**
   * `gone`: its file cannot be read; `cleaned`: its file was removed, and what is known of it is kept; `papers`: inspected, but not with its papers; `error`: the program failed, and it is begun
   * again at the next start.
   */
  done: Done | 'gone' | 'cleaned' | 'papers' | 'error';
  problem?: string;
  /** Milliseconds since 1970. */
  at: number;
}

export interface Progress {
  waiting: number;
  running: Running[];
  /** Newest first. */
  finished: Finished[];
}

export interface Inspections {
  /** Takes in what was found, and begins as soon as there is room. @throws QueueFullError */
  submit(found: readonly Found[], by: string, papers?: readonly Enclosed[]): Promise<Submission[]>;
  /** Numbers of the submissions that wait or are being inspected. */
  busy(): ReadonlySet<number>;
  /** Takes in once more what was taken in before. */
  again(submissions: readonly Submission[]): void;
  progress(): Progress;
  /** @returns takes the listener away */
  onChange(listener: (finished?: Finished) => void): () => void;
  /** Ends the children; what they had in hand is begun again at the next start. */
  stop(): Promise<void>;
}

/** So many are waiting that one more would help nobody. */
export class QueueFullError extends Error {}

const MOST_WAITING = 5000;
const MOST_FINISHED = 50;

/** Inspects what is handed in, a child process per package, a few at a time. What was left from an earlier run comes first. */
export function createInspections(
  store: Store,
  records: Records,
  papers: PaperDesk,
  inspection: Inspection,
  { jobs, onError }: { jobs: number; onError: (error: unknown) => void },
): Inspections {
  const waiting = records.unfinished(runKey(inspection));
  const running = new Map<number, Running>();
  const finished: Finished[] = [];
  const listeners = new Set<(finished?: Finished) => void>();
  const stop = new AbortController();
  const inTurn = createTurns();
  const lanes = new Set<Promise<void>>();

  const tell = (one?: Finished): void => {
    for (const listener of listeners) {
      try {
        listener(one);
      } catch (error) {
        onError(error); // the log could not be written: what was inspected is inspected
      }
    }
  };
  const work = async (one: Submission): Promise<Pick<Finished, 'digest' | 'done' | 'problem'> | undefined> => {
    try {
      const item = one.cleaned === undefined ? await identify(one) : fromFacts(one);
      if (!item) {
        records.giveUp(one.id, 'cleaned');
        return { digest: one.digest!, done: 'cleaned' };
      }
      const digest = item.digest.sha256;
      records.identify(one.id, digest);
      const done = await inTurn(digest, () => inspect(item, store, inspection, stop.signal));
      if (done === 'stopped') return undefined;
      const problem = await withPapers(digest);
      return problem === undefined ? { digest, done } : { digest, done: 'papers', problem };
    } catch (error) {
      return failed(one, error);
    }
  };
  /** Its files are gone; where its facts are kept they can still be checked. */
  const fromFacts = (one: Submission): Package | undefined => {
    const { digest: sha256 = '' } = one;
    const facts = store.factsOf({ digest: sha256, ...runKey(inspection) });
    if (!facts) return undefined;
    const { size, sm3 } = packageOf(facts.body);
    return { ...one, name: nameOf(one), size, digest: { sha256, sm3 } };
  };
  /** @returns why its papers could not be taken into account */
  const withPapers = async (digest: string): Promise<string | undefined> => {
    try {
      await papers.complete({ digest, ...runKey(inspection) });
      return undefined;
    } catch (error) {
      if (!(error instanceof PapersError)) throw error;
      return error.message;
    }
  };
  const failed = ({ id, digest }: Submission, error: unknown): Pick<Finished, 'digest' | 'done' | 'problem'> => {
    try {
      if (!isFileError(error)) throw error;
      const problem = (error as NodeJS.ErrnoException).code ?? '';
      records.giveUp(id, problem);
      return { ...(digest !== undefined && { digest }), done: 'gone', problem };
    } catch (other) {
      onError(other);
      return { done: 'error' };
    }
  };
  const lane = async (): Promise<void> => {
    for (let one = waiting.shift(); one && !stop.signal.aborted; one = waiting.shift()) {
      const shown = { submission: one.id, name: nameOf(one), unit: one.unit, by: one.by };
      running.set(one.id, { ...shown, since: Date.now() });
      tell();
      const end = await work(one).finally(() => running.delete(one!.id));
      if (!end) continue;
      const now: Finished = { ...shown, ...end, at: Date.now() };
      finished.unshift(now);
      finished.splice(MOST_FINISHED);
      tell(now);
    }
  };
  const start = (): void => {
    while (lanes.size < Math.min(jobs, waiting.length + running.size) && !stop.signal.aborted) {
      const mine: Promise<void> = lane()
        .catch(onError)
        .finally(() => lanes.delete(mine));
      lanes.add(mine);
    }
  };
  const take = (submissions: readonly Submission[]): void => {
    waiting.push(...submissions);
    start();
    tell();
  };
  start();
  return {
    submit: async (found, by, enclosed = []) => {
      if (waiting.length + found.length > MOST_WAITING) throw new QueueFullError(String(MOST_WAITING));
      const apps = await splitWeChat(found, { ...inspection, signal: stop.signal });
      const taken = records.submit(apps, by, new Date().toISOString(), enclosed);
      take(taken);
      return taken;
    },
    busy: () => new Set([...running.keys(), ...waiting.map(({ id }) => id)]),
    again: take,
    progress: () => ({ waiting: waiting.length, running: [...running.values()], finished: [...finished] }),
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: async () => {
      stop.abort();
      await Promise.all(lanes);
    },
  };
}

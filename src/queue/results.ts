import type { ClientBase, Pool } from 'pg';
import type { Made } from '../batch/inspect.js';
import type { ResultKey, State, StoredFacts } from '../batch/store.js';
import { completion, type JobPlace } from './jobs.js';

export type KindOfRun = Omit<ResultKey, 'digest'>;

const KEY = 'digest=$1 AND facts=$2 AND packs=$3 AND profile=$4';
const valuesOf = ({ digest, facts, packs, profile }: ResultKey): string[] => [digest, facts, packs, profile];

/** What is there of a package: its result, else the facts that can be checked without it. One question, as every package asks it. */
export async function heldOf(db: Pool, key: ResultKey): Promise<{ hasResult: boolean; facts?: StoredFacts }> {
  const { rows } = await db.query<{ there: boolean; state: State | null; body: Buffer | null }>(
    `WITH result AS (SELECT EXISTS (SELECT 1 FROM jianfu.result WHERE ${KEY}) AS there)
     SELECT there, f.state, f.body FROM result
       LEFT JOIN jianfu.facts f ON NOT there AND f.digest=$1 AND f.facts=$2 AND f.profile=$4`,
    valuesOf(key),
  );
  const { there, state, body } = rows[0]!;
  return { hasResult: there, ...(state && body && { facts: { state, body } }) };
}

/**
 * Saves a result and ends its job. Both are one statement, and so one transaction: neither is without the other, whatever is killed
 * in between. A result that is there already stays, as whoever comes second has made the same. The server need not have written to
 * its disk before the worker goes on: where the power fails just then, both are gone, and the job is done again.
 */
export async function saveAndComplete(
  db: Pool,
  { queue, id }: JobPlace,
  key: ResultKey,
  made: Made,
  worker: string,
): Promise<void> {
  const { state, attempts, ms } = made.making;
  const { summary, result, html, facts = null } = made.answer;
  await db.query(
    `WITH facts AS (INSERT INTO jianfu.facts (digest, facts, profile, state, body)
       SELECT $1, $2, $4, $5, $12::bytea WHERE $12::bytea IS NOT NULL ON CONFLICT DO NOTHING),
     result AS (INSERT INTO jianfu.result (digest, facts, packs, profile, state, attempts, ms, summary, body, html, worker)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) ON CONFLICT DO NOTHING)
     ${completion(13, 14, 15)}`,
    [...valuesOf(key), state, attempts, Math.round(ms), summary, result, html, worker, facts, queue, id, { state }],
  );
}

/** Which of the packages have a result of the kind. */
export async function statesOf(db: Pool, kind: KindOfRun, digests: readonly string[]): Promise<Map<string, State>> {
  const { rows } = await db.query<{ digest: string; state: State }>(
    'SELECT digest, state FROM jianfu.result WHERE digest = ANY($1) AND facts=$2 AND packs=$3 AND profile=$4',
    [digests, kind.facts, kind.packs, kind.profile],
  );
  return new Map(rows.map(({ digest, state }) => [digest, state]));
}

/** The data base's own time, for `newStates`. */
export async function timeOf(db: Pool): Promise<string> {
  return (await db.query<{ now: string }>('SELECT now()::text AS now')).rows[0]!.now;
}

/** A result is seen by others when its transaction ends, but carries the time when it began. */
const LONGEST_TRANSACTION = '10 seconds';

/** The results of the kind made since then, of whichever packages; some of them may have been told before. @param since of `timeOf` */
export async function newStates(db: Pool, kind: KindOfRun, since: string): Promise<Map<string, State>> {
  const { rows } = await db.query<{ digest: string; state: State }>(
    `SELECT digest, state FROM jianfu.result
     WHERE made_at >= $1::timestamptz - interval '${LONGEST_TRANSACTION}' AND facts=$2 AND packs=$3 AND profile=$4`,
    [since, kind.facts, kind.packs, kind.profile],
  );
  return new Map(rows.map(({ digest, state }) => [digest, state]));
}

/** Which of the packages were read before, under whatever rules. */
export async function withFacts(db: Pool, kind: KindOfRun, digests: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ digest: string }>(
    'SELECT digest FROM jianfu.facts WHERE digest = ANY($1) AND facts=$2 AND profile=$3',
    [digests, kind.facts, kind.profile],
  );
  return new Set(rows.map(({ digest }) => digest));
}

/** @returns undefined where it was forgotten meanwhile */
export async function resultOf(db: Pool, key: ResultKey): Promise<Made | undefined> {
  const { rows } = await db.query<{
    state: State;
    attempts: number;
    ms: number;
    summary: string;
    body: Buffer;
    html: Buffer;
    facts: Buffer | null;
  }>(
    `SELECT r.state, r.attempts, r.ms, r.summary, r.body, r.html, f.body AS facts FROM jianfu.result r
     LEFT JOIN jianfu.facts f USING (digest, facts, profile) WHERE r.${KEY.replaceAll(' AND ', ' AND r.')}`,
    valuesOf(key),
  );
  const [row] = rows;
  if (!row) return undefined;
  const { state, attempts, ms, summary, body: result, html, facts } = row;
  return { answer: { summary, result, html, facts: facts ?? undefined }, making: { state, attempts, ms } };
}

/** For `--retry`: the result and the facts that say nothing. */
export async function forgetResult(db: ClientBase, key: ResultKey): Promise<void> {
  await db.query(`DELETE FROM jianfu.result WHERE ${KEY}`, valuesOf(key));
  await db.query('DELETE FROM jianfu.facts WHERE digest=$1 AND facts=$2 AND profile=$3', [key.digest, key.facts, key.profile]);
}

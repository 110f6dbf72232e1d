import type { ClientBase, Pool } from 'pg';
import type { Made } from '../batch/inspect.js';
import type { ResultKey, State, StoredFacts } from '../batch/store.js';

export type KindOfRun = Omit<ResultKey, 'digest'>;

const KEY = 'digest=$1 AND facts=$2 AND packs=$3 AND profile=$4';
const valuesOf = ({ digest, facts, packs, profile }: ResultKey): string[] => [digest, facts, packs, profile];

export async function hasResult(db: Pool, key: ResultKey): Promise<boolean> {
  return (await db.query(`SELECT 1 FROM jianfu.result WHERE ${KEY}`, valuesOf(key))).rows.length > 0;
}

export async function factsOf(db: Pool, { digest, facts, profile }: ResultKey): Promise<StoredFacts | undefined> {
  const sql = 'SELECT body, state FROM jianfu.facts WHERE digest=$1 AND facts=$2 AND profile=$3';
  return (await db.query<{ body: Buffer; state: State }>(sql, [digest, facts, profile])).rows[0];
}

/** A result that is there already stays: whoever comes second has made the same. @returns whether it was the first */
export async function saveResult(db: ClientBase, key: ResultKey, { answer, making }: Made, worker: string): Promise<boolean> {
  const { digest, facts, profile } = key;
  if (answer.facts)
    await db.query(
      'INSERT INTO jianfu.facts (digest, facts, profile, state, body) VALUES ($1,$2,$3,$4,$5) ON CONFLICT DO NOTHING',
      [digest, facts, profile, making.state, answer.facts],
    );
  const { rowCount } = await db.query(
    `INSERT INTO jianfu.result (digest, facts, packs, profile, state, attempts, ms, summary, body, html, worker)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) ON CONFLICT DO NOTHING`,
    [...valuesOf(key), making.state, making.attempts, Math.round(making.ms), answer.summary, answer.result, answer.html, worker],
  );
  return rowCount === 1;
}

/** Which of the packages have a result of the kind. */
export async function statesOf(db: Pool, kind: KindOfRun, digests: readonly string[]): Promise<Map<string, State>> {
  const { rows } = await db.query<{ digest: string; state: State }>(
    'SELECT digest, state FROM jianfu.result WHERE digest = ANY($1) AND facts=$2 AND packs=$3 AND profile=$4',
    [digests, kind.facts, kind.packs, kind.profile],
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

import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { LimitProfile } from '../batch/limits.js';
import type { ResultKey } from '../batch/store.js';
import { JOB_SCHEMA, type QueueName } from './connection.js';

/** What a worker is told of a package. */
export interface PackageJob {
  key: ResultKey;
  /** Relative to the shared folder where `rooted`, else absolute; or `s3://bucket/key`. */
  paths: string[];
  rooted: boolean;
  name: string;
  size: number;
  sm3: string;
  appId?: string;
  lang: 'zh' | 'en';
  profile: LimitProfile;
}

/** The same for the same result, whoever asks: two coordinators put one job into a queue. A UUID of version 8 (RFC 9562). */
export function jobId({ digest, facts, packs, profile }: ResultKey): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([digest, facts, packs, profile]))
    .digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * A worker's heartbeat: pg-boss 10 gives a job to another when `started_on` is older than `expire_in`.
 * @returns those of the jobs that still are this worker's
 */
export async function touch(pool: Pool, ids: readonly string[]): Promise<string[]> {
  const sql = `UPDATE ${JOB_SCHEMA}.job SET started_on = now() WHERE state = 'active' AND id = ANY($1::uuid[]) RETURNING id`;
  return (await pool.query<{ id: string }>(sql, [ids])).rows.map(({ id }) => id);
}

/** Gives a job back as if it had not been taken: no try is counted, as pg-boss counts those that have a start. */
export async function giveBack(pool: Pool, queue: QueueName, id: string, seconds = 0): Promise<void> {
  await pool.query(
    `UPDATE ${JOB_SCHEMA}.job SET state = CASE WHEN retry_count > 0 THEN 'retry' ELSE 'created' END::${JOB_SCHEMA}.job_state,
       started_on = NULL, start_after = now() + $3 * interval '1 second'
     WHERE name = $1 AND id = $2 AND state = 'active'`,
    [queue, id, seconds],
  );
}

/** Names a job. */
export interface JobPlace {
  queue: QueueName;
  id: string;
}

/**
 * The statement with which pg-boss 10 completes a job, for a statement that does more with it at once; who does the job again after
 * a power failure need not wait for the disk.
 *
 * @returns SQL with the numbers of the parameters for queue, id and what came of it
 */
export function completion(queue: number, id: number, output: number): string {
  return `UPDATE ${JOB_SCHEMA}.job SET completed_on = now(), state = 'completed', output = $${output}::jsonb
     FROM (SELECT set_config('synchronous_commit', 'off', true)) AS not_waited_for
     WHERE name = $${queue} AND id = $${id}::uuid AND state = 'active'`;
}

export interface Depth {
  queue: string;
  waiting: number;
  active: number;
  failed: number;
}

/** How many jobs there are, in the order of the names. */
export async function depths(pool: Pool): Promise<Depth[]> {
  const { rows } = await pool.query<Depth>(
    `SELECT q.name AS queue,
       count(*) FILTER (WHERE j.state IN ('created', 'retry'))::int AS waiting,
       count(*) FILTER (WHERE j.state = 'active')::int AS active,
       count(*) FILTER (WHERE j.state = 'failed')::int AS failed
     FROM ${JOB_SCHEMA}.queue q LEFT JOIN ${JOB_SCHEMA}.job j ON j.name = q.name GROUP BY q.name ORDER BY q.name`,
  );
  return rows;
}

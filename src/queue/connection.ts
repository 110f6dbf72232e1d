import pg from 'pg';
import PgBoss from 'pg-boss';
import { QueueAddressError, queueAddress } from './address.js';
import { areTablesCurrent, migrateTables } from './migrations.js';

/** pg-boss's own tables stand in a schema of their own. */
export const JOB_SCHEMA = 'jianfu_jobs';
/** Reading a package takes seconds to minutes, checking stored facts less than one; what failed too often ends in `dead`. */
export const QUEUES = ['extract', 'check', 'dead'] as const;
export type QueueName = (typeof QUEUES)[number];

/** Who gives a job up, and when: see docs/queue.md. */
const EXPIRE_SECONDS = 60;
const RETRY_LIMIT = 3;
const RETRY_DELAY = 5;
const RETENTION_MINUTES = 90 * 24 * 60;

export interface QueueOptions {
  /** Told of every error of the data base, also of those that are tried again. */
  onError: (error: Error) => void;
  /** Seconds between looks for jobs whose worker is gone; 0 leaves that to others. */
  superviseSeconds?: number;
  /** Connections at once. */
  connections?: number;
}

export interface Queue {
  boss: PgBoss;
  pool: pg.Pool;
  /** Runs in one transaction; `db` makes pg-boss take part in it. @throws what `run` throws, with nothing kept */
  transaction<T>(run: (client: pg.PoolClient, db: PgBoss.Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** @throws QueueAddressError where the tables are not there or not those of this version; the system's error where nobody answers */
export async function openQueue(url: string, options: QueueOptions): Promise<Queue> {
  const pool = poolOf(url, options);
  try {
    const client = await pool.connect();
    const current = await areTablesCurrent(client).finally(() => client.release());
    if (!current) throw new QueueAddressError('队列的数据表还没有建立，或不是这个版本的。请先运行 jianfu queue migrate。');
    const boss = bossOn(pool, options, false);
    await boss.start();
    return {
      boss,
      pool,
      transaction: (run) => transaction(pool, run),
      close: async () => {
        await boss.stop({ graceful: false });
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/**
 * Makes or updates all tables and queues; for the owner of the data base.
 *
 * @param expireSeconds a worker that was not heard of for so long has lost its jobs
 * @returns how many steps our own tables took
 */
export async function migrateQueue(url: string, expireSeconds = EXPIRE_SECONDS): Promise<number> {
  const options = { onError: () => undefined };
  const pool = poolOf(url, options);
  try {
    const client = await pool.connect();
    const steps = await migrateTables(client).finally(() => client.release());
    const boss = bossOn(pool, options, true);
    await boss.start();
    await makeQueue(boss, 'dead', { expireInSeconds: expireSeconds, retentionMinutes: RETENTION_MINUTES });
    for (const name of ['extract', 'check'] as const)
      await makeQueue(boss, name, {
        deadLetter: 'dead',
        expireInSeconds: expireSeconds,
        retryLimit: RETRY_LIMIT,
        retryDelay: RETRY_DELAY,
        retryBackoff: true,
        retentionMinutes: RETENTION_MINUTES,
      });
    await boss.stop({ graceful: false });
    // In the order in which jobs are taken: pg-boss's own index has all that wait be looked at for the first of them.
    await pool.query(
      `CREATE INDEX IF NOT EXISTS jianfu_next ON ${JOB_SCHEMA}.job (name, priority DESC, created_on, id) WHERE state < 'active'`,
    );
    return steps;
  } finally {
    await pool.end();
  }
}

/** One that is there already takes the new settings; the jobs in it keep theirs. */
async function makeQueue(boss: PgBoss, name: QueueName, settings: Omit<PgBoss.Queue, 'name'>): Promise<void> {
  await boss.createQueue(name, { name, ...settings });
  await boss.updateQueue(name, { name, ...settings });
}

/** How often a worker has to be heard of: several times in the span that is allowed, as one heartbeat may be lost. */
export async function heartbeatOf({ boss }: Queue): Promise<number> {
  const { expireInSeconds = EXPIRE_SECONDS } = (await boss.getQueue('extract')) ?? {};
  return (expireInSeconds * 1000) / 5;
}

function poolOf(url: string, { onError, connections = 4 }: QueueOptions): pg.Pool {
  const pool = new pg.Pool({
    ...queueAddress(url),
    max: connections,
    application_name: 'jianfu',
    connectionTimeoutMillis: 10_000,
    // A peer that is gone without a word must not hold a worker for ever.
    keepAlive: true,
    query_timeout: 300_000,
  });
  // Connections that break while nobody uses them; and those that break in use, whose query fails as well.
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}

function bossOn(pool: pg.Pool, { onError, superviseSeconds = 0 }: QueueOptions, migrate: boolean): PgBoss {
  const executeSql = async (text: string, values?: unknown[]): Promise<{ rows: unknown[] }> => {
    try {
      return await pool.query(text, values);
    } catch (error) {
      // pg-boss keeps some errors to itself: a fetch from a data base that is away just finds nothing.
      onError(error as Error);
      throw error;
    }
  };
  const boss = new PgBoss({
    db: { executeSql },
    schema: JOB_SCHEMA,
    migrate,
    schedule: false,
    supervise: superviseSeconds > 0,
    ...(superviseSeconds > 0 && { maintenanceIntervalSeconds: superviseSeconds }),
    archiveCompletedAfterSeconds: 3600,
  });
  boss.on('error', () => undefined); // told already, where it happened
  return boss;
}

async function transaction<T>(pool: pg.Pool, run: (client: pg.PoolClient, db: PgBoss.Db) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const value = await run(client, { executeSql: (text, values) => client.query(text, values) });
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch((second: Error) => {
      broken = second;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

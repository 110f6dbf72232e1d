import type { ClientBase } from 'pg';

/**
 * The tables of results, a step each; steps are only ever added. The bodies are gzip already, so that PostgreSQL is told not to
 * compress them again. `summary` is text: JSON texts of hostile packages may hold what `jsonb` refuses (U+0000).
 */
const STEPS = [
  `CREATE TABLE jianfu.facts (
     digest text, facts text, profile text, state text NOT NULL, body bytea NOT NULL,
     made_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (digest, facts, profile));
   CREATE TABLE jianfu.result (
     digest text, facts text, packs text, profile text,
     state text NOT NULL, attempts integer NOT NULL, ms integer NOT NULL,
     summary text NOT NULL, body bytea NOT NULL, html bytea NOT NULL, worker text NOT NULL,
     made_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (digest, facts, packs, profile));
   ALTER TABLE jianfu.facts ALTER body SET STORAGE EXTERNAL;
   ALTER TABLE jianfu.result ALTER body SET STORAGE EXTERNAL, ALTER html SET STORAGE EXTERNAL;`,
  // Who waits asks for what is new.
  'CREATE INDEX result_made_at ON jianfu.result (made_at)',
];

/** Any number: two that migrate at once wait for one another. */
const LOCK = 7_314_208;

/** Brings the tables up to date, in one transaction. @returns how many steps were taken */
export async function migrateTables(client: ClientBase): Promise<number> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query('CREATE SCHEMA IF NOT EXISTS jianfu');
    await client.query(
      'CREATE TABLE IF NOT EXISTS jianfu.migration (step integer PRIMARY KEY, taken_at timestamptz NOT NULL DEFAULT now())',
    );
    const from = await stepsTaken(client);
    for (let step = from; step < STEPS.length; step += 1) {
      await client.query(STEPS[step]!);
      await client.query('INSERT INTO jianfu.migration (step) VALUES ($1)', [step + 1]);
    }
    await client.query('COMMIT');
    return STEPS.length - from;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function stepsTaken(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ step: number }>('SELECT COALESCE(max(step), 0) AS step FROM jianfu.migration');
  return rows[0]!.step;
}

/** Whether the tables are those this program was written for. */
export async function areTablesCurrent(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('jianfu.migration') IS NOT NULL AS there`);
  return rows[0]!.there && (await stepsTaken(client)) === STEPS.length;
}

import { mkdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database as Connection } from 'node-sqlite3-wasm';
import * as wasm from 'node-sqlite3-wasm';
import { FolderError } from './errors.js';
import type { Answer } from './job.js';
import type { Package } from './packages.js';

/** A CommonJS module: Node and the bundler give its names in different places. */
const { Database } = (wasm as unknown as { default?: typeof wasm }).default ?? wasm;

/** What a result is one of: it is made once and never again. */
export interface ResultKey {
  digest: string;
  /** Version of the facts' schema and of what extracts them. */
  facts: string;
  packs: string;
  profile: string;
}

export type State = 'done' | 'nothing' | 'failed';

/** How a result came about. */
export interface Making {
  state: State;
  attempts: number;
  ms: number;
}

/** gzip of a facts file; `state` as of the result that came with it. */
export interface StoredFacts {
  body: Uint8Array;
  state: State;
}

export interface Row extends Making {
  path: string;
  unit: string;
  name: string;
  digest: string;
  /** JSON of a `Summary`. */
  summary: string;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS facts (
  digest TEXT, facts TEXT, profile TEXT, state TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (digest, facts, profile));
CREATE TABLE IF NOT EXISTS result (
  digest TEXT, facts TEXT, packs TEXT, profile TEXT,
  state TEXT NOT NULL, attempts INTEGER NOT NULL, ms INTEGER NOT NULL, summary TEXT NOT NULL, body BLOB NOT NULL, html BLOB NOT NULL,
  PRIMARY KEY (digest, facts, packs, profile));
CREATE TABLE IF NOT EXISTS input (
  path TEXT PRIMARY KEY, unit TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL);
`;

export interface Store {
  /** Whether this very result is there already. */
  hasResult(key: ResultKey): boolean;
  stateOf(key: ResultKey): State | undefined;
  factsOf(key: ResultKey): StoredFacts | undefined;
  /** In one transaction; a result that is there already stays. */
  save(
    key: ResultKey,
    answer: Required<Pick<Answer, 'summary' | 'result' | 'html'>> & Pick<Answer, 'facts'>,
    making: Making,
  ): void;
  /** Forgets which inputs an earlier run was given; its results stay. */
  begin(): void;
  /** Notes that a path was seen and what was in it; written with what comes next. */
  see(item: Package): void;
  forget(key: ResultKey): void;
  /** Every input seen since `begin` that has a result, by path. */
  rows(key: Omit<ResultKey, 'digest'>): Iterable<Row>;
  bodyOf(key: ResultKey): { body: Uint8Array; html: Uint8Array } | undefined;
  count(): { facts: number; results: number };
  close(): void;
}

/**
 * The results of a batch in one SQLite file, by way of WebAssembly: nothing is compiled, and any SQLite program can read it.
 * The caller holds the folder's lock, so that a lock of the data base itself can only be left from a process that was killed.
 */
export function openStore(folder: string): Store {
  return storeOn(connect(folder), folder);
}

/** The data base alone, for who keeps tables of its own in it. */
export function connect(folder: string): Connection {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'results.sqlite');
  rmSync(`${file}.lock`, { recursive: true, force: true });
  const db = new Database(file);
  // The folder is ours alone: the lock of the data base, a folder made and removed on the disk, is not given up between two questions.
  db.exec('PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=PERSIST; PRAGMA synchronous=NORMAL;');
  db.exec(SCHEMA);
  return db;
}

/** @param folder that of the data base, to say how much room is left there */
export function storeOn(db: Connection, folder: string): Store {
  const { writeSeen, ...written } = writing(db, folder);
  const read = reading(db);
  return {
    ...read,
    ...written,
    rows: (key) => {
      writeSeen();
      return read.rows(key);
    },
    close: () => {
      try {
        writeSeen();
      } catch {
        // The disk is full, as was told where it mattered; the next run sees them again.
      }
      db.close();
    },
  };
}

const KEY = 'digest=? AND facts=? AND packs=? AND profile=?';
const valuesOf = ({ digest, facts, packs, profile }: ResultKey): string[] => [digest, facts, packs, profile];

function reading(db: Connection): Pick<Store, 'hasResult' | 'stateOf' | 'factsOf' | 'bodyOf' | 'rows' | 'count'> {
  const number = (sql: string): number => Number((db.get(sql) as { n: number }).n);
  return {
    hasResult: (key) => db.get(`SELECT 1 AS n FROM result WHERE ${KEY}`, valuesOf(key)) !== null,
    stateOf: (key) => (db.get(`SELECT state FROM result WHERE ${KEY}`, valuesOf(key)) as { state: State } | null)?.state,
    factsOf: ({ digest, facts, profile }) => {
      const row = db.get('SELECT body, state FROM facts WHERE digest=? AND facts=? AND profile=?', [digest, facts, profile]);
      return (row as StoredFacts | null) ?? undefined;
    },
    bodyOf: (key) => (db.get(`SELECT body, html FROM result WHERE ${KEY}`, valuesOf(key)) as never) ?? undefined,
    *rows({ facts, packs, profile }) {
      const statement = db.prepare(
        `SELECT path, unit, name, i.digest AS digest, state, attempts, ms, summary FROM input i
         JOIN result r ON r.digest=i.digest AND r.facts=? AND r.packs=? AND r.profile=? ORDER BY path`,
      );
      try {
        for (const row of statement.iterate([facts, packs, profile])) yield row as unknown as Row;
      } finally {
        statement.finalize();
      }
    },
    count: () => ({ facts: number('SELECT count(*) AS n FROM facts'), results: number('SELECT count(*) AS n FROM result') }),
  };
}

/** Inputs that were seen are written so many at once, or with the next result: the next run sees them again. */
const MOST_SEEN = 200;

function writing(db: Connection, folder: string): Pick<Store, 'save' | 'begin' | 'see' | 'forget'> & { writeSeen(): void } {
  let seen: Package[] = [];
  const written = (run: () => void): void => {
    transaction(db, folder, () => {
      for (const { paths, unit, name, digest } of seen)
        db.run('INSERT OR REPLACE INTO input VALUES (?,?,?,?)', [paths.join('\n'), unit, name, digest.sha256]);
      run();
    });
    seen = [];
  };
  const writeSeen = (): void => {
    if (seen.length > 0) written(() => undefined);
  };
  return {
    save: (key, { summary, result, html, facts }, { state, attempts, ms }) =>
      written(() => {
        if (facts) db.run('INSERT OR IGNORE INTO facts VALUES (?,?,?,?,?)', [key.digest, key.facts, key.profile, state, facts]);
        const making = [state, attempts, Math.round(ms), summary];
        db.run('INSERT OR IGNORE INTO result VALUES (?,?,?,?,?,?,?,?,?,?)', [...valuesOf(key), ...making, result, html]);
      }),
    begin: () => {
      seen = [];
      written(() => db.exec('DELETE FROM input'));
    },
    see: (item) => {
      seen.push(item);
      if (seen.length >= MOST_SEEN) writeSeen();
    },
    forget: (key) =>
      written(() => {
        db.run(`DELETE FROM result WHERE ${KEY}`, valuesOf(key));
        db.run('DELETE FROM facts WHERE digest=? AND facts=? AND profile=?', [key.digest, key.facts, key.profile]);
      }),
    writeSeen,
  };
}

/** All of it or nothing. @throws FolderError */
export function transaction(db: Connection, folder: string, run: () => void): void {
  try {
    db.exec('BEGIN IMMEDIATE');
    run();
    db.exec('COMMIT');
  } catch (error) {
    // A full disk makes SQLite roll back by itself.
    if (db.inTransaction) db.exec('ROLLBACK');
    throw new FolderError(`${reasonOf(error, folder)}已有的结果都保存着，解决后再次运行同一命令会接着做。`);
  }
}

/** Less is no room for another result. */
const LEAST_FREE = 1 << 20;

function reasonOf(error: unknown, folder: string): string {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free < LEAST_FREE) return `磁盘已满，结果库写不下：${folder} 所在的磁盘只剩 ${Math.floor(free / 1024)} KB。`;
  return `结果库写不了：${folder}（${error instanceof Error ? error.message : String(error)}）。`;
}

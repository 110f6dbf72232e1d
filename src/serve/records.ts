import { isAbsolute, join, relative } from 'node:path';
import type { Database as Connection } from 'node-sqlite3-wasm';
import type { Found } from '../batch/packages.js';
import type { ResultKey, Row } from '../batch/store.js';
import type { Review } from '../result.js';

/** Something handed in to be inspected. */
export interface Submission extends Found {
  id: number;
  by: string;
  /** ISO 8601 in UTC. */
  at: string;
  /** Once its content was read. */
  digest?: string;
  /** Why it was given up before there was a result: a file that went away. */
  problem?: string;
}

/** A reviewer's answer as it is kept. */
export interface Answer extends Review {
  id: number;
  about: 'finding' | 'scene';
  /** Who recorded it, which need not be who gave it. */
  account: string;
  at: string;
}

/** As `review.yaml` has it. */
export function reviewOf({ rule, fingerprint, about, answer, by, on, reason }: Answer): Review {
  return { rule, ...(fingerprint !== undefined && { fingerprint }), ...(about === 'scene' && { about }), answer, by, on, reason };
}

/** A row of the list: of a batch, or of a submission. */
export interface ListRow extends Row {
  at?: string;
  by?: string;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS submission (
  id INTEGER PRIMARY KEY AUTOINCREMENT, paths TEXT NOT NULL, names TEXT, unit TEXT NOT NULL,
  account TEXT NOT NULL, at TEXT NOT NULL, digest TEXT, problem TEXT);
CREATE TABLE IF NOT EXISTS answer (
  id INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL, rule TEXT NOT NULL, fingerprint TEXT NOT NULL, about TEXT NOT NULL,
  answer TEXT NOT NULL, person TEXT NOT NULL, day TEXT NOT NULL, reason TEXT NOT NULL,
  account TEXT NOT NULL, at TEXT NOT NULL, withdrawn TEXT);
CREATE INDEX IF NOT EXISTS answer_by_digest ON answer (digest);
`;

export interface Records {
  submit(found: Found, by: string, at: string): Submission;
  /** Its content is known now. */
  identify(id: number, digest: string): void;
  giveUp(id: number, problem: string): void;
  /** Those that have no result of this kind yet and were not given up. */
  unfinished(key: Omit<ResultKey, 'digest'>): Submission[];
  /** All paths that were handed in, to show which of a folder are new. */
  submittedPaths(): Set<string>;
  /** All, or those of one content. */
  rows(key: Omit<ResultKey, 'digest'>, digest?: string): ListRow[];
  submissionsOf(digest: string): Submission[];
  /** Inputs of a batch that have results of another kind only. */
  batchInputsWithout(key: Omit<ResultKey, 'digest'>): number;
  /** Those that stand, in the order they were given. */
  answers(digest: string): Answer[];
  answerCounts(): Map<string, number>;
  /** The answer of an account to the same thing replaces the one before. */
  answer(digest: string, review: Review, account: string, at: string): void;
  /** @returns the answer, where it stood */
  withdraw(digest: string, id: number, at: string): Answer | undefined;
}

const OF_KIND = 'r.facts=? AND r.packs=? AND r.profile=?';
const JUDGED = 'r.digest AS digest, r.state AS state, r.attempts AS attempts, r.ms AS ms, r.summary AS summary';
const kindOf = ({ facts, packs, profile }: Omit<ResultKey, 'digest'>): string[] => [facts, packs, profile];

/**
 * What the office adds to the data base of a batch: tables of its own, so that a batch in the same folder leaves them alone.
 *
 * @param folder of the store; files in it are kept by their place below it, so that it can be moved
 */
export function openRecords(db: Connection, folder: string): Records {
  db.exec(SCHEMA);
  return { ...submissions(db, folder), ...lists(db), ...answers(db) };
}

type Line = Record<string, string | number | null>;

function submissions(
  db: Connection,
  folder: string,
): Pick<Records, 'submit' | 'identify' | 'giveUp' | 'unfinished' | 'submittedPaths' | 'submissionsOf'> {
  const kept = (path: string): string => {
    const below = relative(folder, path);
    return below.startsWith('..') || isAbsolute(below) ? path : below;
  };
  const found = (path: string): string => (isAbsolute(path) ? path : join(folder, path));
  const read = (line: Line): Submission => ({
    id: Number(line.id),
    paths: (JSON.parse(String(line.paths)) as string[]).map(found),
    ...(line.names !== null && { names: JSON.parse(String(line.names)) as string[] }),
    unit: String(line.unit),
    by: String(line.account),
    at: String(line.at),
    ...(line.digest !== null && { digest: String(line.digest) }),
    ...(line.problem !== null && { problem: String(line.problem) }),
  });
  return {
    submit: ({ paths, names, unit }, by, at) => {
      const stored = JSON.stringify(paths.map(kept));
      const values = [stored, names ? JSON.stringify(names) : null, unit, by, at];
      const { lastInsertRowid } = db.run('INSERT INTO submission (paths, names, unit, account, at) VALUES (?,?,?,?,?)', values);
      return { id: Number(lastInsertRowid), paths, ...(names && { names }), unit, by, at };
    },
    identify: (id, digest) => void db.run('UPDATE submission SET digest=? WHERE id=?', [digest, id]),
    giveUp: (id, problem) => void db.run('UPDATE submission SET problem=? WHERE id=?', [problem, id]),
    unfinished: (key) => {
      const sql = `SELECT s.* FROM submission s WHERE s.problem IS NULL AND NOT EXISTS (
        SELECT 1 FROM result r WHERE r.digest=s.digest AND ${OF_KIND}) ORDER BY s.id`;
      return (db.all(sql, kindOf(key)) as Line[]).map(read);
    },
    submissionsOf: (digest) => (db.all('SELECT * FROM submission WHERE digest=? ORDER BY id', [digest]) as Line[]).map(read),
    submittedPaths: () => {
      const lines = db.all('SELECT paths FROM submission WHERE problem IS NULL') as Line[];
      return new Set(lines.flatMap(({ paths }) => (JSON.parse(String(paths)) as string[]).map(found)));
    },
  };
}

const FROM_BATCH = `SELECT i.path AS path, i.unit AS unit, i.name AS name, ${JUDGED}
  FROM input i JOIN result r ON r.digest=i.digest AND ${OF_KIND}`;
const SUBMITTED = `SELECT s.paths AS path, s.names AS names, s.unit AS unit, s.at AS at, s.account AS by, ${JUDGED}
  FROM submission s JOIN result r ON r.digest=s.digest AND ${OF_KIND}`;

function lists(db: Connection): Pick<Records, 'rows' | 'batchInputsWithout'> {
  const fromSubmission = (line: Line): ListRow => {
    const [path = ''] = JSON.parse(String(line.path)) as string[];
    const [name] = line.names === null ? [] : (JSON.parse(String(line.names)) as string[]);
    return { ...(line as unknown as ListRow), path: name ?? path, name: name ?? path.split(/[\\/]/).at(-1) ?? '' };
  };
  return {
    rows: (key, digest) => {
      const [which, values] = digest === undefined ? ['', kindOf(key)] : [' WHERE r.digest=?', [...kindOf(key), digest]];
      const batch = db.all(`${FROM_BATCH}${which}`, values) as unknown as ListRow[];
      return [...batch, ...(db.all(`${SUBMITTED}${which}`, values) as Line[]).map(fromSubmission)];
    },
    batchInputsWithout: (key) => {
      const sql = `SELECT count(*) AS n FROM input i WHERE NOT EXISTS (
        SELECT 1 FROM result r WHERE r.digest=i.digest AND ${OF_KIND})`;
      return Number((db.get(sql, kindOf(key)) as { n: number }).n);
    },
  };
}

function answers(db: Connection): Pick<Records, 'answers' | 'answerCounts' | 'answer' | 'withdraw'> {
  const read = (line: Line): Answer => ({
    id: Number(line.id),
    rule: String(line.rule),
    ...(line.fingerprint !== '' && { fingerprint: String(line.fingerprint) }),
    about: line.about as Answer['about'],
    answer: line.answer as Answer['answer'],
    by: String(line.person),
    on: String(line.day),
    reason: String(line.reason),
    account: String(line.account),
    at: String(line.at),
  });
  return {
    answers: (digest) =>
      (db.all('SELECT * FROM answer WHERE digest=? AND withdrawn IS NULL ORDER BY id', [digest]) as Line[]).map(read),
    answerCounts: () => {
      const lines = db.all('SELECT digest, count(*) AS n FROM answer WHERE withdrawn IS NULL GROUP BY digest') as Line[];
      return new Map(lines.map(({ digest, n }) => [String(digest), Number(n)]));
    },
    answer: (digest, { rule, fingerprint = '', about = 'finding', answer, by, on, reason }, account, at) => {
      const sameThing = 'digest=? AND rule=? AND fingerprint=? AND about=? AND account=? AND withdrawn IS NULL';
      db.exec('BEGIN IMMEDIATE');
      try {
        db.run(`UPDATE answer SET withdrawn=? WHERE ${sameThing}`, [at, digest, rule, fingerprint, about, account]);
        db.run(
          'INSERT INTO answer (digest, rule, fingerprint, about, answer, person, day, reason, account, at) VALUES (?,?,?,?,?,?,?,?,?,?)',
          [digest, rule, fingerprint, about, answer, by, on, reason, account, at],
        );
        db.exec('COMMIT');
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },
    withdraw: (digest, id, at) => {
      const line = db.get('SELECT * FROM answer WHERE digest=? AND id=? AND withdrawn IS NULL', [digest, id]) as Line | null;
      if (!line) return undefined;
      db.run('UPDATE answer SET withdrawn=? WHERE id=?', [at, id]);
      return read(line);
    },
  };
}

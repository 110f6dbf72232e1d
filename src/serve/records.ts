import { isAbsolute, join, relative, sep } from 'node:path';
import type { Database as Connection } from 'node-sqlite3-wasm';
import type { Found } from '../batch/packages.js';
import { type ResultKey, type Row, transaction } from '../batch/store.js';
import { type AnswerRecords, openAnswers } from './answer-records.js';
import { MADE_WITH, openPapers, type Paper, type PaperRecords } from './paper-records.js';
import { uploadFolder } from './uploads.js';

/** A paper that is handed in with packages. */
export type Enclosed = Pick<Paper, 'form' | 'text'>;

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
  /** When its files were removed. */
  cleaned?: string;
}

/** Files of ours that came by an upload. */
export interface Upload {
  id: number;
  name: string;
  paths: string[];
  at: string;
  digest?: string;
  /** There is a result, or it was given up. */
  isDone: boolean;
}

/** A row of the list: of a batch, or of a submission. */
export interface ListRow extends Row {
  at?: string;
  by?: string;
  /** Of an earlier version of rules or program: the file is gone, and was not read again. */
  isOld?: number;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS submission (
  id INTEGER PRIMARY KEY AUTOINCREMENT, paths TEXT NOT NULL, names TEXT, unit TEXT NOT NULL,
  account TEXT NOT NULL, at TEXT NOT NULL, digest TEXT, problem TEXT, cleaned TEXT);
`;

export interface Records extends PaperRecords, AnswerRecords {
  /** Whole or not at all. @param papers that come with each @throws FolderError */
  submit(found: readonly Found[], by: string, at: string, papers: readonly Enclosed[]): Submission[];
  /** Its content is known now. */
  identify(id: number, digest: string): void;
  giveUp(id: number, problem: string): void;
  /** Those that have no result of this kind yet and were not given up. */
  unfinished(key: Omit<ResultKey, 'digest'>): Submission[];
  /** All paths that were handed in, to show which of a folder are new. */
  submittedPaths(): Set<string>;
  /** Its files are gone, and are looked for no more. */
  cleaned(id: number, at: string): void;
  /** Those whose files are there, the oldest first. */
  uploads(): Upload[];
  /** Everything that is known of a content, of every kind and from a batch as well. */
  remove(digest: string): void;
  /** All, or those of one content. */
  rows(key: Omit<ResultKey, 'digest'>, digest?: string): ListRow[];
  submissionsOf(digest: string): Submission[];
  /** What names the result that is shown of a content: the one of this kind or, where its file cannot be read again, the last there is. */
  keyOf(key: Omit<ResultKey, 'digest'>, digest: string): ResultKey | undefined;
  /** Inputs of a batch that have results of another kind only. */
  batchInputsWithout(key: Omit<ResultKey, 'digest'>): number;
}

const OF_KIND = 'r.facts=? AND r.packs=? AND r.profile=?';
const kindOf = ({ facts, packs, profile }: Omit<ResultKey, 'digest'>): string[] => [facts, packs, profile];

/**
 * What the office adds to the data base of a batch: tables of its own, so that a batch in the same folder leaves them alone.
 *
 * @param folder of the store; files in it are kept by their place below it, so that it can be moved
 */
export function openRecords(db: Connection, folder: string): Records {
  db.exec(SCHEMA);
  addColumn(db, 'cleaned');
  // What is deleted is overwritten.
  db.exec('PRAGMA secure_delete=ON');
  const papers = openPapers(db, folder);
  return { ...papers, ...submissions(db, folder, papers), ...lists(db), ...openAnswers(db, folder) };
}

/** Of a store that an earlier version of the program made. */
function addColumn(db: Connection, name: string): void {
  const columns = db.all("SELECT name FROM pragma_table_info('submission')") as Line[];
  if (!columns.some((column) => column.name === name)) db.exec(`ALTER TABLE submission ADD COLUMN ${name} TEXT`);
}

/** What a thing that was found is called. */
export function nameOf({ paths: [first = ''], names }: Found): string {
  return names?.[0] ?? first.split(/[\\/]/).at(-1) ?? '';
}

type Line = Record<string, string | number | null>;

function submissions(
  db: Connection,
  folder: string,
  { enclose }: PaperRecords,
): Pick<
  Records,
  'submit' | 'identify' | 'giveUp' | 'unfinished' | 'submittedPaths' | 'submissionsOf' | 'cleaned' | 'uploads' | 'remove'
> {
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
    ...(line.cleaned !== null && { cleaned: String(line.cleaned) }),
  });
  const insert = ({ paths, names, unit }: Found, by: string, at: string): Submission => {
    const values = [JSON.stringify(paths.map(kept)), names ? JSON.stringify(names) : null, unit, by, at];
    const { lastInsertRowid } = db.run('INSERT INTO submission (paths, names, unit, account, at) VALUES (?,?,?,?,?)', values);
    return { id: Number(lastInsertRowid), paths, ...(names && { names }), unit, by, at };
  };
  return {
    submit: (all, by, at, papers) => {
      let taken: Submission[] = [];
      transaction(db, folder, () => {
        taken = all.map((one) => insert(one, by, at));
        for (const { id } of taken)
          enclose(
            id,
            papers.map((paper) => ({ ...paper, account: by, at })),
          );
      });
      return taken;
    },
    identify: (id, digest) => {
      db.run('UPDATE submission SET digest=? WHERE id=?', [digest, id]);
      db.run('UPDATE paper SET digest=? WHERE submission=? AND digest IS NULL', [digest, id]);
    },
    giveUp: (id, problem) => void db.run('UPDATE submission SET problem=? WHERE id=?', [problem, id]),
    unfinished: (key) => {
      const sql = `SELECT s.* FROM submission s WHERE s.problem IS NULL AND NOT EXISTS (
        SELECT 1 FROM result r WHERE r.digest=s.digest AND ${OF_KIND}) ORDER BY s.id`;
      return (db.all(sql, kindOf(key)) as Line[]).map(read);
    },
    submissionsOf: (digest) => (db.all('SELECT * FROM submission WHERE digest=? ORDER BY id', [digest]) as Line[]).map(read),
    cleaned: (id, at) => void db.run('UPDATE submission SET cleaned=? WHERE id=?', [at, id]),
    uploads: () => {
      const sql = `SELECT s.*, (s.problem IS NOT NULL OR EXISTS (SELECT 1 FROM result r WHERE r.digest=s.digest)) AS isDone
        FROM submission s WHERE s.cleaned IS NULL ORDER BY s.id`;
      const below = `${uploadFolder(folder)}${sep}`;
      return (db.all(sql) as Line[])
        .map((line) => ({ ...read(line), name: nameOf(read(line)), isDone: line.isDone === 1 }))
        .filter(({ paths: [first = ''] }) => first.startsWith(below));
    },
    remove: (digest) =>
      transaction(db, folder, () => {
        for (const table of ['result', 'facts', 'papered', 'paper', 'answer', 'submission', 'input'])
          db.run(`DELETE FROM ${table} WHERE digest=?`, [digest]);
      }),
    submittedPaths: () => {
      const lines = db.all('SELECT paths FROM submission WHERE problem IS NULL') as Line[];
      return new Set(lines.flatMap(({ paths }) => (JSON.parse(String(paths)) as string[]).map(found)));
    },
  };
}

/** With papers a result has another summary. */
const PAPERED = `LEFT JOIN papered d ON ${MADE_WITH}`;
const JUDGED =
  'r.digest AS digest, r.state AS state, r.attempts AS attempts, r.ms AS ms, coalesce(d.summary, r.summary) AS summary';
const FROM_BATCH = `SELECT i.path AS path, i.unit AS unit, i.name AS name, ${JUDGED}
  FROM input i JOIN result r ON r.digest=i.digest AND ${OF_KIND} ${PAPERED}`;
const OF_SUBMISSION = `SELECT s.paths AS path, s.names AS names, s.unit AS unit, s.at AS at, s.account AS by, ${JUDGED}`;
const SUBMITTED = `${OF_SUBMISSION} FROM submission s JOIN result r ON r.digest=s.digest AND ${OF_KIND} ${PAPERED}`;
/** The last result of a content, of whatever kind. */
const LAST = 'r.rowid=(SELECT max(rowid) FROM result WHERE digest=s.digest)';
const GIVEN_UP = `${OF_SUBMISSION}, 1 AS isOld FROM submission s JOIN result r ON ${LAST} ${PAPERED}
  WHERE s.problem IS NOT NULL AND NOT EXISTS (SELECT 1 FROM result r WHERE r.digest=s.digest AND ${OF_KIND})`;

function lists(db: Connection): Pick<Records, 'rows' | 'batchInputsWithout' | 'keyOf'> {
  const fromSubmission = (line: Line): ListRow => {
    const [path = ''] = JSON.parse(String(line.path)) as string[];
    const [name] = line.names === null ? [] : (JSON.parse(String(line.names)) as string[]);
    return { ...(line as unknown as ListRow), path: name ?? path, name: name ?? path.split(/[\\/]/).at(-1) ?? '' };
  };
  const select = (sql: string, more: string, values: string[]): Line[] => db.all(`${sql}${more}`, values) as Line[];
  return {
    rows: (key, digest) => {
      const one = digest === undefined ? [] : [digest];
      const [where, and] = digest === undefined ? ['', ''] : [' WHERE r.digest=?', ' AND s.digest=?'];
      const batch = select(FROM_BATCH, where, [...kindOf(key), ...one]) as unknown as ListRow[];
      const submitted = select(SUBMITTED, where, [...kindOf(key), ...one]);
      return [...batch, ...[...submitted, ...select(GIVEN_UP, and, [...kindOf(key), ...one])].map(fromSubmission)];
    },
    keyOf: (key, digest) => {
      if (db.get(`SELECT 1 AS n FROM result r WHERE r.digest=? AND ${OF_KIND}`, [digest, ...kindOf(key)]) !== null)
        return { digest, ...key };
      const sql = `SELECT r.digest AS digest, r.facts AS facts, r.packs AS packs, r.profile AS profile
        FROM submission s JOIN result r ON ${LAST} WHERE s.digest=? AND s.problem IS NOT NULL LIMIT 1`;
      return (db.get(sql, [digest]) as unknown as ResultKey | null) ?? undefined;
    },
    batchInputsWithout: (key) => {
      const sql = `SELECT count(*) AS n FROM input i WHERE NOT EXISTS (
        SELECT 1 FROM result r WHERE r.digest=i.digest AND ${OF_KIND})`;
      return Number((db.get(sql, kindOf(key)) as { n: number }).n);
    },
  };
}

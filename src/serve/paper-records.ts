import type { Database as Connection } from 'node-sqlite3-wasm';
import { type ResultKey, transaction } from '../batch/store.js';

/** Papers that are kept with a package; reviewers' answers are kept one by one. */
export const KEPT_FORMS = ['declaration', 'suppressions'] as const;
export type KeptForm = (typeof KEPT_FORMS)[number];

/** One version of a paper. None is ever changed. */
export interface Paper {
  id: number;
  form: KeptForm;
  /** From 1, of its form. */
  version: number;
  /** Empty where the paper was taken back. */
  text: string;
  account: string;
  /** ISO 8601 in UTC. */
  at: string;
}

/** What a result that was made with papers is kept with. */
export interface Papered {
  /** Which papers, `12 15`. */
  papers: string;
  /** The last day it holds, `2026-12-31`; a suppression runs out then. Empty when it holds for good. */
  until: string;
  /** JSON of a `Summary`. */
  summary: string;
  /** gzip of the result. */
  body: Uint8Array;
}

export interface PaperRecords {
  /** All versions, oldest first. */
  papers(digest: string): Paper[];
  /** Puts one in place, and the result that was made with it. Without a result those made with other papers go. */
  keepPaper(key: ResultKey, paper: Pick<Paper, 'form' | 'text' | 'account' | 'at'>, papered: PaperedWith | undefined): void;
  /** Comes with what was handed in, whose content is not known yet. */
  enclose(submission: number, papers: readonly Pick<Paper, 'form' | 'text' | 'account' | 'at'>[]): void;
  papered(key: ResultKey): Papered | undefined;
  keepPapered(key: ResultKey, papered: Papered): void;
  /** Packages with papers and with a result of this kind, but none made with the papers that still holds on a day. */
  unpapered(key: Omit<ResultKey, 'digest'>, on: string): string[];
}

/** The paper that is being put in place has no number yet: its result is told which others were there. */
export type PaperedWith = Omit<Papered, 'papers'> & { others: readonly Paper[] };

const SCHEMA = `
CREATE TABLE IF NOT EXISTS paper (
  id INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT, submission INTEGER, form TEXT NOT NULL, text TEXT NOT NULL,
  account TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS paper_by_digest ON paper (digest);
CREATE TABLE IF NOT EXISTS papered (
  digest TEXT, facts TEXT, packs TEXT, profile TEXT, papers TEXT NOT NULL, until TEXT NOT NULL, summary TEXT NOT NULL, body BLOB NOT NULL,
  made TEXT NOT NULL, PRIMARY KEY (digest, facts, packs, profile));
`;

/** Tells a result `r` from another of the same key: one that failed may be made again, by a batch as well. */
const STAMP = "r.attempts||' '||r.ms||' '||length(r.body)||' '||length(r.html)";
/** That `d` was made beside the result `r`. */
export const MADE_WITH = `d.digest=r.digest AND d.facts=r.facts AND d.packs=r.packs AND d.profile=r.profile AND d.made=${STAMP}`;
const KEY = 'digest=? AND facts=? AND packs=? AND profile=?';
const valuesOf = ({ digest, facts, packs, profile }: ResultKey): string[] => [digest, facts, packs, profile];
type Line = Record<string, string | number | null>;

/** Declarations and suppressions, every version, in tables of their own beside the results of a batch. */
export function openPapers(db: Connection, folder: string): PaperRecords {
  db.exec(SCHEMA);
  const insert = (digest: string | null, submission: number | null, { form, text, account, at }: Omit<Paper, 'id' | 'version'>) =>
    Number(
      db.run('INSERT INTO paper (digest, submission, form, text, account, at) VALUES (?,?,?,?,?,?)', [
        digest,
        submission,
        form,
        text,
        account,
        at,
      ]).lastInsertRowid,
    );
  const write = (key: ResultKey, { papers, until, summary, body }: Papered): void =>
    void db.run(
      `INSERT OR REPLACE INTO papered SELECT r.digest, r.facts, r.packs, r.profile, ?, ?, ?, ?, ${STAMP} FROM result r WHERE ${KEY}`,
      [papers, until, summary, body, ...valuesOf(key)],
    );
  return {
    papers: (digest) => versions(db.all('SELECT * FROM paper WHERE digest=? ORDER BY id', [digest]) as Line[]),
    keepPaper: (key, paper, papered) =>
      transaction(db, folder, () => {
        const id = insert(key.digest, null, paper);
        db.run('DELETE FROM papered WHERE digest=?', [key.digest]);
        if (papered) write(key, { ...papered, papers: idsOf([...papered.others, ...(paper.text ? [{ id }] : [])]) });
      }),
    enclose: (submission, papers) => {
      for (const paper of papers) insert(null, submission, paper);
    },
    papered: (key) => {
      const sql = `SELECT d.papers AS papers, d.until AS until, d.summary AS summary, d.body AS body
        FROM papered d JOIN result r ON ${MADE_WITH} WHERE r.digest=? AND r.facts=? AND r.packs=? AND r.profile=?`;
      const found = db.get(sql, valuesOf(key));
      return (found as Papered | null) ?? undefined;
    },
    keepPapered: (key, papered) => transaction(db, folder, () => write(key, papered)),
    unpapered: ({ facts, packs, profile }, on) => {
      const sql = `SELECT r.digest AS digest FROM result r WHERE r.facts=? AND r.packs=? AND r.profile=?
        AND EXISTS (SELECT 1 FROM paper p WHERE p.digest=r.digest)
        AND NOT EXISTS (SELECT 1 FROM papered d WHERE ${MADE_WITH} AND (d.until='' OR d.until>=?))`;
      const lines = db.all(sql, [facts, packs, profile, on]) as Line[];
      return lines.map(({ digest }) => String(digest));
    },
  };
}

function versions(lines: readonly Line[]): Paper[] {
  const counts = { declaration: 0, suppressions: 0 };
  return lines.map(({ id, form, text, account, at }) => {
    const of = form as KeptForm;
    counts[of] += 1;
    return { id: Number(id), form: of, version: counts[of], text: String(text), account: String(account), at: String(at) };
  });
}

/** Those that hold: the last version of each form, unless it was taken back. */
export function currentOf(papers: readonly Paper[]): Paper[] {
  return KEPT_FORMS.flatMap((form) => papers.findLast((paper) => paper.form === form) ?? []).filter(({ text }) => text !== '');
}

export function idsOf(papers: readonly Pick<Paper, 'id'>[]): string {
  return papers
    .map(({ id }) => id)
    .sort((a, b) => a - b)
    .join(' ');
}

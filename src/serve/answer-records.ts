import type { Database as Connection } from 'node-sqlite3-wasm';
import { transaction } from '../batch/store.js';
import type { Review } from '../result.js';

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

export interface AnswerRecords {
  /** Those that stand, in the order they were given. */
  answers(digest: string): Answer[];
  answerCounts(): Map<string, number>;
  /** The answer of an account to the same thing replaces the one before. */
  answer(digest: string, review: Review, account: string, at: string): void;
  /** Answers of a `review.yaml`: each replaces what the account took in of the same person on the same thing. @returns how many were new */
  takeAnswers(digest: string, reviews: readonly Review[], account: string, at: string): number;
  /** @returns the answer, where it stood */
  withdraw(digest: string, id: number, at: string): Answer | undefined;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS answer (
  id INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL, rule TEXT NOT NULL, fingerprint TEXT NOT NULL, about TEXT NOT NULL,
  answer TEXT NOT NULL, person TEXT NOT NULL, day TEXT NOT NULL, reason TEXT NOT NULL,
  account TEXT NOT NULL, at TEXT NOT NULL, withdrawn TEXT);
CREATE INDEX IF NOT EXISTS answer_by_digest ON answer (digest);
`;

type Line = Record<string, string | number | null>;

const SAME = 'digest=? AND rule=? AND fingerprint=? AND about=? AND account=? AND withdrawn IS NULL';
const sameAs = (digest: string, { rule, fingerprint = '', about = 'finding' }: Review, account: string): string[] => [
  digest,
  rule,
  fingerprint,
  about,
  account,
];

/** Reviewers' answers in a table of their own: none is ever changed, a withdrawn one stays. */
export function openAnswers(db: Connection, folder: string): AnswerRecords {
  db.exec(SCHEMA);
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
  const insert = (digest: string, review: Review, account: string, at: string): void => {
    const { rule, fingerprint = '', about = 'finding', answer, by, on, reason } = review;
    db.run(
      'INSERT INTO answer (digest, rule, fingerprint, about, answer, person, day, reason, account, at) VALUES (?,?,?,?,?,?,?,?,?,?)',
      [digest, rule, fingerprint, about, answer, by, on, reason, account, at],
    );
  };
  const stands = (digest: string, { rule, fingerprint = '', about = 'finding', answer, by, on, reason }: Review): boolean =>
    db.get(
      `SELECT 1 AS n FROM answer WHERE withdrawn IS NULL AND digest=? AND rule=? AND fingerprint=? AND about=? AND answer=? AND person=?
        AND day=? AND reason=?`,
      [digest, rule, fingerprint, about, answer, by, on, reason],
    ) !== null;
  return {
    answers: (digest) =>
      (db.all('SELECT * FROM answer WHERE digest=? AND withdrawn IS NULL ORDER BY id', [digest]) as Line[]).map(read),
    answerCounts: () => {
      const lines = db.all('SELECT digest, count(*) AS n FROM answer WHERE withdrawn IS NULL GROUP BY digest') as Line[];
      return new Map(lines.map(({ digest, n }) => [String(digest), Number(n)]));
    },
    answer: (digest, review, account, at) =>
      transaction(db, folder, () => {
        db.run(`UPDATE answer SET withdrawn=? WHERE ${SAME}`, [at, ...sameAs(digest, review, account)]);
        insert(digest, review, account, at);
      }),
    takeAnswers: (digest, reviews, account, at) => {
      let count = 0;
      transaction(db, folder, () => {
        for (const review of reviews) {
          if (stands(digest, review)) continue;
          db.run(`UPDATE answer SET withdrawn=? WHERE ${SAME} AND person=?`, [at, ...sameAs(digest, review, account), review.by]);
          insert(digest, review, account, at);
          count += 1;
        }
      });
      return count;
    },
    withdraw: (digest, id, at) => {
      const line = db.get('SELECT * FROM answer WHERE digest=? AND id=? AND withdrawn IS NULL', [digest, id]) as Line | null;
      if (!line) return undefined;
      db.run('UPDATE answer SET withdrawn=? WHERE id=?', [at, id]);
      return read(line);
    },
  };
}

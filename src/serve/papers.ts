import { type Inspection, recheck } from '../batch/inspect.js';
import { createTurns } from '../batch/run.js';
import type { ResultKey, Store } from '../batch/store.js';
import type { Papers } from '../check/index.js';
import { PaperError, readPaperText } from '../papers/read.js';
import { currentOf, idsOf, type KeptForm, type Paper, type Papered, type PaperRecords } from './paper-records.js';
import type { InPlace } from './places.js';

/** A result could not be made with the papers of its package, and why. */
export class PapersError extends Error {}

export interface PaperDesk {
  /**
   * The result of a package with its papers, made anew where it must be; undefined where there is no result.
   * @throws PapersError, BusyError
   */
  resultOf(key: ResultKey): Promise<Uint8Array | undefined>;
  /** Makes the result with the papers where that was not done yet. @throws PapersError */
  complete(key: ResultKey): Promise<void>;
  /**
   * Checks a package anew with another paper and keeps both; an empty text takes the paper back.
   * @param log is told before anything is kept. @throws PaperError, PapersError, BusyError
   */
  put(key: ResultKey, paper: Pick<Paper, 'form' | 'text' | 'account' | 'at'>, log: () => void): Promise<void>;
  /** Does something with a package while none of its papers is being put in place. */
  alone<Outcome>(digest: string, work: () => Promise<Outcome>): Promise<Outcome>;
  /** The checks that are under way end. */
  stop(): void;
}

/** Declarations and suppressions of packages: whatever is shown of a package was checked with those that hold. */
export function createPaperDesk(store: Store, records: PaperRecords, inspection: Inspection, inPlace: InPlace): PaperDesk {
  const stop = new AbortController();
  const inTurn = createTurns();

  /** From stored facts: no package is opened. */
  const made = async (key: ResultKey, papers: readonly Pick<Paper, 'form' | 'text'>[]): Promise<Omit<Papered, 'papers'>> => {
    const read = readAll(papers);
    const facts = store.factsOf(key);
    if (!facts) throw new PapersError('没有事实可供核查');
    const outcome = await recheck(facts.body, read, inspection, stop.signal);
    if ('death' in outcome) throw new PapersError(`${outcome.death} ${outcome.detail}`.trim());
    const { summary, result, nothing } = outcome.answer;
    if (!summary || !result) throw new PapersError(nothing ?? '');
    return { summary, body: result, until: lastDay(read) };
  };
  const completed = async (key: ResultKey, place: InPlace): Promise<Papered | undefined> => {
    const papers = currentOf(records.papers(key.digest));
    if (papers.length === 0) return undefined;
    const known = records.papered(key);
    if (known && known.papers === idsOf(papers) && (known.until === '' || today() <= known.until)) return known;
    const papered = { ...(await place(() => made(key, papers))), papers: idsOf(papers) };
    records.keepPapered(key, papered);
    return papered;
  };
  return {
    resultOf: async (key) => {
      const held = store.bodyOf(key);
      if (!held) return undefined;
      return (await inTurn(key.digest, () => completed(key, inPlace)))?.body ?? held.body;
    },
    complete: async (key) => {
      await inTurn(key.digest, () => completed(key, (work) => work()));
    },
    put: (key, paper, log) =>
      inTurn(key.digest, async () => {
        if (paper.text !== '') readPaperText(paper.text, paper.form);
        const others = currentOf(records.papers(key.digest)).filter(({ form }) => form !== paper.form);
        const all = [...others, ...(paper.text === '' ? [] : [paper])];
        const papered = all.length === 0 ? undefined : { ...(await inPlace(() => made(key, all))), others };
        log();
        records.keepPaper(key, paper, papered);
      }),
    alone: inTurn,
    stop: () => stop.abort(),
  };
}

/** @throws PapersError where a paper was taken by another version of the program, and does not fit any more */
function readAll(papers: readonly Pick<Paper, 'form' | 'text'>[]): Omit<Papers, 'on'> {
  const textOf = (form: KeptForm): string | undefined => papers.find((paper) => paper.form === form)?.text;
  const [declaration, suppressions] = [textOf('declaration'), textOf('suppressions')];
  try {
    return {
      ...(declaration !== undefined && { declaration: readPaperText(declaration, 'declaration') }),
      ...(suppressions !== undefined && { suppressions: readPaperText(suppressions, 'suppressions') }),
    };
  } catch (error) {
    throw error instanceof PaperError ? new PapersError(error.message) : error;
  }
}

/** Of what a check says about suppressions: it changes when the next of them runs out. */
function lastDay({ suppressions = [] }: Omit<Papers, 'on'>): string {
  const days = suppressions.map(({ expires }) => expires).filter((day) => day >= today());
  return days.sort()[0] ?? '';
}

/** In UTC, as checks take it. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

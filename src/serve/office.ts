import { join } from 'node:path';
import { runKey } from '../batch/inspect.js';
import { connect, type ResultKey, type Store, storeOn } from '../batch/store.js';
import { type AuditLog, openAudit } from './audit.js';
import { type FolderView, openFolder } from './folder.js';
import { createInspections, type Inspections } from './inspections.js';
import { type Choices, choicesOf, type Listed, listed } from './listing.js';
import type { ServeOptions } from './options.js';
import { createPaperDesk, type PaperDesk, today } from './papers.js';
import { createPlaces } from './places.js';
import { type ListRow, openRecords, type Records } from './records.js';
import { createReportWriter, type ReportWriter } from './reports.js';
import { createUpkeep, removeLeftovers, type Upkeep } from './upkeep.js';

/** Everything the pages work on: the store, what the office adds to it, and what is being done. */
export interface Office {
  key: ReturnType<typeof runKey>;
  store: Store;
  records: Records;
  upkeep: Upkeep;
  audit: AuditLog;
  inspections: Inspections;
  papers: PaperDesk;
  reports: ReportWriter;
  folder?: () => FolderView;
  /** All rows of the list. */
  rows(): readonly Listed[];
  /** What occurs in them. */
  choices(): Choices;
  /** Deletes everything that is known of a package. */
  remove(digest: string): void;
  /** Forgets a result and inspects once more what was handed in. */
  again(digest: string): void;
  answerCount(digest: string): number;
  /** What is known of a package changed. */
  refresh(digest: string): void;
  /** Names the result that is shown of a package. */
  keyOf(digest: string): ResultKey | undefined;
  /** Takes papers into account where that was not done, or holds no longer. */
  catchUp(): Promise<void>;
  /** Answers of a package changed. */
  recount(): void;
  /** Everything that was handed in with a content. */
  submissionsOf(digest: string): Pick<ListRow, 'unit' | 'name' | 'at' | 'by'>[];
  /** Inputs of a batch whose results are of another run. */
  otherRun: number;
  close(): Promise<void>;
}

/** Reports and checks with papers that somebody waits for. */
const CHILDREN_AT_ONCE = 2;
const MOST_WAITING = 20;

/** The caller holds the lock of the folder. */
export function openOffice(options: ServeOptions): Office {
  const { store: folder, inspection } = options;
  const db = connect(folder);
  const store = storeOn(db, folder);
  const records = openRecords(db, folder);
  const audit = openAudit(join(folder, 'audit.jsonl'));
  removeLeftovers(folder, records.uploads());
  const upkeep = createUpkeep(folder, records, audit, () => inspections.busy(), options);
  const key = runKey(inspection);
  const inPlace = createPlaces(CHILDREN_AT_ONCE, MOST_WAITING);
  const papers = createPaperDesk(store, records, inspection, inPlace);
  const inspections = createInspections(store, records, papers, inspection, options);
  const reports = createReportWriter(inspection, options.settings, inPlace);
  let rows: Listed[] = [];
  const byDigest = new Map<string, ReturnType<Office['submissionsOf']>>();
  let choices: Choices | undefined;
  const add = (row: ListRow): void => {
    rows.push(listed(row));
    const { unit, name, at, by } = row;
    byDigest.set(row.digest, [...(byDigest.get(row.digest) ?? []), { unit, name, at, by }]);
  };
  const refresh = (digest: string): void => {
    choices = undefined;
    rows = rows.filter((row) => row.digest !== digest);
    byDigest.delete(digest);
    for (const row of records.rows(key, digest)) add(row);
  };
  for (const row of records.rows(key)) add(row);
  let counts = records.answerCounts();
  inspections.onChange((finished) => {
    if (finished?.digest === undefined) return;
    refresh(finished.digest);
    const { by, digest, name, done } = finished;
    audit.write({ who: by, address: '', what: 'inspected', package: digest, detail: `${name} ${done}` });
  });
  return {
    key,
    store,
    records,
    upkeep,
    audit,
    inspections,
    papers,
    reports,
    ...(options.folder !== undefined && { folder: openFolder(options.folder) }),
    rows: () => rows,
    choices: () => {
      choices ??= choicesOf(rows);
      return choices;
    },
    remove: (digest) => {
      records.remove(digest);
      refresh(digest);
      counts = records.answerCounts();
    },
    again: (digest) => {
      store.forget({ digest, ...key });
      refresh(digest);
      inspections.again(records.submissionsOf(digest).filter(({ cleaned }) => cleaned === undefined));
    },
    refresh,
    keyOf: (digest) => records.keyOf(key, digest),
    catchUp: async () => {
      for (const digest of records.unpapered(key, today())) {
        try {
          await papers.complete({ digest, ...key });
          refresh(digest);
        } catch (error) {
          options.onError(error);
        }
      }
    },
    answerCount: (digest) => counts.get(digest) ?? 0,
    recount: () => {
      counts = records.answerCounts();
    },
    submissionsOf: (digest) => byDigest.get(digest) ?? [],
    otherRun: records.batchInputsWithout(key),
    close: async () => {
      reports.stop();
      papers.stop();
      await inspections.stop();
      store.close();
    },
  };
}

import { join } from 'node:path';
import { runKey } from '../batch/inspect.js';
import { connect, type Store, storeOn } from '../batch/store.js';
import { type AuditLog, openAudit } from './audit.js';
import { type FolderView, openFolder } from './folder.js';
import { createInspections, type Inspections } from './inspections.js';
import { type Choices, choicesOf, type Listed, listed } from './listing.js';
import type { ServeOptions } from './options.js';
import { type ListRow, openRecords, type Records } from './records.js';
import { createReportWriter, type ReportWriter } from './reports.js';

/** Everything the pages work on: the store, what the office adds to it, and what is being done. */
export interface Office {
  key: ReturnType<typeof runKey>;
  store: Store;
  records: Records;
  audit: AuditLog;
  inspections: Inspections;
  reports: ReportWriter;
  folder?: () => FolderView;
  /** All rows of the list. */
  rows(): readonly Listed[];
  /** What occurs in them. */
  choices(): Choices;
  /** Forgets a result and inspects once more what was handed in. */
  again(digest: string): void;
  answerCount(digest: string): number;
  /** Answers of a package changed. */
  recount(): void;
  /** Everything that was handed in with a content. */
  submissionsOf(digest: string): Pick<ListRow, 'unit' | 'name' | 'at' | 'by'>[];
  /** Inputs of a batch whose results are of another run. */
  otherRun: number;
  close(): Promise<void>;
}

/** The caller holds the lock of the folder. */
export function openOffice(options: ServeOptions): Office {
  const { store: folder, inspection } = options;
  const db = connect(folder);
  const store = storeOn(db, folder);
  const records = openRecords(db, folder);
  const audit = openAudit(join(folder, 'audit.jsonl'));
  const key = runKey(inspection);
  const inspections = createInspections(store, records, inspection, options);
  const reports = createReportWriter(inspection, options.settings);
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
    audit,
    inspections,
    reports,
    ...(options.folder !== undefined && { folder: openFolder(options.folder) }),
    rows: () => rows,
    choices: () => {
      choices ??= choicesOf(rows);
      return choices;
    },
    again: (digest) => {
      store.forget({ digest, ...key });
      refresh(digest);
      inspections.again(records.submissionsOf(digest));
    },
    answerCount: (digest) => counts.get(digest) ?? 0,
    recount: () => {
      counts = records.answerCounts();
    },
    submissionsOf: (digest) => byDigest.get(digest) ?? [],
    otherRun: records.batchInputsWithout(key),
    close: async () => {
      reports.stop();
      await inspections.stop();
      store.close();
    },
  };
}

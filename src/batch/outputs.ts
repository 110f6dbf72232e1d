import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';
import { chainLines } from '../integrity/chain.js';
import type { Lang } from '../messages/index.js';
import { sealLine } from '../report/seal.js';
import { csvLines } from '../report/tables/csv.js';
import { itemTable, limitTable, packageTable } from '../report/tables/rows.js';
import { tableWords } from '../report/tables/words.js';
import { xlsxStream } from '../report/xlsx/index.js';
import type { ResultDocument } from '../result.js';
import type { FindProblem } from './find.js';
import { unpacked } from './job.js';
import { indexPage } from './page/index.js';
import type { ResultKey, Row, Store } from './store.js';
import { unjudgedTable } from './unjudged.js';

export interface OutputPlan {
  folder: string;
  key: Omit<ResultKey, 'digest'>;
  lang: Lang;
  /** Of the rules. */
  titles: ReadonlyMap<string, string>;
  /** Result documents beside the reports. */
  json: boolean;
  problems: readonly FindProblem[];
}

/**
 * Writes what people read, from the store, one result at a time: reports, `index.html`, `items.csv`, `items.xlsx` and
 * `unjudged.csv`, and `chain.jsonl`, which ties the results together. Each file is put in place when it is complete.
 */
export async function writeOutputs(store: Store, plan: OutputPlan): Promise<void> {
  const { folder, key, lang, titles } = plan;
  mkdirSync(join(folder, 'reports'), { recursive: true });
  for (const row of store.rows(key)) writeReports(store, row, plan);
  const words = tableWords(lang);
  const documents = (): Iterable<ResultDocument> => distinctDocuments(store, plan);
  await writeWhole(join(folder, 'items.csv'), csvLines(itemTable(documents(), words), { bom: true }));
  await writeWhole(
    join(folder, 'unjudged.csv'),
    csvLines(unjudgedTable(store.rows(key), plan.problems, words, lang), { bom: true }),
  );
  const tables = [packageTable, itemTable, limitTable].map((table) => table(documents(), words));
  await writeWhole(join(folder, 'items.xlsx'), xlsxStream(tables));
  await writeWhole(join(folder, 'chain.jsonl'), chainLines(sealedResults(store, plan)));
  await writeWhole(
    join(folder, 'index.html'),
    indexPage(store.rows(key), { report: (row) => reportName(row, key), titles, lang }),
  );
}

/** Relative to the folder; the same result has the same name, and another one another. What failed may be another result next time. */
export function reportName({ digest, state }: Pick<Row, 'digest' | 'state'>, kind: Omit<ResultKey, 'digest'>): string {
  const { facts, packs, profile } = kind;
  const hash = createHash('sha256')
    .update(JSON.stringify([facts, packs, profile]))
    .digest('hex');
  return `reports/${digest.slice(0, 16)}-${hash.slice(0, 8)}${state === 'failed' ? '-failed' : ''}.html`;
}

function writeReports(store: Store, { digest, state }: Row, { folder, key, json }: OutputPlan): void {
  const file = join(folder, reportName({ digest, state }, key));
  const other = file.replace(/html$/, 'json');
  if (state !== 'failed' && existsSync(file) && (!json || existsSync(other))) return;
  const before = join(folder, reportName({ digest, state: 'failed' }, key));
  for (const old of [before, before.replace(/html$/, 'json')]) rmSync(old, { force: true });
  const held = store.bodyOf({ digest, ...key });
  if (!held) return;
  putInPlace(file, gunzipSync(held.html));
  if (json) putInPlace(other, gunzipSync(held.body));
}

/** Every result once, however many names its package has. */
function* distinctDocuments(store: Store, { key }: OutputPlan): Iterable<ResultDocument> {
  const seen = new Set<string>();
  for (const { digest } of store.rows(key)) {
    if (seen.has(digest)) continue;
    seen.add(digest);
    const held = store.bodyOf({ digest, ...key });
    if (held) yield unpacked(held.body);
  }
}

/** A result that more than one path leads to is read once. */
function* sealedResults(store: Store, { key }: OutputPlan): Iterable<{ path: string; seal: string }> {
  const seals = new Map<string, string>();
  for (const { path, digest } of store.rows(key)) {
    const held = seals.has(digest) ? undefined : store.bodyOf({ digest, ...key });
    if (held) seals.set(digest, sealOfBody(held.body));
    const seal = seals.get(digest);
    if (seal) yield { path, seal };
  }
}

function sealOfBody(body: Uint8Array): string {
  const result = unpacked(body);
  return result.seal ?? sealLine(result);
}

function putInPlace(file: string, content: Uint8Array): void {
  writeFileSync(`${file}.part`, content);
  renameSync(`${file}.part`, file);
}

async function writeWhole(file: string, content: Iterable<string> | Readable): Promise<void> {
  await pipeline(content instanceof Readable ? content : Readable.from(content), createWriteStream(`${file}.part`));
  renameSync(`${file}.part`, file);
}

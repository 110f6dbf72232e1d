import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { FACTS_SCHEMA_VERSION, type FactsFile } from '../facts/types.js';
import { RESULT_SCHEMA_VERSION, type ResultDocument } from '../result.js';
import { build, version } from '../version.js';
import { openEntries } from './entries.js';

/** What facts are extracted from, and under which options: all that they depend on but the program. */
export interface FactsQuestion {
  /** SHA-256 as the facts will have it. */
  sha256: string;
  /** Facts name their places by these. */
  names: readonly string[];
  /** App ids in the path, which may open an encrypted package. */
  appIds: readonly string[];
  /** Whatever the caller set. */
  options: object;
}

/** What a check adds: the rules, what came with the input, and the day, on which suppressions run out. */
export interface CheckQuestion {
  packs: readonly { id: string; version: string; digest: string }[];
  papers: object;
  on: string;
}

/** The document without what tells of the run. */
export type KeptResult = Omit<ResultDocument, 'run'>;

/** Facts and results of earlier runs, by the content they were made from. */
export interface Cache {
  facts(question: FactsQuestion): FactsFile | undefined;
  keepFacts(question: FactsQuestion, facts: FactsFile): void;
  result(question: FactsQuestion, check: CheckQuestion): KeptResult | undefined;
  keepResult(question: FactsQuestion, check: CheckQuestion, result: KeptResult): void;
  /** To be called when all is done: keeps the size. */
  settle(): void;
}

/** The program itself, and the version of Node, whose tables of characters take part in reading. */
export const PROGRAM = `${version}+${build} node-${process.versions.node}`;

/** Repeated reading takes from it what is byte for byte what reading anew would give. @param most bytes; @param warn see `openEntries` */
export function openCache(folder: string, most: number, warn: (message: string) => void): Cache {
  const entries = openEntries(folder, most, warn);
  const read = <T>(bytes: Buffer | undefined): T | undefined => bytes && (JSON.parse(gunzipSync(bytes).toString('utf8')) as T);
  return {
    facts: (question) => read<FactsFile>(entries.get('facts', factsKey(question))),
    keepFacts: (question, facts) => entries.put('facts', factsKey(question), packed(facts)),
    result: (question, check) => read<KeptResult>(entries.get('results', resultKey(question, check))),
    keepResult: (question, check, result) => entries.put('results', resultKey(question, check), packed(result)),
    settle: entries.settle,
  };
}

function factsKey({ sha256, names, appIds, options }: FactsQuestion): string {
  return JSON.stringify({ program: PROGRAM, facts: FACTS_SCHEMA_VERSION, sha256, names, appIds, options: sorted(options) });
}

function resultKey(question: FactsQuestion, { packs, papers, on }: CheckQuestion): string {
  const rules = packs.map(({ id, version: of, digest }) => [id, of, digest]);
  const brought = createHash('sha256').update(JSON.stringify(papers)).digest('hex');
  return JSON.stringify({ ...JSON.parse(factsKey(question)), result: RESULT_SCHEMA_VERSION, rules, papers: brought, on });
}

/** Keys in order, absent ones left out, so that equal options give equal keys. */
function sorted(options: object): object {
  return Object.fromEntries(Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function packed(value: object): Buffer {
  return gzipSync(JSON.stringify(value), { level: 1 });
}

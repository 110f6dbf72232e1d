import type { Cache, CheckQuestion, FactsQuestion } from './cache/index.js';
import { type CheckedDocument, checkFacts, type Papers, type RulePack } from './check/index.js';
import { milliseconds } from './clock.js';
import { extractFacts } from './extract/index.js';
import type { FactsFile } from './facts/types.js';
import { identifyFiles } from './open/identity.js';
import { type OpenOptions, openFiles, openInput } from './open/index.js';
import type { ResultDocument } from './result.js';
import { version } from './version.js';

type Stage = 'open' | 'extract' | 'check';

export interface ExtractOptions extends OpenOptions {
  /** Told when a stage begins, for people who wait. */
  onStage?: (stage: Stage) => void;
  /** Facts and results of earlier runs. Used for files; folders are always read. */
  cache?: Cache;
}

export interface ScanOptions extends ExtractOptions {
  packs: RulePack[];
  /** Declaration, suppressions and reviewers' answers that come with the input. */
  papers?: Omit<Papers, 'on'>;
  /** Clock for the run block, replaced in tests. */
  now?: () => Date;
}

/** Opens an input and extracts its facts: what `jianfu extract` writes. @throws InputError when there is nothing to inspect */
export function extractInput(path: string | string[], options: ExtractOptions = {}): FactsFile {
  return factsOf(path, options, questionOf(path, options), stopwatch());
}

/** Facts of a small project in memory, as the examples of rules hold them. @throws InputError when it holds no app */
export function extractProject(files: Record<string, string>): FactsFile {
  return extractFacts(openFiles('example', files), version);
}

/** The whole way for one input: open, extract, check. @throws InputError when there is nothing to inspect */
export function scanInput(path: string | string[], options: ScanOptions): ResultDocument {
  const { packs, cache, now = () => new Date() } = options;
  const started = now();
  const watch = stopwatch();
  const papers = { ...options.papers, on: dayOf(started) };
  const question = questionOf(path, options);
  const check = question && checkQuestion(packs, papers);
  const known = check && cache!.result(question, check);
  if (known) return withRun(known, started, { cache: watch.lap() });
  const timings: Record<string, number> = {};
  const facts = factsOf(path, options, question, watch, timings);
  options.onStage?.('check');
  const checked = checkFacts(facts, packs, papers);
  timings.check = watch.lap();
  if (check && isOf(facts, question)) cache!.keepResult(question, check, checked);
  return withRun(checked, started, timings);
}

/** From the cache, or else read; the times of what was done are added to `timings`. */
function factsOf(
  path: string | string[],
  { cache, onStage = () => undefined, ...options }: ExtractOptions,
  question: FactsQuestion | undefined,
  watch: Stopwatch,
  timings: Record<string, number> = {},
): FactsFile {
  const known = question && cache!.facts(question);
  if (question) timings.cache = watch.lap();
  if (known) return known;
  onStage('open');
  const opened = openInput(path, options);
  timings.open = watch.lap();
  onStage('extract');
  const facts = extractFacts(opened, version);
  timings.extract = watch.lap();
  if (question && isOf(facts, question)) cache!.keepFacts(question, facts);
  return facts;
}

/** What the cache may be asked; undefined without one, and for what has no digest beforehand or depends on a clock. */
function questionOf(path: string | string[], { cache, appId, budget }: ExtractOptions): FactsQuestion | undefined {
  if (!cache || budget?.milliseconds !== undefined) return undefined;
  const identity = identifyFiles(path);
  return identity && { ...identity, options: { ...(appId !== undefined && { appId }), ...budget } };
}

/** A rule that is a program may look at more than the facts: what it says is not kept. */
function checkQuestion(packs: readonly RulePack[], { on, ...papers }: Papers & { on: string }): CheckQuestion | undefined {
  return packs.some(({ rules }) => rules.some(({ code }) => code)) ? undefined : { packs, papers, on };
}

/** A file may have been changed between taking its digest and reading it. */
function isOf(facts: FactsFile, { sha256 }: FactsQuestion): boolean {
  return facts.package.sha256 === sha256;
}

/** Checks stored facts: the same document as `scanInput` gives, but for `run`. */
export function checkStored(
  facts: FactsFile,
  packs: RulePack[],
  papers: Omit<Papers, 'on'> = {},
  now: () => Date = () => new Date(),
): ResultDocument {
  const started = now();
  const watch = stopwatch();
  const checked = checkFacts(facts, packs, { ...papers, on: dayOf(started) });
  return withRun(checked, started, { check: watch.lap() });
}

/** `2026-11-29` (UTC). */
function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

interface Stopwatch {
  /** Milliseconds since the last lap. */
  lap(): number;
}

function stopwatch(): Stopwatch {
  let last = milliseconds();
  return {
    lap: () => {
      const before = last;
      last = milliseconds();
      return last - before;
    },
  };
}

function withRun(checked: CheckedDocument, started: Date, timings: Record<string, number>): ResultDocument {
  const rounded = Object.fromEntries(Object.entries(timings).map(([stage, value]) => [stage, Math.round(value)]));
  return {
    ...checked,
    run: {
      startedAt: started.toISOString(),
      durationMs: Math.round(Object.values(timings).reduce((sum, ms) => sum + ms, 0)),
      host: { node: process.version, platform: `${process.platform}-${process.arch}` },
      timings: rounded,
    },
  };
}

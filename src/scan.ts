import { type CheckedDocument, checkFacts, type Papers, type RulePack } from './check/index.js';
import { milliseconds } from './clock.js';
import { extractFacts } from './extract/index.js';
import type { FactsFile } from './facts/types.js';
import { type OpenOptions, openFiles, openInput } from './open/index.js';
import type { ResultDocument } from './result.js';
import { version } from './version.js';

export interface ScanOptions extends OpenOptions {
  packs: RulePack[];
  /** Declaration, suppressions and reviewers' answers that come with the input. */
  papers?: Omit<Papers, 'on'>;
  /** Told when a stage begins, for people who wait. */
  onStage?: (stage: 'open' | 'extract' | 'check') => void;
  /** Clock for the run block, replaced in tests. */
  now?: () => Date;
}

/** Opens an input and extracts its facts: what `jianfu extract` writes. @throws InputError when there is nothing to inspect */
export function extractInput(path: string | string[], options: OpenOptions = {}): FactsFile {
  return extractFacts(openInput(path, options), version);
}

/** Facts of a small project in memory, as the examples of rules hold them. @throws InputError when it holds no app */
export function extractProject(files: Record<string, string>): FactsFile {
  return extractFacts(openFiles('example', files), version);
}

/** The whole way for one input: open, extract, check. @throws InputError when there is nothing to inspect */
export function scanInput(path: string | string[], options: ScanOptions): ResultDocument {
  const started = (options.now ?? (() => new Date()))();
  const stage = options.onStage ?? (() => undefined);
  const t0 = milliseconds();
  stage('open');
  const opened = openInput(path, options);
  const t1 = milliseconds();
  stage('extract');
  const facts = extractFacts(opened, version);
  const t2 = milliseconds();
  stage('check');
  const checked = checkFacts(facts, options.packs, { ...options.papers, on: dayOf(started) });
  const t3 = milliseconds();
  return withRun(checked, started, t3 - t0, { open: t1 - t0, extract: t2 - t1, check: t3 - t2 });
}

/** Checks stored facts: the same document as `scanInput` gives, but for `run`. */
export function checkStored(
  facts: FactsFile,
  packs: RulePack[],
  papers: Omit<Papers, 'on'> = {},
  now: () => Date = () => new Date(),
): ResultDocument {
  const started = now();
  const t0 = milliseconds();
  const checked = checkFacts(facts, packs, { ...papers, on: dayOf(started) });
  const ms = milliseconds() - t0;
  return withRun(checked, started, ms, { check: ms });
}

/** `2026-11-29` (UTC). */
function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

function withRun(checked: CheckedDocument, started: Date, ms: number, timings: Record<string, number>): ResultDocument {
  const rounded = Object.fromEntries(Object.entries(timings).map(([stage, value]) => [stage, Math.round(value)]));
  return {
    ...checked,
    run: {
      startedAt: started.toISOString(),
      durationMs: Math.round(ms),
      host: { node: process.version, platform: `${process.platform}-${process.arch}` },
      timings: rounded,
    },
  };
}

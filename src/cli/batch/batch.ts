import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Worker } from '../../batch/child.js';
import { type Inspection, runKey } from '../../batch/inspect.js';
import { type LimitProfile, STANDARD } from '../../batch/limits.js';
import { lockFolder } from '../../batch/lock.js';
import { writeOutputs } from '../../batch/outputs.js';
import { createReporter, duration, type ProgressMode, paceOf } from '../../batch/progress.js';
import { type BatchEnd, type BatchOptions, runBatch } from '../../batch/run.js';
import { openStore, type Store } from '../../batch/store.js';
import { totalsOf, totalsText } from '../../batch/totals.js';
import { milliseconds } from '../../clock.js';
import { tell } from '../events.js';
import { EXIT, type ExitCode } from '../exit.js';
import { explained } from '../explained.js';
import { type PackOptions, rulePacks } from '../packs.js';

export interface BatchCommandOptions extends PackOptions {
  out: string;
  jobs?: number;
  /** Seconds a package may take. */
  timeout?: number;
  /** Megabytes its process may use. */
  memory?: number;
  failOn: 'found' | 'suspected' | 'undetermined' | 'never';
  progress: ProgressMode;
  lang: 'zh' | 'en';
  json?: boolean;
  retry?: boolean;
  appid?: string;
}

export type ConcludeOptions = Pick<BatchCommandOptions, 'out' | 'json' | 'lang' | 'failOn' | 'progress'>;

/** `jianfu batch`: thousands of packages, each in a process of its own; what is there already is not done again. */
export function batchCommand(inputs: string[], options: BatchCommandOptions): Promise<ExitCode> {
  return explained(() => runLocked(inputs, options), options.progress);
}

async function runLocked(inputs: string[], options: BatchCommandOptions): Promise<ExitCode> {
  const unlock = lockFolder(options.out);
  const store = openStore(options.out);
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    return await runAndWrite(inputs, store, options, stop.signal);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    store.close();
    unlock();
  }
}

async function runAndWrite(inputs: string[], store: Store, options: BatchCommandOptions, signal: AbortSignal): Promise<ExitCode> {
  const started = milliseconds();
  const reporter = createReporter(options.progress);
  const batch = planOf(options, signal, reporter.update);
  const end = await runBatch(inputs, store, batch);
  reporter.clear();
  return concludeBatch(end, store, batch, options, started);
}

/** Writes the lists of what is in the store, and tells how it went. @param started of `milliseconds()` */
export async function concludeBatch(
  end: BatchEnd,
  store: Store,
  batch: Inspection & { signal: AbortSignal },
  options: ConcludeOptions,
  started: number,
): Promise<ExitCode> {
  const { progress } = options;
  tellProblems(end, progress);
  if (end.total === 0) {
    const code = end.problems.length > 0 ? EXIT.usage : EXIT.nothing;
    tell(progress, { event: 'error', message: '没有找到安装包或项目。', code });
    return code;
  }
  if (batch.signal.aborted) {
    const message = '已中止。已有的结果都保存着，再次运行同一命令会接着做。';
    tell(progress, { event: 'error', message, code: EXIT.usage });
    return EXIT.usage;
  }
  const key = runKey(batch);
  const { lang, out, json = false } = options;
  const titles = new Map(batch.packs.flatMap(({ rules }) => rules.map(({ id, title }) => [id, title])));
  await writeOutputs(store, { folder: out, key, lang, titles, json, problems: end.problems });
  process.stdout.write(totalsText(totalsOf(store.rows(key)), lang));
  process.stdout.write(`\n${closing(end, milliseconds() - started, out)}`);
  return codeOf(store, key, options, end);
}

/** Inputs that could not be found or read. */
export function tellProblems({ problems }: BatchEnd, progress: ProgressMode): void {
  for (const { path, problem } of problems) tell(progress, { event: 'error', input: path, message: problem, code: EXIT.usage });
}

function planOf(options: BatchCommandOptions, signal: AbortSignal, onProgress: BatchOptions['onProgress']): BatchOptions {
  const { jobs } = options;
  return {
    ...inspectionOf(options),
    jobs: jobs === undefined ? undefined : Math.min(jobs, availableParallelism() * 4),
    signal,
    onProgress,
  };
}

/** What is to be done with each package, from the command line. */
export function inspectionOf(
  options: Pick<BatchCommandOptions, keyof PackOptions | 'timeout' | 'memory' | 'lang' | 'retry' | 'appid'>,
): Inspection {
  const { timeout, memory, lang, retry, appid, rules, pack, codeRules, codeRuleSeconds } = options;
  const which: PackOptions = { rules, pack, codeRules, codeRuleSeconds };
  const profile: LimitProfile = {
    ...STANDARD,
    ...(timeout !== undefined && { wallMs: timeout * 1000, cpuMs: Math.min(STANDARD.cpuMs, timeout * 1000) }),
    ...(memory !== undefined && { memory: memory * 1024 * 1024 }),
  };
  return { packs: rulePacks(which), rules: which, appId: appid, lang, profile, retry, worker: childOf(profile.memory) };
}

/** Starts this program as the child. */
export function childOf(memory: number): Worker {
  const heap = Math.round((memory * 0.75) / 1024 / 1024);
  return { command: process.execPath, args: [`--max-old-space-size=${heap}`, process.argv[1]!, 'batch-one'] };
}

function closing({ total, done }: BatchEnd, ms: number, out: string): string {
  const { perMinute } = paceOf({ total, done, last: '' }, ms);
  const parts = [
    `样品 ${total} 个，用时 ${duration(Math.round(ms / 1000))}`,
    `新读取 ${done.read}（每分钟 ${perMinute.toFixed(1)}），只重新核查 ${done.checked}，已有结果 ${done.stored}`,
    `没有应用 ${done.nothing}，未能检查 ${done.failed}`,
  ];
  return `${parts.join('；')}。\n列表 ${join(out, 'index.html')}，表格 ${join(out, 'items.xlsx')}，未能判定 ${join(out, 'unjudged.csv')}\n`;
}

/** As a scan of all of them would end. */
function codeOf(
  store: Store,
  key: ReturnType<typeof runKey>,
  { failOn }: ConcludeOptions,
  { problems, done }: BatchEnd,
): ExitCode {
  if (problems.length > 0) return EXIT.usage;
  if (failOn === 'never') return EXIT.clean;
  if (done.nothing > 0) return EXIT.nothing;
  const counts = totalsOf(store.rows(key)).at(-1)!.with;
  const has = (...verdicts: string[]): boolean => verdicts.some((verdict) => (counts[verdict] ?? 0) > 0);
  if (has('found') || (failOn !== 'found' && has('suspected', 'absent')) || (failOn === 'undetermined' && has('undetermined')))
    return EXIT.findings;
  return has('undetermined') ? EXIT.undetermined : EXIT.clean;
}

import type { Papers, RulePack } from '../check/index.js';
import { milliseconds } from '../clock.js';
import { FACTS_SCHEMA_VERSION } from '../facts/types.js';
import { version } from '../version.js';
import { type Outcome, runChild, type Worker } from './child.js';
import { type Answer, answerFor, type Job, packed } from './job.js';
import { type LimitProfile, profileKey, smaller } from './limits.js';
import type { Package } from './packages.js';
import type { Making, ResultKey, Store, StoredFacts } from './store.js';
import { describeDeath, packDigest, unreadFacts, unreadResult } from './unread.js';

export interface Inspection {
  packs: RulePack[];
  /** Which rules these are, for the child. */
  rules?: object;
  appId?: string;
  lang: 'zh' | 'en';
  profile: LimitProfile;
  worker: Worker;
  /** Inspects again what failed before. */
  retry?: boolean;
}

/** What became of a package: taken from the store, checked from stored facts, read, given up, or not finished. */
export type Done = 'stored' | 'checked' | 'read' | 'nothing' | 'failed' | 'stopped';

/** Names all results of one kind of run. */
export function runKey({ packs, profile, appId }: Pick<Inspection, 'packs' | 'profile' | 'appId'>): Omit<ResultKey, 'digest'> {
  const facts = `${FACTS_SCHEMA_VERSION}+${version}`;
  return { facts, packs: packDigest(packs), profile: `${profileKey(profile)}${appId ? `;${appId}` : ''}` };
}

/** A result in the forms that are kept, and how it came about. */
export interface Made {
  answer: Required<Pick<Answer, 'summary' | 'result' | 'html'>> & Pick<Answer, 'facts'>;
  making: Making;
}

/** Sees to it that a package has its one result in the store. */
export async function inspect(item: Package, store: Store, options: Inspection, signal: AbortSignal): Promise<Done> {
  const key = { digest: item.digest.sha256, ...runKey(options) };
  if (options.retry && store.stateOf(key) === 'failed') store.forget(key);
  if (store.hasResult(key)) return 'stored';
  const stored = store.factsOf(key);
  const made = await makeResult(item, stored, options, signal);
  if (made === 'stopped') return 'stopped';
  store.save(key, made.answer, made.making);
  return made.done;
}

/** Reads a package, or checks its stored facts, in a child. Whatever the package does there is a result, unless it is stopped. */
export async function makeResult(
  item: Package,
  stored: StoredFacts | undefined,
  options: Inspection,
  signal: AbortSignal,
): Promise<(Made & { done: Done }) | 'stopped'> {
  const started = milliseconds();
  const { outcome, attempts, profile } = stored ? await check(stored.body, options, signal) : await read(item, options, signal);
  const making = { attempts, ms: milliseconds() - started };
  if ('answer' in outcome && outcome.answer.result) {
    const { summary = '{}', result, html = Buffer.alloc(0), facts } = outcome.answer;
    return {
      answer: { summary, result, html, facts },
      making: { ...making, state: stored?.state ?? 'done' },
      done: stored ? 'checked' : 'read',
    };
  }
  if ('death' in outcome && outcome.death === 'stopped') return 'stopped';
  const state = 'answer' in outcome ? 'nothing' : 'failed';
  const why = 'answer' in outcome ? (outcome.answer.nothing ?? '') : describeDeath(outcome.death, outcome.detail, profile);
  return { ...(await givenUp(item, options, { ...making, state }, why)), done: state };
}

/** A result that says why there is none: all items undetermined. */
export async function givenUp(
  item: Package,
  { packs, lang }: Pick<Inspection, 'packs' | 'lang'>,
  making: Making,
  why: string,
): Promise<Made> {
  const facts = unreadFacts(item, making.state === 'nothing' ? 'no-code' : 'budget', why);
  const { summary = '{}', result, html } = await answerFor(unreadResult(facts, packs), lang);
  return { answer: { summary, result: result!, html: html!, facts: packed(facts) }, making };
}

interface Tried {
  outcome: Outcome;
  attempts: number;
  profile: LimitProfile;
}

/** Twice at most: the second time with a smaller appetite. */
async function read(item: Package, options: Inspection, signal: AbortSignal): Promise<Tried> {
  const { appId, rules, lang, worker, profile } = options;
  const job = (limits: LimitProfile): Job => ({
    do: 'scan',
    inputs: item.paths,
    names: item.names,
    appId,
    rules,
    lang,
    budget: limits.budget,
  });
  const first = await runChild(job(profile), worker, profile, signal);
  if ('answer' in first || first.death === 'stopped') return { outcome: first, attempts: 1, profile };
  const less = smaller(profile);
  const second = await runChild(job(less), worker, less, signal);
  // The first death is the one to tell of: it happened under the limits that were asked for.
  return { outcome: 'death' in second && second.death !== 'stopped' ? first : second, attempts: 2, profile };
}

async function check(facts: Uint8Array, options: Inspection, signal: AbortSignal): Promise<Tried> {
  return { outcome: await recheck(facts, {}, options, signal), attempts: 1, profile: options.profile };
}

/** Checks stored facts in a child, with what came beside the package. */
export function recheck(
  facts: Uint8Array,
  papers: Omit<Papers, 'on'>,
  { rules, lang, worker, profile }: Inspection,
  signal: AbortSignal,
): Promise<Outcome> {
  const job: Job = { do: 'check', facts: Buffer.from(facts).toString('base64'), papers, rules, lang };
  return runChild(job, worker, profile, signal);
}

import type { Part } from '../facts/types.js';
import { type Budget, type BudgetCause, type BudgetLimits, createBudget, describeBudget } from './budget.js';
import { type Cache, createCache } from './cache.js';
import type { OpenLimit, OpenTamper, Tree } from './tree.js';

export const ALL_PARTS: readonly Part[] = ['code', 'screens', 'texts', 'config', 'resources'];

/** A trick on every entry is told this often; more says nothing new. */
const TAMPER_PER_TRICK = 20;
/** A thousand unreadable files say no more than these. */
const LIMITS_PER_REASON = 50;
const MORE_LIMITS = '还有更多内容因同样原因未能读取，不再逐一列出。';
/** Inflated bytes kept in memory; entries beyond it are inflated again if somebody asks again. */
const CACHE_BYTES = 192 * 1024 * 1024;

/** Opens bytes as a container; undefined when they are none. Injected so that containers need not know each other. */
export type OpenContainer = (bytes: Buffer, path: string, depth: number, session: Session) => Tree | undefined;

/** What all containers of one input share: budget, log and cache. */
export interface Session {
  readonly budget: Budget;
  readonly limits: OpenLimit[];
  readonly tamper: OpenTamper[];
  readonly openContainer: OpenContainer;
  /** App id given by the caller, before any that was found. */
  readonly givenAppId?: string;
  /** Full path or name of the input, where an app id may stand. */
  readonly inputPath: string;
  /** App id that decrypted something, or stands in the path. */
  appId?: string;
  addLimit(limit: OpenLimit): void;
  /** Once per cause. */
  addBudgetLimit(cause: BudgetCause, path: string): void;
  addTamper(trick: string, path: string, detail: string): void;
  /** Inflated bytes by entry. */
  readonly cache: Cache;
}

export interface SessionOptions {
  appId?: string;
  budget?: Partial<BudgetLimits>;
}

export function createSession(inputPath: string, options: SessionOptions, openContainer: OpenContainer): Session {
  const budget = createBudget(options.budget);
  const limits: OpenLimit[] = [];
  const tamper: OpenTamper[] = [];
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  const once = (...key: string[]): boolean => {
    const joined = key.join('\n');
    return !seen.has(joined) && seen.add(joined) !== undefined;
  };
  return {
    budget,
    limits,
    tamper,
    openContainer,
    cache: createCache(CACHE_BYTES),
    givenAppId: options.appId,
    inputPath,
    addLimit: (limit) => {
      const count = limits.filter(({ reason }) => reason === limit.reason).length;
      const kept =
        count < LIMITS_PER_REASON ? limit : { reason: limit.reason, path: '', hides: [...ALL_PARTS], detail: MORE_LIMITS };
      if (once('limit', kept.reason, kept.path, kept.detail)) limits.push(kept);
    },
    addBudgetLimit: (cause, path) => {
      if (!once('budget', cause)) return;
      limits.push({ reason: 'budget', path, hides: [...ALL_PARTS], detail: describeBudget(cause, budget.limits) });
    },
    addTamper: (trick, path, detail) => {
      const count = (counts.get(trick) ?? 0) + 1;
      if (count > TAMPER_PER_TRICK || !once('tamper', trick, path)) return;
      counts.set(trick, count);
      tamper.push({ trick, path, detail });
    },
  };
}

/** Which parts of the app an unreadable entry can hold, told by its name; anything unknown may hold all. */
export function partsOf(name: string): Part[] {
  const extension = /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (
    /^(png|jpe?g|gif|webp|svg|bmp|ico|ttf|otf|woff2?|eot|mp[34]|wav|ogg|m4a|aac|rsa|dsa|ec|sf|mf|version|md)$/.test(extension)
  ) {
    return ['resources'];
  }
  if (/^([mc]?js|[mc]?ts|[jt]sx|dex|so|abc|hbc|lua|jar|wxs|sjs|jsbundle|bundle)$/.test(extension))
    return ['code', 'screens', 'texts'];
  if (/^(json5?|info|plist)$/.test(extension)) return ['config', 'screens', 'texts'];
  if (extension === 'arsc') return ['texts', 'resources'];
  return [...ALL_PARTS];
}

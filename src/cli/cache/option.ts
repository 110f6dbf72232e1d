import type { Cache } from '../../cache/index.js';
import type { Progress } from '../progress.js';
import type { CacheOptions } from './cache.js';

/** The cache a command was told to use. Most are told of none, and need not load it. */
export async function cacheOf(options: CacheOptions, progress: Progress): Promise<Cache | undefined> {
  const isAsked = options.cache ?? options.cacheDir !== undefined;
  return isAsked ? (await import('./cache.js')).openCacheOf(options, progress) : undefined;
}

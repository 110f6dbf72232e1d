import { existsSync, readFileSync, statSync } from 'node:fs';
import envPaths from 'env-paths';
import { type Cache, openCache, PROGRAM } from '../../cache/index.js';
import { type EntryFile, entryFiles, type Kind } from '../../cache/layout.js';
import { clear, type Swept, sweep } from '../../cache/sweep.js';
import { UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit.js';
import type { Progress } from '../progress.js';

export interface CacheOptions {
  /** `--no-cache` is stronger than a folder named in the configuration. */
  cache?: boolean;
  cacheDir?: string;
  /** Megabytes. */
  cacheSize?: number;
}

const MIB = 1024 * 1024;
const DEFAULT_SIZE = 512;

/** @throws UsageError where its folder is no folder */
export function openCacheOf(options: CacheOptions, progress: Progress): Cache {
  return openCache(folderOf(options), sizeOf(options), progress.warning);
}

/** `jianfu cache dir` */
export function cacheDirCommand(options: CacheOptions): ExitCode {
  process.stdout.write(`${folderOf(options)}\n`);
  return EXIT.clean;
}

/** `jianfu cache info` */
export function cacheInfoCommand({ format, ...options }: CacheOptions & { format: 'text' | 'json' }): ExitCode {
  const folder = folderOf(options);
  const files = entryFiles(folder).filter(({ partial }) => !partial);
  const count = (kind: Kind): number => files.filter((file) => file.kind === kind).length;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const oldest = files.length === 0 ? undefined : new Date(Math.min(...files.map(({ usedAt }) => usedAt))).toISOString();
  const counts = { facts: count('facts'), results: count('results') };
  const info = { folder, ...counts, bytes, most: sizeOf(options), ...(oldest && { lastUsedFrom: oldest }) };
  if (format === 'json') process.stdout.write(`${JSON.stringify(info)}\n`);
  else
    process.stdout.write(
      `${folder}\n事实 ${info.facts} 份，结果 ${info.results} 份，共 ${megabytes(bytes)}（上限 ${megabytes(info.most)}）${oldest ? `；最久未用的是 ${oldest}` : ''}\n`,
    );
  return EXIT.clean;
}

/** `jianfu cache prune`: what other versions of the program left, then what was used longest ago. */
export function cachePruneCommand(options: CacheOptions): ExitCode {
  return told(sweep(folderOf(options), sizeOf(options), isOurs));
}

/** `jianfu cache clear` */
export function cacheClearCommand(options: CacheOptions): ExitCode {
  return told(clear(folderOf(options)));
}

function told({ entries, bytes }: Swept): ExitCode {
  process.stdout.write(`删去 ${entries} 份，${megabytes(bytes)}。\n`);
  return EXIT.clean;
}

function isOurs({ file }: EntryFile): boolean {
  try {
    const bytes = readFileSync(file);
    const { key } = JSON.parse(bytes.subarray(0, bytes.indexOf(10)).toString('utf8')) as { key: string };
    return (JSON.parse(key) as { program?: string }).program === PROGRAM;
  } catch {
    return false; // damaged
  }
}

function folderOf({ cacheDir }: CacheOptions): string {
  const folder = cacheDir ?? envPaths('jianfu', { suffix: '' }).cache;
  if (existsSync(folder) && !statSync(folder).isDirectory()) throw new UsageError(`缓存文件夹 ${folder} 是文件，不能用。`);
  return folder;
}

function sizeOf({ cacheSize }: CacheOptions): number {
  return (cacheSize ?? DEFAULT_SIZE) * MIB;
}

function megabytes(bytes: number): string {
  return `${(bytes / MIB).toFixed(1)} MB`;
}

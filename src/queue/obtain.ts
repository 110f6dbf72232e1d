import { stat } from 'node:fs/promises';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { givenUp, type Inspection, type Made, makeResult } from '../batch/inspect.js';
import type { Package } from '../batch/packages.js';
import type { StoredFacts } from '../batch/store.js';
import type { Summary } from '../batch/summary.js';
import type { PackageJob } from './jobs.js';
import { digestOfReceived } from './places.js';
import { isBelow, isObjectUrl } from './storage/address.js';
import { fetchObjects } from './storage/fetch.js';
import { type Storage, StorageError } from './storage/storage.js';

export interface ObtainOptions extends Pick<Inspection, 'packs' | 'rules'> {
  /** The child for a package that may use so many bytes: under the same limits wherever it runs, as its result says. */
  childFor: (memory: number) => Inspection['worker'];
  /** The shared folder as it is called on this machine. */
  root?: string;
  /** Object storage, and the places in it that jobs may name. */
  storage?: { storage: Storage; places: readonly string[] };
  /** Ends what is running: its jobs are given back. */
  abort: AbortSignal;
}

/** Why a package could not be had; it is tried again. */
export interface Unavailable {
  reason: 'missing' | 'storage-error';
  message?: string;
}

/** The result of a package: from its facts where the data base has them, else read from where the job says it is. */
export async function obtain(
  data: PackageJob,
  stored: StoredFacts | undefined,
  options: ObtainOptions,
): Promise<Made | Unavailable | 'stopped'> {
  if (stored) return read(packageOf(data, []), stored, data, options);
  if (data.paths.every(isObjectUrl)) return fromStorage(data, options);
  const paths = data.paths.map((path) => placeOf(path, data.rooted, options.root)).filter((path) => path !== undefined);
  if (paths.length < data.paths.length || !(await areThere(paths))) return { reason: 'missing' };
  const item = packageOf(data, paths);
  const made = await read(item, undefined, data, options);
  return made === 'stopped' || !(await isChanged(item, made)) ? made : changed(item, made.making, data, options);
}

function read(
  item: Package,
  stored: StoredFacts | undefined,
  { appId, lang, profile }: PackageJob,
  { packs, rules, childFor, abort }: ObtainOptions,
): Promise<Made | 'stopped'> {
  return makeResult(item, stored, { packs, rules, appId, lang, profile, worker: childFor(profile.memory) }, abort);
}

/** Objects are fetched to temporary files; what was received must be what was put into the queue. */
async function fromStorage(data: PackageJob, options: ObtainOptions): Promise<Made | Unavailable | 'stopped'> {
  const { storage, places = [] } = options.storage ?? {};
  if (!storage || !data.paths.every((url) => isBelow(url, places))) return { reason: 'missing' };
  try {
    const { paths, hashed, remove } = await fetchObjects(data.paths, storage);
    try {
      const item = packageOf(data, paths);
      const { sha256 } = digestOfReceived(hashed.map((one, i) => ({ ...one, path: basename(paths[i]!) })));
      if (sha256 !== data.key.digest) return await changed(item, { attempts: 0, ms: 0 }, data, options);
      return await read(item, undefined, data, options);
    } finally {
      await remove();
    }
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return { reason: error.missing ? 'missing' : 'storage-error', message: error.message };
  }
}

/** The result of a package whose content is not what was put into the queue. */
function changed(
  item: Package,
  { attempts, ms }: Pick<Made['making'], 'attempts' | 'ms'>,
  { lang }: PackageJob,
  { packs }: ObtainOptions,
): Promise<Made> {
  const why = '样品在入队之后被改动，读到的内容与入队时的校验值不符。请重新入队。';
  return givenUp(item, { packs, lang }, { attempts, ms, state: 'failed' }, why);
}

/** Whether the child read something else than what was put into the queue; what consists of several files is not told by one digest. */
async function isChanged({ paths, digest }: Package, { answer, making }: Made): Promise<boolean> {
  if (making.state !== 'done' || paths.length !== 1 || !(await stat(paths[0]!)).isFile()) return false;
  return (JSON.parse(answer.summary) as Summary).sha256 !== digest.sha256;
}

/** The result of a package whose job failed too often. */
export function buried(data: PackageJob, output: unknown, { packs }: ObtainOptions): Promise<Made> {
  const { reason, message = '' } = (output ?? {}) as { reason?: string; message?: string };
  const why =
    reason === 'missing'
      ? `找不到样品（${data.paths[0]}），多次重试仍没有。请核对各工作进程的 --root、--s3。`
      : reason === 'storage-error'
        ? `从对象存储读不到样品，多次重试仍没有：${message}`
        : '检测它的工作进程多次中断（断电、被系统终止或任务出错），没有得到结果。请单独用 jianfu scan 检查，或用 --retry 重新入队。';
  return givenUp(packageOf(data, data.paths), { packs, lang: data.lang }, { state: 'failed', attempts: 0, ms: 0 }, why);
}

function packageOf({ name, size, sm3, key }: PackageJob, paths: string[]): Package {
  return { paths, unit: '', name, size, digest: { sha256: key.digest, sm3 } };
}

/** @returns undefined for what lies outside the shared folder, whoever wrote the job */
export function placeOf(path: string, rooted: boolean, root: string | undefined): string | undefined {
  if (root === undefined) return rooted || !isAbsolute(path) ? undefined : path;
  const place = resolve(root, path);
  const inside = relative(resolve(root), place);
  return inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside) ? undefined : place;
}

async function areThere(paths: readonly string[]): Promise<boolean> {
  for (const path of paths) if (!(await stat(path).catch(() => undefined))) return false;
  return true;
}

import { type FindProblem, type FoundAll, findPackages, isPackageName, WXAPKG } from '../batch/find.js';
import { digestOfFiles, type Found, identify, type Package } from '../batch/packages.js';
import { type BatchOptions, splitWeChat } from '../batch/run.js';
import { isObjectUrl, nameOf, objectUrl, parseObjectUrl, StorageAddressError } from './storage/address.js';
import { fetchObjects, hashObject } from './storage/fetch.js';
import { type Storage, StorageError } from './storage/storage.js';

type FindPlan = Pick<BatchOptions, 'worker' | 'profile' | 'appId' | 'signal'> & { storage?: Storage };

/**
 * All packages of the inputs, of files here as `findPackages` gives them, and of the storage: one object, or every object below a
 * prefix that is called like a package. WeChat packages are put into apps by their content.
 */
export async function findAnywhere(inputs: readonly string[], plan: FindPlan): Promise<FoundAll> {
  const { found, problems } = findPackages(inputs.filter((input) => !isObjectUrl(input)));
  const local = await splitWeChat(found, plan);
  const stored: Found[] = [];
  for (const input of inputs.filter(isObjectUrl)) {
    try {
      const objects = await findObjects(input, plan.storage!);
      if (objects.length === 0) problems.push({ path: input, problem: '没有找到安装包' });
      stored.push(...objects);
    } catch (error) {
      problems.push(problemOf(input, error));
    }
  }
  const distinct = [...new Map(stored.map((one) => [one.paths.join('\0'), one])).values()];
  return { found: [...local, ...(await splitStored(distinct, problems, plan))], problems };
}

async function findObjects(input: string, storage: Storage): Promise<Found[]> {
  const place = parseObjectUrl(input);
  if (place.key !== '' && !place.key.endsWith('/')) return [{ paths: [input], unit: '' }];
  const single: Found[] = [];
  const wechat = new Map<string, Found>();
  for await (const { key, size } of storage.list(place)) {
    if (size === 0 || !isPackageName(key)) continue;
    const below = key.slice(place.key.length).split('/');
    const one: Found = { paths: [objectUrl({ bucket: place.bucket, key })], unit: below.length > 1 ? below[0]! : '' };
    if (!WXAPKG.test(key)) single.push(one);
    else {
      const folder = key.slice(0, key.lastIndexOf('/') + 1);
      const known = wechat.get(folder);
      if (known) known.paths.push(...one.paths);
      else wechat.set(folder, one);
    }
  }
  return [...single, ...wechat.values()];
}

/** Packages of one prefix are fetched for as long as it takes to see which are one app. */
async function splitStored(found: readonly Found[], problems: FindProblem[], plan: FindPlan): Promise<Found[]> {
  const split: Found[] = [];
  for (const one of found) {
    if (one.paths.length === 1) {
      split.push(one);
      continue;
    }
    try {
      const { paths, remove } = await fetchObjects(one.paths, plan.storage!);
      try {
        const groups = await splitWeChat([{ ...one, paths }], plan);
        split.push(...groups.map((group) => ({ ...group, paths: group.paths.map((path) => one.paths[paths.indexOf(path)]!) })));
      } finally {
        await remove();
      }
    } catch (error) {
      problems.push(problemOf(one.paths[0]!, error));
    }
  }
  return split;
}

/** What cannot be read is told of; anything else is not the input's fault. */
function problemOf(path: string, error: unknown): FindProblem {
  if (error instanceof StorageError || error instanceof StorageAddressError) return { path, problem: error.message };
  throw error;
}

/** Reads a package once for its digests, wherever it is. @throws StorageError, the system's error */
export async function identifyAnywhere(found: Found, storage: Storage | undefined): Promise<Package> {
  const [first = ''] = found.paths;
  if (!storage || !isObjectUrl(first)) return identify(found);
  const files = [];
  for (const url of found.paths) files.push({ path: nameOf(url), ...(await hashObject(url, storage)) });
  const size = files.reduce((sum, file) => sum + file.size, 0);
  return { ...found, name: nameOf(first), size, digest: digestOfReceived(files) };
}

/** As `identify` gives it for files here. */
export function digestOfReceived(files: readonly { path: string; sha256: string; sm3: string }[]): Package['digest'] {
  const [only] = files;
  return files.length === 1 && only ? { sha256: only.sha256, sm3: only.sm3 } : digestOfFiles(files);
}

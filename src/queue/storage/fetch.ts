import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { nameOf, parseObjectUrl } from './address.js';
import { type Storage, StorageError } from './storage.js';

export interface Hashed {
  sha256: string;
  sm3: string;
  size: number;
}

/** Objects as files of this machine for a while. */
export interface Fetched {
  paths: string[];
  /** Of each, as it was received. */
  hashed: Hashed[];
  remove(): Promise<void>;
}

/** Digests of an object, without keeping it. @throws StorageError */
export async function hashObject(url: string, storage: Storage): Promise<Hashed> {
  return receive(url, storage, new Writable({ write: (_chunk, _encoding, done) => done() }));
}

/**
 * Fetches objects into a new folder of temporary files, each under a name of its own.
 * @throws StorageError, the system's error; with nothing left behind
 */
export async function fetchObjects(urls: readonly string[], storage: Storage): Promise<Fetched> {
  const folder = await mkdtemp(join(tmpdir(), 'jianfu-s3-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const paths: string[] = [];
    const hashed: Hashed[] = [];
    for (const [i, url] of urls.entries()) {
      // Objects of different prefixes may be called alike; app ids in a path open encrypted packages.
      const place = join(folder, String(i), ...(parseObjectUrl(url).key.match(/wx[0-9a-f]{16}(?![0-9a-f])/g) ?? []));
      await mkdir(place, { recursive: true });
      const path = join(place, nameOf(url));
      hashed.push(await receive(url, storage, createWriteStream(path, { flags: 'wx', mode: 0o600 })));
      paths.push(path);
    }
    return { paths, hashed, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function receive(url: string, storage: Storage, target: Writable): Promise<Hashed> {
  const sha256 = createHash('sha256');
  const sm3 = createHash('sm3');
  let size = 0;
  const count = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      size += chunk.length;
      if (size > storage.most) return done(new StorageError(`${url} 比它说的大，超过上限，没有读完`));
      sha256.update(chunk);
      sm3.update(chunk);
      return done(null, chunk);
    },
  });
  const source = await storage.read(parseObjectUrl(url));
  try {
    await pipeline(source, count, target);
  } catch (error) {
    if (error instanceof StorageError || (error as NodeJS.ErrnoException).path !== undefined) throw error;
    throw new StorageError(`${url} 没有读完：${(error as Error).message}`);
  }
  return { sha256: sha256.digest('hex'), sm3: sm3.digest('hex'), size };
}

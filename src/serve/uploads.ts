import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { Found } from '../batch/packages.js';
import { inert } from '../report/inert.js';

/** Why an upload was not taken in. */
export type UploadProblem = 'nothing' | 'tooLarge' | 'tooMany' | 'noRoom' | 'storeFull' | 'broken';

export class UploadError extends Error {
  constructor(readonly problem: UploadProblem) {
    super(problem);
  }
}

export interface Received {
  path: string;
  name: string;
  sha256: string;
}

/** One upload while it comes in: files under numbers of ours in a folder of its own, which is gone again unless it is kept. */
export interface Receiving {
  /** @throws UploadError, the system's error */
  take(part: MultipartFile): Promise<void>;
  /** Reads a file to its end without keeping it. @throws UploadError */
  letPass(part: MultipartFile): Promise<void>;
  /** Puts the folder in place. */
  keep(): Received[];
  /** Also of what was kept and then could not be used. */
  discard(): void;
}

/** At the end of the name of a folder that is coming in. */
export const PART = '.part';
/** Left for the data base and its journal. */
const SPARE_BYTES = 512 * 1024 * 1024;
const LONGEST_NAME = 200;

export function uploadFolder(store: string): string {
  return join(store, 'uploads');
}

/** @throws UploadError when the disk would be too full with so many bytes more */
export async function checkRoom(store: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(store);
  if (bavail * bsize < bytes + SPARE_BYTES) throw new UploadError('noRoom');
}

/** @param most bytes of all files together */
export function receive(store: string, most: number): Receiving {
  const name = randomBytes(16).toString('hex');
  const folder = join(uploadFolder(store), name);
  const coming = `${folder}${PART}`;
  const files: { file: string; name: string; sha256: string }[] = [];
  let left = most;
  return {
    take: async (part) => {
      const file = String(files.length + 1);
      mkdirSync(coming, { recursive: true, mode: 0o700 });
      const out = createWriteStream(join(coming, file), { mode: 0o600, flags: 'wx' });
      const hash = createHash('sha256');
      let size = 0;
      await pipeline(
        part.file,
        async function* count(chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            size += chunk.length;
            if (size > left) throw new UploadError('tooLarge');
            hash.update(chunk);
            yield chunk;
          }
        },
        out,
      );
      if (part.file.truncated) throw new UploadError('tooLarge');
      left -= size;
      // An input in which nothing was chosen is sent as an empty file.
      if (size === 0) rmSync(join(coming, file), { force: true });
      else files.push({ file, name: shownName(part.filename), sha256: hash.digest('hex') });
    },
    letPass: async (part) => {
      for await (const chunk of part.file) {
        left -= (chunk as Buffer).length;
        if (left < 0) throw new UploadError('tooLarge');
      }
    },
    keep: () => {
      if (files.length === 0) throw new UploadError('nothing');
      renameSync(coming, folder);
      return files.map(({ file, ...one }) => ({ path: join(folder, file), ...one }));
    },
    discard: () => {
      for (const one of [coming, folder]) rmSync(one, { recursive: true, force: true });
    },
  };
}

/** What the file was called, to be shown; it is never a path of ours. */
function shownName(given: string | undefined): string {
  const base = inert((given ?? '').split(/[\\/]/).at(-1) ?? '').trim();
  return [...base].slice(0, LONGEST_NAME).join('') || '-';
}

/** Packages of one WeChat app stay together, everything else stands by itself. */
export function foundIn(received: readonly Received[], unit: string): Found[] {
  const isPart = ({ name }: Received): boolean => /\.wxapkg$/i.test(name);
  const parts = received.filter(isPart);
  const one = (files: readonly Received[]): Found => ({
    paths: files.map(({ path }) => path),
    names: files.map(({ name }) => name),
    unit,
  });
  return [...received.filter((file) => !isPart(file)).map((file) => one([file])), ...(parts.length > 0 ? [one(parts)] : [])];
}

import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Kind, TEMPORARY } from './layout.js';
import { sweep } from './sweep.js';

/** Bytes kept in files by kind and key. Whatever happens to the files or the disk, what comes back is what was put in, or nothing. */
export interface Entries {
  get(kind: Kind, key: string): Buffer | undefined;
  put(kind: Kind, key: string, content: Buffer): void;
  /** Drops what was used longest ago until the size is kept; at the end of a command. */
  settle(): void;
}

/** An entry's first line; the content follows. */
interface Head {
  jianfu: typeof FORMAT;
  key: string;
  sha256: string;
}

const FORMAT = 1;
/** See https://bford.info/cachedir/: programs that make copies leave such a folder out. */
const TAG = 'Signature: 8a477f597d28d172789f06886806bc55\n# jianfu 的缓存，可随时删除：jianfu cache clear\n';

/**
 * Entries in a folder: one file each, written under another name and then renamed, so that processes that run at once see whole
 * entries only. The file's time is when it was used last.
 *
 * @param most bytes the folder may hold
 * @param warn told of an entry that is damaged, and once that nothing can be written; neither stops anybody
 */
export function openEntries(folder: string, most: number, warn: (message: string) => void): Entries {
  let written = 0;
  let isWritable = true;
  const settle = (): void => {
    if (written > 0) sweep(folder, most);
    written = 0;
  };
  return {
    get: (kind, key) => read(placeOf(folder, kind, key), key, warn),
    put: (kind, key, content) => {
      if (!isWritable || content.length > most) return;
      try {
        written += write(folder, placeOf(folder, kind, key), key, content);
      } catch (error) {
        isWritable = false;
        warn(`缓存写不了，本次不再缓存：${error instanceof Error ? error.message : String(error)}`);
      }
      // A long run does not outgrow the limit by much.
      if (written > most / 4) settle();
    },
    settle,
  };
}

function placeOf(folder: string, kind: Kind, key: string): string {
  const name = sha256(key);
  return join(folder, kind, name.slice(0, 2), name);
}

function read(file: string, key: string, warn: (message: string) => void): Buffer | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') warn(`缓存读不了，重新检查：${message}`);
    return undefined;
  }
  const content = contentOf(bytes, key);
  if (!content) {
    warn(`缓存中的 ${file} 已损坏，不采用，重新检查。`);
    attempt(() => rmSync(file, { force: true }));
    return undefined;
  }
  const now = new Date();
  attempt(() => utimesSync(file, now, now));
  return content;
}

/** Undefined where a byte is not as it was written, or it is an entry of something else. */
function contentOf(bytes: Buffer, key: string): Buffer | undefined {
  const end = bytes.indexOf(10);
  const head = end === -1 ? undefined : headOf(bytes.subarray(0, end));
  const content = bytes.subarray(end + 1);
  return head?.jianfu === FORMAT && head.key === key && head.sha256 === sha256(content) ? content : undefined;
}

function headOf(line: Buffer): Partial<Head> | undefined {
  try {
    return JSON.parse(line.toString('utf8')) as Partial<Head>;
  } catch {
    return undefined; // damaged
  }
}

/** @returns bytes written. @throws the system's error, with nothing left behind */
function write(folder: string, file: string, key: string, content: Buffer): number {
  // Of this person alone: who can write here decides what others are told.
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  attempt(() => writeFileSync(join(folder, 'CACHEDIR.TAG'), TAG, { flag: 'wx', mode: 0o600 }));
  const head: Head = { jianfu: FORMAT, key, sha256: sha256(content) };
  const bytes = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), content]);
  const part = join(dirname(file), `${TEMPORARY}${process.pid}-${randomBytes(6).toString('hex')}`);
  try {
    writeFileSync(part, bytes, { flag: 'wx', mode: 0o600 });
    renameSync(part, file);
  } catch (error) {
    attempt(() => rmSync(part, { force: true }));
    throw error;
  }
  return bytes.length;
}

/** For what may fail without harm: another process was there first, or the folder may only be read. */
function attempt(run: () => void): void {
  try {
    run();
  } catch {
    // as said above
  }
}

function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

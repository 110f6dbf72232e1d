import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { BudgetLimits } from './budget.js';
import { openContainer } from './containers.js';
import { type DigestedFile, digestOf, readDigested } from './digest.js';
import { openDirectory } from './directory.js';
import { InputError } from './errors.js';
import { type NamedBytes, openBytes, openFolder, openWxapkgs } from './input.js';
import { memoryDirectory } from './memory.js';
import { createSession, type Session } from './session.js';
import type { Opened } from './tree.js';

export type { BudgetLimits } from './budget.js';
export { InputError, type InputErrorCode } from './errors.js';
export { type Entry, EntryError, type Opened, type Tree } from './tree.js';

export interface OpenOptions {
  /** App id of an encrypted WeChat package; then no other is tried. */
  appId?: string;
  /** Overrides of the default budgets. */
  budget?: Partial<BudgetLimits>;
  /** What the files are called where their paths do not say it, in the same order; shown and searched for an app id, never opened. */
  names?: readonly string[];
}

/**
 * Opens a package, a project folder or an archive of one; an array only for the packages of one WeChat app. Nothing is
 * inflated but what identification needs; nothing is executed or written.
 *
 * @throws InputError when there is nothing to inspect; every other oddity is a limit or tamper of the result
 */
export function openInput(path: string | string[], options: OpenOptions = {}): Opened {
  const paths = Array.isArray(path) ? path : [path];
  const first = paths[0];
  if (first === undefined) throw new InputError('not-found', '没有给出要检查的文件。');
  const nameOf = (i: number): string => options.names?.[i] ?? basename(paths[i]!);
  const session = createSession(options.names?.[0] ?? resolve(first), options, openContainer);
  if (paths.length === 1) {
    if (kindOf(first) === 'directory')
      return openFolder(openDirectory(resolve(first), session), basename(resolve(first)), session);
    return openOne({ name: nameOf(0), ...readInput(first) }, session);
  }
  const parts = paths.map((part, i) => {
    if (kindOf(part) === 'directory')
      throw new InputError('no-app', `${part} 是文件夹。一次给出多个路径时，每个都应是同一小程序的 wxapkg 包。`);
    return { name: nameOf(i), ...readInput(part) };
  });
  return openWxapkgs(parts, session);
}

/** Opens bytes at hand, for tests and for embedding. `name` is shown and searched for an app id, never opened. */
export function openBuffer(name: string, bytes: Buffer, options: OpenOptions = {}): Opened {
  return openOne({ name, bytes, ...digestOf(bytes) }, createSession(name, options, openContainer));
}

/** Opens a project folder at hand in memory: file names relative to it, and their texts. @throws InputError when it holds no app */
export function openFiles(name: string, files: Record<string, string>, options: OpenOptions = {}): Opened {
  const session = createSession(name, options, openContainer);
  return openFolder(memoryDirectory(files, session), name, session);
}

function openOne(input: NamedBytes, session: Session): Opened {
  if (input.bytes.length === 0) throw new InputError('empty', `${input.name} 是空文件，没有可检查的内容。请重新导出安装包。`);
  return openBytes(input, session);
}

function kindOf(path: string): 'file' | 'directory' {
  let stat: ReturnType<typeof statSync>;
  try {
    stat = statSync(path);
  } catch (error) {
    throw systemError(path, error);
  }
  if (stat.isDirectory()) return 'directory';
  if (stat.isFile()) return 'file';
  throw new InputError('unreadable', `${path} 不是普通文件或文件夹，无法检查。`);
}

function readInput(path: string): DigestedFile {
  try {
    return readDigested(path);
  } catch (error) {
    throw systemError(path, error);
  }
}

function systemError(path: string, error: unknown): InputError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new InputError('not-found', path ? `找不到 ${path}。请检查路径。` : '没有给出路径。');
  if (code === 'EACCES' || code === 'EPERM') return new InputError('unreadable', `没有权限读取 ${path}。`);
  return new InputError('unreadable', `读不了 ${path}（${code || String(error)}）。`);
}

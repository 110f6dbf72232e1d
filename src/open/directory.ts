import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type Digest, digestOfList, type ReadFile, readHashed } from './digest.js';
import { createEntry, createTree } from './entry.js';
import { TooLarge } from './errors.js';
import { partsOf, type Session } from './session.js';
import type { Entry, Tree } from './tree.js';

/** Not listed and not digested: other people's code and version control. */
const SKIPPED = new Set(['node_modules', '.git', '.svn', '.hg']);
/** File contents kept after digesting, so that small projects are read once. */
const KEEP_BYTES = 64 * 1024 * 1024;
const MAX_LEVELS = 64;

export interface OpenedDirectory {
  tree: Tree;
  size: number;
  digest: Digest;
}

interface FoundFile {
  /** Relative, `/`-separated. */
  name: string;
  path: string;
  size: number;
}

/**
 * Lists a folder and digests every file of it, each read once. Symbolic links are not followed; one that leads outside is
 * told, because what it stands for was not read.
 *
 * @throws the system's error when the folder itself cannot be listed
 */
export function openDirectory(folder: string, session: Session): OpenedDirectory {
  const files = listFiles(folder, session);
  files.sort((a, b) => (a.name < b.name ? -1 : 1));
  const digests: { sha256: string; path: string }[] = [];
  const entries: Entry[] = [];
  let kept = 0;
  let size = 0;
  for (const file of files) {
    const keep = file.size <= session.budget.limits.entryBytes && kept + file.size <= KEEP_BYTES;
    const digested = digestFile(file, keep, session, files.length);
    if (!digested) continue;
    if (keep) kept += file.size;
    size += file.size;
    digests.push({ sha256: digested.sha256, path: file.name });
    entries.push(toEntry(file, keep ? digested.bytes : undefined, session));
  }
  const tree = createTree(session, { format: 'directory', path: '', depth: 1, entries });
  return { tree, size, digest: digestOfList(digests) };
}

function digestFile(file: FoundFile, keep: boolean, session: Session, total: number): ReadFile | undefined {
  try {
    return readHashed(file.path, keep);
  } catch {
    const detail = '文件读不出来（权限不足或正在变动）。请检查文件权限后重试。';
    session.addLimit({ reason: 'unreadable', path: file.name, hides: partsOf(file.name), detail, share: 1 / total });
    return undefined;
  }
}

function toEntry(file: FoundFile, bytes: Buffer | undefined, session: Session): Entry {
  const read = () => bytes ?? readFileSync(file.path);
  return createEntry(session, {
    name: file.name,
    path: file.name,
    size: file.size,
    compressedSize: file.size,
    load: (cap) => {
      if (file.size > cap) throw new TooLarge();
      const content = read();
      if (content.length > cap) throw new TooLarge();
      return content;
    },
    peek: () => (bytes ? bytes.subarray(0, 1024) : readHead(file.path)),
    view: bytes !== undefined,
  });
}

function readHead(path: string): Buffer {
  try {
    return readFileSync(path).subarray(0, 1024);
  } catch {
    return Buffer.alloc(0);
  }
}

function listFiles(folder: string, session: Session): FoundFile[] {
  const files: FoundFile[] = [];
  const visit = (name: string, level: number): boolean => {
    const children = readChildren(folder, name, session);
    children.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const child of children) {
      if (SKIPPED.has(child.name)) continue;
      const childName = name === '' ? child.name : `${name}/${child.name}`;
      const path = join(folder, childName);
      if (child.isSymbolicLink()) tellLinkOutside(folder, path, childName, session);
      else if (child.isDirectory()) {
        if (level >= MAX_LEVELS) session.addBudgetLimit('depth', childName);
        else if (!visit(childName, level + 1)) return false;
      } else if (child.isFile()) {
        if (session.budget.takeEntries(1) === 0) {
          session.addBudgetLimit('entries', childName);
          return false;
        }
        files.push({ name: childName, path, size: sizeOf(path) });
      }
    }
    return true;
  };
  visit('', 1);
  return files;
}

function readChildren(folder: string, name: string, session: Session): Dirent[] {
  try {
    return readdirSync(join(folder, name), { withFileTypes: true });
  } catch (error) {
    if (name === '') throw error;
    const detail = '文件夹读不出来（权限不足）。请检查权限后重试。';
    session.addLimit({ reason: 'unreadable', path: name, hides: partsOf(''), detail });
    return [];
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

function tellLinkOutside(folder: string, path: string, name: string, session: Session): void {
  try {
    if ((realpathSync(path) + sep).startsWith(realpathSync(folder) + sep)) return;
  } catch {
    return;
  }
  const detail = '符号链接指向文件夹之外，未读取。如属于本应用，请把内容复制进来。';
  session.addLimit({ reason: 'unreadable', path: name, hides: partsOf(name), detail, share: 0 });
}

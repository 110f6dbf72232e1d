import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { FolderError } from './errors.js';

/**
 * Takes a folder for this process. One that a killed process left is taken over; one of another machine (a shared folder) cannot
 * be asked whether it lives.
 *
 * @returns gives it back
 * @throws FolderError when a living batch has it
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'batch.lock');
  const mine = JSON.stringify({ pid: process.pid, host: hostname() });
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = holderOf(file);
    if (holder && isAlive(holder))
      throw new FolderError(
        `${folder} 正由另一个 jianfu（batch 或 serve）使用（${holder.host} 上的进程 ${holder.pid}）。确认它已结束后，删去 ${file} 再试。`,
      );
    rmSync(file, { force: true });
  }
  throw new FolderError(`${folder} 正由另一个 jianfu（batch 或 serve）使用。`);
}

function holderOf(file: string): { pid: number; host: string } | undefined {
  try {
    const { pid, host } = JSON.parse(readFileSync(file, 'utf8'));
    return { pid: Number(pid), host: String(host) };
  } catch {
    return undefined; // gone meanwhile, or cut off when its process was killed
  }
}

function isAlive({ pid, host }: { pid: number; host: string }): boolean {
  if (host !== hostname()) return true;
  if (pid === process.pid) return false; // a process before ours had the number, as in a restarted container
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system in memory with so much room and no more. */
export interface SmallDisk {
  path: string;
  resize(kilobytes: number): void;
  remove(): void;
}

/** @returns undefined where this user may not mount */
export function smallDisk(kilobytes: number): SmallDisk | undefined {
  const path = mkdtempSync(join(tmpdir(), 'jianfu-disk-'));
  const mount = (...args: string[]): void => {
    execFileSync('mount', [...args, path], { stdio: 'ignore' });
  };
  try {
    mount('-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=777`, 'tmpfs');
  } catch {
    rmSync(path, { recursive: true });
    return undefined;
  }
  return {
    path,
    resize: (size) => mount('-o', `remount,size=${size}k`),
    remove: () => {
      execFileSync('umount', ['-l', path]);
      rmSync(path, { recursive: true });
    },
  };
}

const probe = smallDisk(64);
probe?.remove();
/** Tests that need one are skipped without it, and say so. */
export const canMount = probe !== undefined;
if (!canMount) console.warn('!! 不能挂载内存文件系统（需要 root），磁盘写满的测试没有运行');

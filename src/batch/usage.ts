import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

export interface Usage {
  cpuMs: number;
  /** Resident memory in bytes. */
  memory: number;
}

/** Of `/proc/<pid>/stat`: 100 on every Linux that Node runs on. */
const TICKS = 100;
const PAGE = 4096;

/** What a process has used so far; undefined when it is gone, or where the system does not tell (Windows). */
export async function usageOf(pid: number): Promise<Usage | undefined> {
  if (process.platform === 'linux') return linux(pid);
  return process.platform === 'win32' ? undefined : posix(pid);
}

async function linux(pid: number): Promise<Usage | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold anything; fields are counted from behind it (proc(5): utime 14, stime 15, rss 24).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { cpuMs: (ticks * 1000) / TICKS, memory: Number(fields[21]) * PAGE };
  } catch {
    return undefined;
  }
}

function posix(pid: number): Promise<Usage | undefined> {
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'rss=,time=', '-p', String(pid)], (error, stdout) => {
      const [, rss, time] = /^\s*(\d+)\s+([\d:.-]+)/.exec(stdout) ?? [];
      if (error || rss === undefined || time === undefined) resolve(undefined);
      else resolve({ memory: Number(rss) * 1024, cpuMs: secondsOf(time) * 1000 });
    });
  });
}

/** `1-02:03:04`, `2:03.45` */
export function secondsOf(time: string): number {
  const [clock = '', days = '0'] = time.split('-').reverse();
  return clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) + Number(days) * 86_400;
}

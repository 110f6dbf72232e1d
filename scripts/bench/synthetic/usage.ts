import { readdirSync, readFileSync } from 'node:fs';

const TICKS = 100;
const PAGE = 4096;

interface Process {
  pid: number;
  parent: number;
  /** Seconds, without and with those children that have ended. */
  own: number;
  all: number;
  /** Resident bytes. */
  memory: number;
}

/** Of `/proc/<pid>/stat` (proc(5)); undefined when it is gone. */
export function processOf(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const seconds = (from: number): number => (Number(fields[from]) + Number(fields[from + 1])) / TICKS;
    return {
      pid,
      parent: Number(fields[1]),
      own: seconds(11),
      all: seconds(11) + seconds(13),
      memory: Number(fields[21]) * PAGE,
    };
  } catch {
    return undefined;
  }
}

/** Processor seconds of a process and all that it has started, ended or not. */
export function familySeconds(pid: number): number {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (processOf(Number(name)) ?? []) : []));
  const sum = (one: number): number =>
    (all.find((process) => process.pid === one)?.all ?? 0) +
    all.filter(({ parent }) => parent === one).reduce((total, child) => total + sum(child.pid), 0);
  return sum(pid);
}

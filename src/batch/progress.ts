import { milliseconds } from '../clock.js';
import { inert } from '../report/inert.js';
import type { BatchProgress } from './run.js';

export type ProgressMode = 'auto' | 'json' | 'none';

export interface BatchReporter {
  update(progress: BatchProgress): void;
  /** Takes the line away. */
  clear(): void;
}

export interface Pace {
  finished: number;
  /** Packages a minute since the start; those that were in the store already do not count. */
  perMinute: number;
  /** Seconds that are left at this pace; undefined before it is known. */
  left: number | undefined;
}

export function paceOf({ total, done }: BatchProgress, ms: number): Pace {
  const finished = Object.entries(done).reduce((sum, [how, count]) => (how === 'stopped' ? sum : sum + count), 0);
  const worked = finished - done.stored;
  const perMinute = ms > 0 ? (worked * 60_000) / ms : 0;
  return { finished, perMinute, left: perMinute > 0 ? Math.round(((total - finished) / perMinute) * 60) : undefined };
}

/** A line on a terminal, a JSON text a line for programs, or nothing. */
export function createReporter(mode: ProgressMode, stream: NodeJS.WriteStream = process.stderr): BatchReporter {
  const started = milliseconds();
  if (mode === 'json')
    return {
      update: (progress) => {
        const { finished, perMinute, left } = paceOf(progress, milliseconds() - started);
        const event = {
          event: 'progress',
          total: progress.total,
          finished,
          ...progress.done,
          perMinute: Math.round(perMinute * 10) / 10,
          secondsLeft: left ?? null,
        };
        stream.write(`${JSON.stringify(event)}\n`);
      },
      clear: () => undefined,
    };
  if (mode === 'none' || !stream.isTTY) return { update: () => undefined, clear: () => undefined };
  return {
    update: (progress) => {
      const { finished, perMinute, left } = paceOf(progress, milliseconds() - started);
      const bad = progress.done.failed > 0 ? `　未能检查 ${progress.done.failed}` : '';
      const rest = left === undefined ? '' : `　还需约 ${duration(left)}`;
      const line = `[${finished}/${progress.total}]　每分钟 ${perMinute.toFixed(1)} 个${rest}${bad}　${inert(progress.last)}`;
      stream.write(`\r\u001b[2K${line.slice(0, Math.max(20, (stream.columns ?? 80) / 2))}`);
    },
    clear: () => stream.write('\r\u001b[2K'),
  };
}

/** `3 小时 5 分`, `40 秒` */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} 秒`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} 分` : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分`;
}

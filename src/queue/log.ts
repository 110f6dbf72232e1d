import { inert } from '../report/inert.js';

export type LogMode = 'text' | 'json' | 'none';
export type Level = 'info' | 'warn' | 'error';

/** What happens, by name; programs read the names, people the words. */
const WORDS = {
  started: '已启动',
  draining: '正在停止：不再领取，等手上的样品做完',
  stopped: '已停止',
  taken: '领取',
  finished: '完成',
  'already-there': '已有结果',
  'given-back': '退回队列',
  'other-version': '规则或程序版本不同，退回队列',
  missing: '找不到样品，稍后重试',
  'storage-error': '对象存储读不到，稍后重试',
  'gave-up': '多次未能完成，记为未能检查',
  lost: '任务已被别的进程接手',
  'job-error': '任务出错，稍后重试',
  'database-error': '数据库出错，稍后重试',
  'metrics-on': '指标',
  queued: '已入队',
  'queue-full': '队列已满，等待',
} as const;

export type Event = keyof typeof WORDS;
export type Log = (level: Level, event: Event, fields?: Record<string, string | number | undefined>) => void;

/** One line an event, on stderr: for people, or JSON for programs that collect logs. Names of packages cannot break a line. */
export function createLog(mode: LogMode, stream: Pick<NodeJS.WriteStream, 'write'> = process.stderr): Log {
  if (mode === 'none') return () => undefined;
  return (level, event, fields = {}) => {
    const time = new Date().toISOString();
    if (mode === 'json') stream.write(`${JSON.stringify({ time, level, event, ...fields })}\n`);
    else stream.write(`${[time, WORDS[event], ...told(fields)].join('　')}\n`);
  };
}

function told(fields: Record<string, string | number | undefined>): string[] {
  return Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${inert(String(value))}`]));
}

import { inert } from '../report/inert.js';

const STAGES = { open: '打开', extract: '提取事实', check: '核查' } as const;

/** What people see while they wait; nothing where standard error is not a terminal. */
export interface Progress {
  /** The input at hand, counted from 1. */
  input(index: number, total: number, name: string): void;
  stage(stage: keyof typeof STAGES): void;
  /** Takes the line away, before anything else is printed. */
  clear(): void;
}

export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { input: () => undefined, stage: () => undefined, clear: () => undefined };
  let head = '';
  const show = (text: string): void => {
    stream.write(`\r\u001b[2K${text.slice(0, Math.max(20, (stream.columns ?? 80) / 2))}`);
  };
  return {
    input: (index, total, name) => {
      head = `${total > 1 ? `[${index}/${total}] ` : ''}${inert(name)}`;
    },
    stage: (stage) => show(`${STAGES[stage]}… ${head}`),
    clear: () => stream.write('\r\u001b[2K'),
  };
}

import type { ProgressMode } from '../batch/progress.js';
import { milliseconds } from '../clock.js';
import { inert } from '../report/inert.js';
import { sendEvent, tell } from './events.js';
import type { ExitCode } from './exit.js';

const STAGES = { open: '打开', extract: '提取事实', check: '核查' } as const;

/** What people see, or programs read, while they wait. */
export interface Progress {
  start(total: number): void;
  /** The input at hand, counted from 1. */
  input(index: number, total: number, name: string): void;
  stage(stage: keyof typeof STAGES): void;
  /** What is wrong with the input at hand: said in every mode. */
  error(message: string, code: ExitCode): void;
  /** The input at hand is over. */
  done(code: ExitCode): void;
  /** Something a person should know that changes no result: said in every mode. */
  warning(message: string): void;
  /** Takes the line away, before anything else is printed. */
  clear(): void;
}

const nothing = (): void => undefined;

/** A line on a terminal, an event a line for programs, or nothing. */
export function createProgress(mode: ProgressMode = 'auto', stream: NodeJS.WriteStream = process.stderr): Progress {
  if (mode === 'json') return events();
  return mode === 'auto' && stream.isTTY ? line(stream) : quiet();
}

function quiet(): Progress {
  return {
    start: nothing,
    input: nothing,
    stage: nothing,
    error: (message, code) => tell('none', { event: 'error', message, code }),
    done: nothing,
    warning: (message) => tell('none', { event: 'warning', message }),
    clear: nothing,
  };
}

function line(stream: NodeJS.WriteStream): Progress {
  let head = '';
  const say = quiet();
  const clear = (): void => void stream.write('\r\u001b[2K');
  const show = (text: string): void => {
    clear();
    stream.write(text.slice(0, Math.max(20, (stream.columns ?? 80) / 2)));
  };
  return {
    ...say,
    input: (index, total, name) => {
      head = `${total > 1 ? `[${index}/${total}] ` : ''}${inert(name)}`;
    },
    stage: (stage) => show(`${STAGES[stage]}… ${head}`),
    error: (message, code) => {
      clear();
      say.error(message, code);
    },
    warning: (message) => {
      clear();
      say.warning(message);
    },
    clear,
  };
}

function events(): Progress {
  let at = { index: 0, input: '' };
  let started = 0;
  return {
    start: (total) => sendEvent({ event: 'start', total }),
    input: (index, total, input) => {
      at = { index, input };
      started = milliseconds();
      sendEvent({ event: 'input', index, total, input });
    },
    stage: (stage) => sendEvent({ event: 'stage', ...at, stage }),
    error: (message, code) => sendEvent({ event: 'error', input: at.input, message, code }),
    done: (code) => sendEvent({ event: 'done', ...at, code, ms: Math.round(milliseconds() - started) }),
    warning: (message) => sendEvent({ event: 'warning', message }),
    clear: nothing,
  };
}

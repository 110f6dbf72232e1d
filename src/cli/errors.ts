import { FolderError } from '../batch/errors.js';
import { RuleError } from '../check/index.js';
import { InputError } from '../open/index.js';
import { EXIT, type ExitCode } from './exit.js';

/** Something the person at the keyboard can mend; printed without a stack. */
export class UsageError extends Error {}

export interface Explained {
  /** For standard error. */
  message: string;
  code: ExitCode;
  /** For reports: without a stack. */
  brief: string;
}

/** What an error means to a person, and the exit code it stands for. */
export function explainError(error: unknown): Explained {
  const { message, code } = explained(error);
  const brief = code === EXIT.internal ? `内部错误：${error instanceof Error ? error.message : String(error)}` : message;
  return { message, code, brief };
}

function explained(error: unknown): { message: string; code: ExitCode } {
  if (error instanceof InputError)
    return {
      message: error.message,
      code: error.code === 'not-found' || error.code === 'unreadable' ? EXIT.usage : EXIT.nothing,
    };
  if ([UsageError, RuleError, FolderError].some((kind) => error instanceof kind))
    return { message: (error as Error).message, code: EXIT.usage };
  if (isFull(error)) return { message: '磁盘已满，没有写完。腾出空间后再次运行同一命令。', code: EXIT.usage };
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message: `内部错误，请附上以下内容报告此问题：\n${text}`, code: EXIT.internal };
}

/** No room on the disk, or none left of what this user may take. */
export function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

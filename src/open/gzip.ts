import { constants, gunzipSync } from 'node:zlib';
import { ALL_PARTS, type Session } from './session.js';

/**
 * Bytes inside a gzip stream, under the budget. A cut-off stream gives what there is, under a limit.
 *
 * @returns undefined when nothing comes out
 */
export function gunzip(bytes: Buffer, path: string, session: Session): Buffer | undefined {
  const allowance = session.budget.allowance(bytes.length);
  try {
    const output = gunzipSync(bytes, { maxOutputLength: Math.max(1, allowance.bytes) });
    session.budget.spend(output.length);
    return output;
  } catch (error) {
    if (error instanceof RangeError) {
      session.addBudgetLimit(allowance.cause, path);
      return undefined;
    }
  }
  session.addLimit({
    reason: 'unreadable',
    path,
    hides: [...ALL_PARTS],
    detail: 'gzip 压缩数据损坏或被截断。请重新提供完整的包。',
  });
  try {
    const output = gunzipSync(bytes, { maxOutputLength: Math.max(1, allowance.bytes), finishFlush: constants.Z_SYNC_FLUSH });
    session.budget.spend(output.length);
    return output;
  } catch {
    return undefined;
  }
}

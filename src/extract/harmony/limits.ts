import type { ArkFile, UnreadableArk } from '../../decode/ark/index.js';
import type { LimitFact } from '../../facts/types.js';
import { rounded } from '../shares.js';

/**
 * What following single functions leaves out: values that go through stores, state and callbacks, and tests before a submission
 * that lie in other functions. Texts, screens and requests are read; that something is not done cannot be told.
 */
const UNJUDGED = 0.3;

export function limit(path: string, rest: Pick<LimitFact, 'reason' | 'hides' | 'detail' | 'share'>): LimitFact {
  return { kind: 'limit', ...rest, at: { path }, owner: 'own', screens: [] };
}

/**
 * What could not be seen of bytecode that was read.
 *
 * @param weight how much of the app's code the file is
 */
export function codeLimits(path: string, file: ArkFile, unread: number, isTooMany: boolean, weight: number): LimitFact[] {
  const functions = file.methods.length;
  const lost = functions === 0 ? 1 : (unread + file.lost) / (functions + file.lost);
  const out = [
    limit(path, {
      reason: 'compiled-runtime',
      hides: ['code'],
      detail: `${path} 是方舟字节码（版本 ${file.version}），页面、文字、接口和处理函数已读出，跨函数的数据流向和提交前的校验不能完全判定；请提交该部分的源代码。`,
      share: rounded(UNJUDGED * weight),
    }),
  ];
  if (isTooMany)
    out.push(
      limit(path, {
        reason: 'budget',
        hides: ['screens'],
        detail: `${path} 所在模块登记的页面过多，其余未检查；请提交该部分的源代码。`,
        share: 0.5,
      }),
    );
  if (lost > 0)
    out.push(
      limit(path, {
        reason: 'parse-failed',
        hides: ['code', 'texts', 'screens'],
        detail: `${path} 中有 ${unread} 个函数、${file.lost} 个类（共 ${functions} 个函数）的字节码未能完整读出；请提交该部分的源代码。`,
        share: Math.max(0.01, rounded(lost * weight)),
      }),
    );
  return out;
}

/** Bytecode of a version that is not known. */
export function unreadableCode(path: string, { version }: UnreadableArk): LimitFact {
  return limit(path, {
    reason: 'compiled-runtime',
    hides: ['code', 'screens', 'texts'],
    detail: `${path}：方舟字节码版本 ${version} 不在可读范围（9 及以上），页面、文字和代码均未检查；请提交该部分的源代码。`,
    share: 1,
  });
}

/** Something that should be bytecode is not: encrypted by the store, or broken. */
export function opaqueCode(path: string): LimitFact {
  return limit(path, {
    reason: 'encrypted',
    hides: ['code', 'screens', 'texts'],
    detail: `${path} 不是可识别的方舟字节码（可能经应用市场加密或加固），页面、文字和代码均未检查；请提交未加密的同版本安装包。`,
    share: 1,
  });
}

export function noCode(path: string): LimitFact {
  return limit(path, {
    reason: 'no-code',
    hides: ['code', 'screens', 'texts'],
    detail: `${path} 中没有找到方舟字节码（ets/modules.abc），页面、文字和代码均未检查；请提交完整的安装包或源代码。`,
    share: 1,
  });
}

import type { UnreadableHermes } from '../../decode/hermes/index.js';
import type { LimitFact } from '../../facts/types.js';
import type { Bundle } from './facts.js';
import { MAX_SCREENS } from './screens.js';

/**
 * What following single functions leaves out: values that go through stores, state and callbacks, and most tests before a
 * submission. Texts, screens and requests are read; that something is not done cannot be told.
 */
const UNJUDGED = 0.3;

function limit(path: string, rest: Pick<LimitFact, 'reason' | 'hides' | 'detail' | 'share'>): LimitFact {
  return { kind: 'limit', ...rest, at: { path }, owner: 'own', screens: [] };
}

/** What could not be seen of a bundle that was read. */
export function bundleLimits({ program, path, screens }: Bundle): LimitFact[] {
  const { functions } = program.file.counts;
  const lost = functions === 0 ? 1 : program.unread / functions;
  return [
    limit(path, {
      reason: 'compiled-runtime',
      hides: screens.every(({ whole }) => whole) ? ['code', 'screens'] : ['code'],
      detail: `${path} 是 Hermes 字节码（版本 ${program.file.version}），页面、文字和请求已读出，跨函数的数据流向和提交前的校验不能完全判定；请提交该部分的源代码。`,
      share: UNJUDGED,
    }),
    ...(screens.length < MAX_SCREENS
      ? []
      : [
          limit(path, {
            reason: 'budget',
            hides: ['screens'],
            detail: `${path} 登记的页面超过 ${MAX_SCREENS} 个，其余未检查；请提交该部分的源代码。`,
            share: 0.5,
          }),
        ]),
    ...(lost === 0
      ? []
      : [
          limit(path, {
            reason: 'parse-failed',
            hides: ['code', 'texts', 'screens'],
            detail: `${path} 中有 ${program.unread} 个函数（共 ${functions} 个）的字节码未能完整读出；请提交该部分的源代码。`,
            share: Math.max(0.01, Math.round(lost * 100) / 100),
          }),
        ]),
  ];
}

/** A bundle of a version that is not known, or that breaks off in its header. */
export function unreadableLimit(path: string, { version, reason }: UnreadableHermes): LimitFact {
  const why = reason === 'version' ? `版本 ${version} 的 Hermes 字节码不在可读范围（59 至 99）` : 'Hermes 字节码不完整';
  return limit(path, {
    reason: 'compiled-runtime',
    hides: ['code', 'screens', 'texts'],
    detail: `${path}：${why}，页面、文字和代码均未检查；请提交该部分的源代码。`,
    share: 1,
  });
}

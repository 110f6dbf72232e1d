import type { DartProgram } from '../../decode/dart/index.js';
import type { LimitFact } from '../../facts/types.js';

function limit(
  path: string,
  hides: LimitFact['hides'],
  detail: string,
  reason: LimitFact['reason'] = 'compiled-runtime',
): LimitFact {
  return { kind: 'limit', reason, hides, detail, share: 1, at: { path }, owner: 'own', screens: [] };
}

/** Strings alone tell no page and no step: what was not found in them cannot be said not to be there. */
export function readLimit(path: string, program: DartProgram, chinese: number): LimitFact {
  const found = `读出字符串 ${program.strings.length} 个（中文 ${chinese} 个）`;
  const rest = '看不出文字在哪个页面、由什么操作触发，页面、流程和提交前的校验不能判定；请提交该应用的 Dart 源代码。';
  return program.reading === 'scan'
    ? limit(
        path,
        ['code', 'screens', 'texts'],
        `${path} 是 Flutter 编译产物，其 Dart 快照的格式（${program.version}）不认识，只按字符扫描${found}，可能有遗漏和误断，${rest}`,
      )
    : limit(path, ['code', 'screens'], `${path} 是 Flutter 编译产物（Dart 机器码），${found}，${rest}`);
}

/** A release build whose program is missing or damaged. */
export function unreadableLimit(path: string): LimitFact {
  return limit(
    path,
    ['code', 'screens', 'texts'],
    '应用主体是 Flutter 编译产物，其中的 Dart 快照缺失或不能读出，页面、文字和代码均未检查；请提交完整的安装包和 Dart 源代码。',
  );
}

/** A development build: its program is an intermediate file that is not read. */
export function developmentLimit(path: string): LimitFact {
  return limit(
    path,
    ['code', 'screens', 'texts'],
    `${path} 是 Flutter 调试版的程序，页面、文字和代码均未检查；请提交正式发布的安装包和 Dart 源代码。`,
  );
}

export function tooManyLimit(path: string, most: number): LimitFact {
  return limit(path, ['texts'], `${path} 中的中文字符串超过 ${most} 个，其余未检查；请提交该应用的 Dart 源代码。`, 'budget');
}

import { listed } from '../../../facts/listing.js';
import type { LimitFact, LimitReason } from '../../../facts/types.js';
import type { Entry, Opened } from '../../../open/tree.js';
import { isOpaque } from '../../embedded.js';

/** Names of packages for mini-program and page containers; encrypted ones are known by nothing else. */
const CONTAINER = /\.(amr|wgt|wxapkg|rpks?|zip)$/i;
/** Sound files share an ending with mPaaS packages (RFC 4867 §5); archives that a budget kept closed are no secret. */
const KNOWN = ['#!AMR', 'PK\x03\x04', '\x1f\x8b'];

/** Whether a file that is no archive bears the name of a package and is encrypted. */
export function isLocked(entry: Entry): boolean {
  if (!CONTAINER.test(entry.name) || !isOpaque(entry)) return false;
  const head = entry.peek().toString('latin1', 0, 8);
  return !KNOWN.some((magic) => head.startsWith(magic));
}

export function lockedLimit(entry: Entry): LimitFact {
  return limit(
    'encrypted',
    entry.path,
    `${entry.name} 从名称看是小程序或离线页面的包，内容不是明文（经加密），其中的页面、代码和文字未检查。请提交未加密的同版本文件。`,
  );
}

export function tooMany(path: string, more: number): LimitFact {
  return limit('budget', path, `内含的压缩包超出检查上限，有 ${more} 个未打开。请把其中的小程序或页面分别提交。`);
}

/** A package whose format is known and whose app no extractor reads. */
export function unknownApp({ file, format }: Opened): LimitFact {
  return limit(
    'unsupported',
    file,
    `内含的应用包（${format}）未能识别其结构，其中的页面、代码和文字未检查。请另行提交该包或其源码。`,
  );
}

/** Scripts of the app's own in an archive that holds no page: something outside shows them. */
export function looseScripts(path: string, names: readonly string[]): LimitFact {
  return limit(
    'unsupported',
    path,
    `压缩包里有 ${names.length} 个带中文的脚本（${listed(names, 3)}），没有找到使用它们的页面，未检查。请说明用途并提交源码。`,
  );
}

function limit(reason: LimitReason, path: string, detail: string): LimitFact {
  return { kind: 'limit', reason, hides: ['code', 'screens', 'texts'], detail, at: { path }, owner: 'unknown', screens: [] };
}

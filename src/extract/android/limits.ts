import type { Certificate, Fact } from '../../facts/types.js';
import { readEntry } from '../entry-bytes.js';
import { dynamicCodeLimits } from './dynamic-code.js';
import { type FoundHost, isHermes } from './hosts.js';
import { CODE_PARTS, limitOf as limit } from './limit.js';
import type { Manifest } from './manifest.js';
import type { Sources } from './sources.js';

/** What of the app cannot be read, and why. */
export function limitFacts(
  sources: Sources,
  manifest: Manifest | undefined,
  manifestPath: string,
  hosts: readonly FoundHost[],
): Fact[] {
  const base = sources.trees[0]!.path || manifestPath;
  return [
    ...missingCode(sources, base),
    ...(manifest
      ? []
      : [
          limit(
            'parse-failed',
            ['config', 'screens'],
            `${base} 没有可读的 AndroidManifest.xml，应用标识、权限和组件未能读取。`,
            manifestPath,
            1,
          ),
        ]),
    ...missingSplits(sources, manifest, base),
    ...sources.otherApps,
    ...dynamicCodeLimits(sources, base),
    ...hosts.flatMap((host) => hostLimit(host)),
  ];
}

function missingCode(sources: Sources, base: string): Fact[] {
  const facts = sources.broken.map(({ entry, reason }) =>
    limit(
      'parse-failed',
      ['code'],
      `${entry.name} 未能读取（${reason}），其中的代码未检查。`,
      entry.path,
      sources.dexes.length === 0 ? 1 : share(sources.broken.length, sources.dexes.length),
    ),
  );
  const shell = sources.dexes.every(({ dex }) => dex.classes.length === 0);
  if (facts.length === 0 && shell)
    return [limit('no-code', ['code'], `${base} 不含 DEX 代码，只检查了清单和资源；请提交完整安装包。`, base, 1)];
  return facts;
}

/** A base package whose splits were not handed in: code and pages may stand in them. */
function missingSplits(sources: Sources, manifest: Manifest | undefined, base: string): Fact[] {
  if (manifest?.requiredSplits === undefined || sources.trees.length > 1) return [];
  const types = manifest.requiredSplits ? `（${manifest.requiredSplits}）` : '';
  const detail = `${base} 声明必须与拆分包一起安装${types}，但没有提供拆分包，其中的代码、页面和资源未检查；请提交完整的 .apks/.aab 或全部拆分包。`;
  return [limit('missing-subpackage', ['code', 'screens', 'texts', 'resources'], detail, base)];
}

function share(part: number, rest: number): number {
  return Math.round((part / (part + rest)) * 100) / 100;
}

function hostLimit(host: FoundHost): Fact[] {
  if (!host.bundle) return [];
  const compiled = host.compiled || (host.name === 'react-native' && isHermes(readEntry(host.at) ?? Buffer.alloc(0)));
  const detail = compiled
    ? `应用主体是${host.bundle}，页面和文字在编译后的程序里，不可读；请提交源代码或可读的构建产物。`
    : `应用主体是${host.bundle}，目前尚未检查其中的页面、文字和脚本；请另行提交该资源目录或对应源码。`;
  return [limit(compiled ? 'compiled-runtime' : 'unsupported', CODE_PARTS, detail, host.at.path, 1)];
}

/** A development build need not be what is distributed. It hides nothing, but a reviewer must know. */
export function debugLimit(manifest: Manifest | undefined, certificates: readonly Certificate[], path: string): Fact[] {
  const signs = [
    ...(manifest?.flags.some(({ name, value }) => name === 'debuggable' && value === 'true') ? ['清单开启了 debuggable'] : []),
    ...(certificates.some(({ debug }) => debug) ? ['使用调试证书签名'] : []),
  ];
  if (signs.length === 0) return [];
  return [
    limit('debug-build', [], `安装包是调试版本（${signs.join('，')}），可能不是正式发布的版本；请提交正式签名的安装包。`, path),
  ];
}

/** Methods beyond the budget were not read. */
export function budgetLimit(read: number, skipped: number, path: string): Fact[] {
  if (skipped === 0) return [];
  return [limit('budget', ['code', 'texts'], `代码量超出检查上限，有 ${skipped} 个方法未检查。`, path, share(skipped, read))];
}

/** The launcher only shows a remote page: the app is elsewhere. */
export function remoteLimit(url: string, path: string): Fact {
  return limit(
    'remote-content',
    CODE_PARTS,
    `应用入口直接加载网页 ${url}，页面内容在服务器上，安装包中不可见；请提交网页端源代码或可供检查的地址。`,
    path,
    1,
  );
}

import type { Certificate, Fact, LimitFact, Part } from '../../facts/types.js';
import type { Classes } from './classes.js';
import { dynamicCodeLimits } from './dynamic-code.js';
import { type FoundHost, isHermes } from './hosts.js';
import type { Manifest } from './manifest.js';
import { packerAt } from './packers.js';
import { readEntry, type Sources } from './sources.js';

const ALL: Part[] = ['code', 'screens', 'texts'];
/** Bytes after a DEX's data that no tool-chain leaves there. */
const TAIL = 65_536;
const ACC_NATIVE = 0x100;

/** What of the app cannot be read, and why. */
export function limitFacts(
  sources: Sources,
  manifest: Manifest | undefined,
  manifestPath: string,
  classes: Classes,
  hosts: readonly FoundHost[],
): Fact[] {
  const base = sources.trees[0]!.path || manifestPath;
  const packed = packedLimit(sources, manifest, classes, base);
  return [
    ...(packed ? [packed] : []),
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
    ...dynamicCodeLimits(sources, base),
    ...hosts.flatMap((host) => hostLimit(host)),
  ];
}

function limit(reason: LimitFact['reason'], hides: Part[], detail: string, path: string, share?: number): LimitFact {
  return {
    kind: 'limit',
    reason,
    hides,
    detail,
    ...(share !== undefined && { share }),
    at: { path },
    owner: 'unknown',
    screens: [],
  };
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

/**
 * A packed app shows in what its DEX lacks: components the manifest declares, the application class, or a tail of bytes no
 * table refers to. A packer's name alone is believed where its class runs first, or where such a sign stands beside its files.
 */
function packedLimit(sources: Sources, manifest: Manifest | undefined, classes: Classes, base: string): Fact | undefined {
  if (sources.dexes.length === 0) return undefined;
  const declared = (manifest?.components ?? []).filter((component) => component.enabled);
  const missing = declared.filter((component) => !classes.byName.has(component.name));
  const absent = declared.length === 0 ? 0 : missing.length / declared.length;
  const noApplication = manifest?.application !== undefined && !classes.byName.has(manifest.application);
  const tail = sources.dexes.some(
    ({ dex }) => dex.bytes.length - dex.dataEnd > TAIL && dex.dataEnd < dex.bytes.length / 2 && dex.version < '041',
  );
  const named = packerAt(
    sources.entries.map((entry) => entry.name),
    [...(manifest?.application ? [manifest.application] : []), ...classes.byName.keys()],
  );
  const signs = [
    ...(absent >= 0.5 && missing.length > 0 ? [`清单声明的 ${declared.length} 个组件有 ${missing.length} 个不在 DEX 中`] : []),
    ...(noApplication ? [`应用入口类 ${manifest!.application} 不在 DEX 中`] : []),
    ...(tail ? ['DEX 数据区之后附有大段加密内容'] : []),
  ];
  const startsPacked = named?.packer.classes.some((mark) => isOrBelow(manifest?.application, mark)) ?? false;
  if (signs.length > 0 && (named || tail || (absent >= 0.5 && missing.length > 1) || (absent === 1 && noApplication)))
    return packedFact(named?.packer.name, [...signs, ...(named?.marks ?? [])], base, 1);
  if (named && startsPacked) return packedFact(named.packer.name, named.marks, base, 1);
  const natives = named ? nativeShare(classes) : 0;
  // Some packers leave the classes and move method bodies into native code.
  return named && natives >= 0.1
    ? packedFact(named.packer.name, [`${Math.round(natives * 100)}% 的自有方法被移入原生库`], base, natives)
    : undefined;
}

function isOrBelow(name: string | undefined, mark: string): boolean {
  return name !== undefined && (mark.endsWith('.') ? name.startsWith(mark) : name === mark);
}

function packedFact(name: string | undefined, signs: string[], base: string, amount: number): Fact {
  const who = name ? `经${name.replace(/加固$/, '')}加固` : '经加固处理';
  const detail = `${base} ${who}（${signs.slice(0, 4).join('；')}），代码、页面逻辑和代码中的文字不可读；请提交同版本未加固的安装包。`;
  return limit('packed', ALL, detail, base, Math.round(amount * 100) / 100);
}

function nativeShare(classes: Classes): number {
  let all = 0;
  let natives = 0;
  for (const item of classes.own)
    for (const method of item.data().methods) {
      all++;
      if (method.flags & ACC_NATIVE) natives++;
    }
  return all === 0 ? 0 : natives / all;
}

function hostLimit(host: FoundHost): Fact[] {
  if (!host.bundle) return [];
  const compiled = host.compiled || (host.name === 'react-native' && isHermes(readEntry(host.at) ?? Buffer.alloc(0)));
  const detail = compiled
    ? `应用主体是${host.bundle}，页面和文字在编译后的程序里，不可读；请提交源代码或可读的构建产物。`
    : `应用主体是${host.bundle}，目前尚未检查其中的页面、文字和脚本；请另行提交该资源目录或对应源码。`;
  return [limit(compiled ? 'compiled-runtime' : 'unsupported', ALL, detail, host.at.path, 1)];
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
    ALL,
    `应用入口直接加载网页 ${url}，页面内容在服务器上，安装包中不可见；请提交网页端源代码或可供检查的地址。`,
    path,
    1,
  );
}

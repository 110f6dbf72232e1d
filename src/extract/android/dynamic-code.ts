import type { Fact } from '../../facts/types.js';
import { isMinified } from './libraries/index.js';
import { dotted } from './names.js';
import type { DexSource, Sources } from './sources.js';

/**
 * Code the platform does not load, but the app can (DexClassLoader on a file of its own), and that is not readable, or says nothing
 * of whose it is because all its names were taken away: what it does is not among the facts. The share is by size, against the DEX files that were read.
 */
export function dynamicCodeLimits({ unloadable: unreadable, dexes }: Sources, base: string): Fact[] {
  const unloadable = [...unreadable, ...dexes.filter(isNameless).map(({ entry }) => entry)];
  if (unloadable.length === 0) return [];
  const hidden = unloadable.reduce((sum, { size }) => sum + size, 0);
  const read = dexes.reduce((sum, { dex }) => sum + dex.bytes.length, 0);
  const names = unloadable.slice(0, 3).map(({ name }) => name);
  const detail = `${base} 带有 ${unloadable.length} 个可在运行时加载、但不可读或名称全被抹去的代码文件（${names.join('、')}${unloadable.length > 3 ? '…' : ''}），其中的代码未检查；请说明用途并提交其源码或不用动态加载的安装包。`;
  const share = Math.round((hidden / Math.max(1, hidden + read)) * 100) / 100;
  const at = { path: unloadable[0]!.path };
  return [{ kind: 'limit', reason: 'dynamic-code', hides: ['code', 'texts'], detail, share, at, owner: 'unknown', screens: [] }];
}

function isNameless({ loaded, dex }: DexSource): boolean {
  return loaded === true && dex.classes.every(({ name }) => isMinified(dotted(name)));
}

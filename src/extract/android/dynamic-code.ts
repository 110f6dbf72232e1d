import type { Fact } from '../../facts/types.js';
import type { Entry } from '../../open/tree.js';
import type { Sources } from './sources.js';

const PLACE = /^(?:[\w-]+\/)?(?:assets|res\/raw)\//;
const CODE_FILE = /\.(dex|jar|apk)$/i;
const ZIP_MAGIC = Buffer.from('PK\x03\x04', 'latin1');
/** DEX files the platform does not load by itself are this large at least, lest a stray header count. */
const SMALLEST = 1024;

/**
 * Code the platform does not load, but the app can (DexClassLoader on a file of its assets): what it does is not among the
 * facts. The share is by size, against the DEX files that were read.
 */
export function dynamicCodeLimits({ entries, dexes }: Sources, base: string): Fact[] {
  const files = codeFiles(entries);
  if (files.length === 0) return [];
  const hidden = files.reduce((sum, { size }) => sum + size, 0);
  const read = dexes.reduce((sum, { dex }) => sum + dex.bytes.length, 0);
  const names = files.slice(0, 3).map(({ name }) => name);
  const detail = `${base} 带有 ${files.length} 个可在运行时加载的代码文件（${names.join('、')}${files.length > 3 ? '…' : ''}），其中的代码未检查；请说明用途并提交其源码或不用动态加载的安装包。`;
  const share = Math.round((hidden / Math.max(1, hidden + read)) * 100) / 100;
  const at = { path: files[0]!.path };
  return [{ kind: 'limit', reason: 'dynamic-code', hides: ['code', 'texts'], detail, share, at, owner: 'unknown', screens: [] }];
}

/** Files of assets that hold code as it is. */
export function codeFiles(entries: readonly Entry[]): Entry[] {
  return entries.filter((entry) => PLACE.test(entry.name) && entry.size >= SMALLEST && holdsCode(entry));
}

function holdsCode(entry: Entry): boolean {
  const head = entry.peek();
  if (/^dex\n\d{3}\0/.test(head.toString('latin1', 0, 8))) return true;
  return CODE_FILE.test(entry.name) && head.subarray(0, 4).equals(ZIP_MAGIC);
}

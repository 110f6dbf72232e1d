import type { Fact } from '../../../facts/types.js';
import { CODE_PARTS, limitOf } from '../limit.js';
import type { BodyFigures } from './bodies.js';
import type { FoundPacker } from './packer-marks.js';

/** Methods below which a share says nothing. */
const FEW = 20;
/** Ordinary apps have none of these; a handful is a trick of a single class. */
const EMPTIED = 3;
const FORWARDED = 10;
const FORWARDED_SHARE = 0.05;
/** Ordinary apps have up to a fifth of empty overrides and constants. */
const TRIVIAL_SHARE = 0.6;
const SHARED_SHARE = 0.3;
const NATIVE_SHARE = 0.3;
/** Beside a packer's marks fewer native methods are its work. */
const NATIVE_BESIDE_PACKER = 0.1;

/** Classes and signatures are there, what the methods do is not: each way of taking it out is told with its figures. */
export function bodyLimits(figures: BodyFigures, packer: FoundPacker | undefined, base: string): Fact[] {
  const { total } = figures;
  const who = packer ? `，疑为${packer.name}（${packer.marks.join('、')}）所为` : '';
  // Methods are taken apart by choice, those that matter first: how many they are does not say how much they hide.
  const say = (count: number, what: string, chosen: 'chosen' | 'all'): Fact => {
    const percent = Math.round((count / total) * 100);
    const detail = `${base} 的 ${total} 个自有方法中有 ${count} 个（${percent}%）${what}${who}，这些方法做什么不可读；请提交未加固的同版本样品。`;
    return limitOf('packed', CODE_PARTS, detail, base, chosen === 'chosen' ? undefined : count / total);
  };
  const emptied = figures.emptied + figures.missing;
  const enough = total >= FEW;
  return [
    ...(emptied >= EMPTIED ? [say(emptied, '的指令被抽走，只剩空指令（函数抽取）', 'chosen')] : []),
    ...(enough && figures.trivial >= total * TRIVIAL_SHARE ? [say(figures.trivial, '只返回固定值或抛出异常', 'all')] : []),
    ...(enough && figures.shared >= total * SHARED_SHARE ? [say(figures.shared, '指向同一段指令', 'all')] : []),
    ...(figures.forwarded >= FORWARDED && figures.forwarded >= total * FORWARDED_SHARE
      ? [say(figures.forwarded, `只把参数交给原生方法 ${figures.interpreter}（虚拟机保护）`, 'chosen')]
      : []),
    ...nativeLimit(figures, packer, say),
  ];
}

function nativeLimit(
  { total, native, nativeScreens }: BodyFigures,
  packer: FoundPacker | undefined,
  say: (count: number, what: string, chosen: 'chosen' | 'all') => Fact,
): Fact[] {
  if (nativeScreens > 0)
    return [say(native, `被移入原生库，其中 ${nativeScreens} 个是页面的 onCreate（dex2c 或虚拟机保护）`, 'chosen')];
  const least = packer ? NATIVE_BESIDE_PACKER : NATIVE_SHARE;
  return native > 0 && (packer || total >= FEW) && native >= total * least ? [say(native, '被移入原生库', 'all')] : [];
}

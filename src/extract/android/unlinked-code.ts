import type { Fact } from '../../facts/types.js';
import type { Analysis } from './analysis.js';
import type { Body } from './code/body.js';
import { limitOf } from './limit.js';

/** Fewer methods may be a library's. */
const FEW = 5;

/**
 * Renamed code that speaks to people, though no screen was seen to lead there: its words are known, what a person must do
 * before they show is not.
 */
export function unlinkedCodeLimit({ screens, bodies, program }: Analysis, base: string): Fact[] {
  const linked = new Set(screens.flatMap((screen) => screen.bodies));
  const speaking = bodies.filter(isSpeaking);
  const { isRenamed } = program.classes;
  const unlinked = speaking.filter((body) => body.owner.owner === 'unknown' && isRenamed(body.owner.name) && !linked.has(body));
  if (unlinked.length < FEW) return [];
  const detail = `${base} 的代码被改名并与第三方代码混在一起，${speaking.length} 个含中文的方法中有 ${unlinked.length} 个未能确定属于哪个页面，其中的提交校验和接口没有跟踪；请提交未混淆的同版本样品。`;
  return [limitOf('unreadable', ['code', 'screens'], detail, base, unlinked.length / speaking.length)];
}

function isSpeaking({ literals }: Body): boolean {
  return literals.some(({ text }) => /[\u4e00-\u9fff]/.test(text));
}

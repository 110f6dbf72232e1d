import type { ContextResult, Verdict } from '../result.js';
import type { LoadedRule } from './rule.js';

const REASONS: Partial<Record<Verdict, string>> = {
  'not-found': '在本次覆盖范围内未检出符合判定规则的证据；未发现不等于不存在。',
  absent: '在本次覆盖范围内未见该功能；未见不等于没有，可由单位提供页面截图说明。',
  none: '无相关事实。',
};

const ENDINGS: Partial<Record<Verdict, string>> = {
  found: '均有证据。',
  suspected: '有证据；其余要件无法由安装包证明，须由单位说明并人工复核。',
  present: '均有证据。',
  'likely-present': '有证据，功能是否完整须人工复核。',
  note: '有相关事实。',
};

const CEILINGS: Partial<Record<Verdict, string>> = { suspected: '发现疑似', 'likely-present': '疑似具备' };

/**
 * Why this verdict, in one sentence: what was evidenced in the strongest context.
 * @param hidden what was not read of the parts the rule looks at: a note says that it saw only the rest
 */
export function reasonOf(rule: LoadedRule, verdict: Verdict, contexts: ContextResult[], hidden: string | undefined): string {
  const strongest = contexts[0];
  if (verdict === 'none' && hidden) return `可读的部分中无相关事实；${hidden}`;
  if (REASONS[verdict] || !strongest) return REASONS[verdict] ?? '';
  const elements = strongest.elements.filter((element) => element.status === 'evidenced').map((element) => `“${element.title}”`);
  const more = contexts.length > 1 ? `另有 ${contexts.length - 1} 处。` : '';
  return `${placeOf(rule, strongest)}，${elements.join('')}${ENDINGS[verdict] ?? '。'}${more}${ceilingOf(rule, verdict)}`;
}

function placeOf({ scope }: LoadedRule, { screen, title }: ContextResult): string {
  if (scope === 'package') return '样品中';
  return screen === 'package' ? '未归入页面的代码中' : `页面 ${screen}${title ? `（${title}）` : ' '}中`;
}

/** Why it is not more. */
function ceilingOf({ ceiling, unseen }: LoadedRule, verdict: Verdict): string {
  return verdict === ceiling ? `本项由程序判定以“${CEILINGS[verdict]}”为限：${unseen}` : '';
}

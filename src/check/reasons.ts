import type { ContextResult, Verdict } from '../result.js';

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

/** Why this verdict, in one sentence: what was evidenced in the strongest context. */
export function reasonOf(verdict: Verdict, contexts: ContextResult[]): string {
  const strongest = contexts[0];
  if (REASONS[verdict] || !strongest) return REASONS[verdict] ?? '';
  const place = strongest.screen === 'package' ? '未归入页面的代码中' : `页面 ${strongest.screen}${titled(strongest)}中`;
  const elements = strongest.elements.filter((element) => element.status === 'evidenced').map((element) => element.title);
  const more = contexts.length > 1 ? `另有 ${contexts.length - 1} 处。` : '';
  return `${place}，${elements.join('、')}${ENDINGS[verdict] ?? '。'}${more}`;
}

function titled({ title }: ContextResult): string {
  return title ? `（${title}）` : '';
}

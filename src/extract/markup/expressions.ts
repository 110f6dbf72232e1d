const STRING = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g;

/** Text with its bound parts as `{expression}`; the expression is kept short. */
export function interpolate(raw: string): string {
  return raw.replace(
    /\{\{([\s\S]*?)\}\}/g,
    (_, expression: string) => `{${expression.trim().replace(/\s+/g, ' ').slice(0, 40).replace(/[{}]/g, '')}}`,
  );
}

/**
 * String literals an expression can show: both arms of a condition, a sum of literals and values as one text
 * (`'在线' + n + '分钟'` as `在线{n}分钟`). Comparisons, indexes and keys are left out.
 */
export function constantTexts(raw: string): string[] {
  const out: string[] = [];
  const source = raw.includes('{{') ? [...raw.matchAll(/\{\{([\s\S]*?)\}\}/g)].map((match) => match[1]!).join(' ; ') : raw;
  let end = -1;
  for (const match of source.matchAll(STRING)) {
    const next = match.index + match[0].length;
    if (!isShown(source, match.index, next)) continue;
    const text = (match[1] ?? match[2] ?? match[3] ?? '').replace(/\$\{([^}]*)\}/g, '{$1}');
    const summand = end >= 0 ? SUMMAND.exec(source.slice(end, match.index)) : null;
    if (summand) out.push(`${out.pop() ?? ''}${summand[1] ? `{${summand[1].trim()}}` : ''}${text}`);
    else out.push(text);
    end = next;
  }
  return out.filter((text) => text.trim());
}

/** The text of an expression that is one literal and nothing else. */
export function literalText(expression: string): string | undefined {
  const match = /^(['"`])((?:(?!\1).)*)\1$/s.exec(expression);
  return match?.[2];
}

/** What stands between two literals of one sum. */
const SUMMAND = /^\s*\+(?:([^?:;,|&+<>=]{1,40})\+)?\s*$/;

function isShown(source: string, start: number, end: number): boolean {
  const before = source.slice(Math.max(0, start - 40), start).trimEnd();
  const after = source.slice(end, end + 40).trimStart();
  const isKey = /^:(?!:)/.test(after) && /[{,]$/.test(before);
  return !(/[=!]==?$/.test(before) || /^[=!]==?/.test(after) || before.endsWith('[') || isKey);
}

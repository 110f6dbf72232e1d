const STRING = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g;

/** A table or function of translations asked for the text itself: `_t['打卡']`, `$t('打卡')`. */
const LOOKUP =
  /(?<![\w$.])(?:[\w$]+\.)*(?:(?:[_$]?t|_|tr|i18n|l10n|lang|language|locale|dict|translations?)\[\s*|(?:[_$]?t|_|tr|gettext|translate)\(\s*)((['"`])[^'"`\\{}]*[\u3400-\u9fff][^'"`\\{}]*\2)\s*[\])]/g;

/** The expression with translations by the text itself written as that text. */
function untranslated(expression: string): string {
  return /[\u3400-\u9fff]/.test(expression) ? expression.replace(LOOKUP, '$1') : expression;
}

/** Text with its bound parts as `{expression}`; the expression is kept short, a translation by the text itself is that text. */
export function interpolate(raw: string): string {
  return raw.replace(/\{\{([\s\S]*?)\}\}/g, (_, written: string) => {
    const expression = untranslated(written.trim());
    if (expression !== written.trim()) {
      const text = literalText(expression);
      if (text !== undefined) return text;
    }
    return `{${expression.replace(/\s+/g, ' ').slice(0, 40).replace(/[{}]/g, '')}}`;
  });
}

/**
 * String literals an expression can show: both arms of a condition, a sum of literals and values as one text
 * (`'在线' + n + '分钟'` as `在线{n}分钟`). Comparisons, indexes and keys are left out.
 */
export function constantTexts(raw: string): string[] {
  const out: string[] = [];
  const source = untranslated(
    raw.includes('{{') ? [...raw.matchAll(/\{\{([\s\S]*?)\}\}/g)].map((match) => match[1]!).join(' ; ') : raw,
  );
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

const STRING = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g;

/** Text with its bound parts as `{expression}`; the expression is kept short. */
export function interpolate(raw: string): string {
  return raw.replace(
    /\{\{([\s\S]*?)\}\}/g,
    (_, expression: string) => `{${expression.trim().replace(/\s+/g, ' ').slice(0, 40).replace(/[{}]/g, '')}}`,
  );
}

/** String literals an expression can show: both arms of a condition, parts of a sum. Comparisons and indexes are left out. */
export function constantTexts(raw: string): string[] {
  const out: string[] = [];
  const source = raw.includes('{{') ? [...raw.matchAll(/\{\{([\s\S]*?)\}\}/g)].map((match) => match[1]!).join(' ; ') : raw;
  for (const match of source.matchAll(STRING)) {
    const before = source.slice(0, match.index).trimEnd();
    const after = source.slice(match.index + match[0].length).trimStart();
    if (
      /[=!]==?$/.test(before) ||
      /^[=!]==?/.test(after) ||
      before.endsWith('[') ||
      (/^:(?!:)/.test(after) && /[{,]$/.test(before))
    )
      continue;
    const text = (match[1] ?? match[2] ?? match[3] ?? '').replace(/\$\{([^}]*)\}/g, '{$1}');
    if (text.trim()) out.push(text);
  }
  return out;
}

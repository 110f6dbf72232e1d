/** The first few of many names in a sentence: `甲、乙、丙 等`. */
export function listed(names: readonly string[], most = 5, between = '、'): string {
  return `${names.slice(0, most).join(between)}${names.length > most ? ' 等' : ''}`;
}

/** Places in the workbook's `cellXfs`. */
export const STYLE = { text: 0, heading: 1, quoted: 2 } as const;

/** `A` … `Z`, `AA` … */
export function columnName(number: number): string {
  const letter = String.fromCharCode(65 + ((number - 1) % 26));
  return number > 26 ? `${columnName(Math.floor((number - 1) / 26))}${letter}` : letter;
}

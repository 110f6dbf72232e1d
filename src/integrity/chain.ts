import { createHash } from 'node:crypto';

/** One result of a batch. Each link holds the hash of the one before, so that none can be changed, left out or put in unseen. */
export interface Link {
  /** Place in the chain, from 1. */
  n: number;
  /** Where the package was. */
  path: string;
  /** The line of digests that all formats of the result carry. */
  seal: string;
  previous: string;
  hash: string;
}

/** What stands before the first link. */
const START = '0'.repeat(64);

/** Lines of a chain file, JSON each, in the order of the results. */
export function* chainLines(results: Iterable<{ path: string; seal: string }>): Iterable<string> {
  let previous = START;
  let n = 0;
  for (const { path, seal } of results) {
    n++;
    const hash = hashOf({ n, path, seal, previous });
    yield `${JSON.stringify({ n, path, seal, previous, hash } satisfies Link)}\n`;
    previous = hash;
  }
}

/** Whether a text is a chain file: JSON lines whose first has the members of a link. */
export function isChain(text: string): boolean {
  return /^\{"n":1,"path":/.test(text);
}

/**
 * The number of links that hold and the hash of the last; `broken` is the first line that does not follow from the one
 * before. A chain cut off at its end holds: the last hash, kept elsewhere or signed, tells.
 */
export function verifyChain(text: string): { links: Link[]; broken?: number } {
  const links: Link[] = [];
  let previous = START;
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const link = readLink(line);
    if (!link || link.n !== links.length + 1 || link.previous !== previous || link.hash !== hashOf(link))
      return { links, broken: links.length + 1 };
    links.push(link);
    previous = link.hash;
  }
  return { links };
}

function readLink(line: string): Link | undefined {
  try {
    const { n, path, seal, previous, hash } = JSON.parse(line) as Link;
    const isLink = [path, seal, previous, hash].every((value) => typeof value === 'string') && typeof n === 'number';
    return isLink ? { n, path, seal, previous, hash } : undefined;
  } catch {
    return undefined;
  }
}

function hashOf({ n, path, seal, previous }: Omit<Link, 'hash'>): string {
  return createHash('sha256')
    .update(JSON.stringify([n, path, seal, previous]))
    .digest('hex');
}

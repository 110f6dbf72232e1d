import type { Entry, Tree } from '../open/tree.js';

/** A package or archive that stands in an app as a file. */
export interface Embedded {
  entry: Entry;
  tree: Tree;
}

/** What the platform reads by itself, and pictures and layouts, of which an app has thousands; all else is told by its bytes. */
const NO_PACKAGE =
  /^(?:[\w-]+\/)?(?:META-INF\/|(?:dex\/)?classes\d*\.dex$|(?:manifest\/)?AndroidManifest\.xml$|resources\.(?:arsc|pb)$|res\/.*\.(?:xml|png|webp|jpe?g)$)/;
const DEX = /^de[xy]\n\d{3}\0/;
/** More archives than any app has are data in pieces. */
const MAX_ENTERED = 200;

const known = new WeakMap<Tree, { embedded: Embedded[]; more: number }>();

/** Every archive among the files of an app, whatever its name, in the order of the tree; `more` were not entered. */
export function embeddedIn(tree: Tree): { embedded: readonly Embedded[]; more: number } {
  const done = known.get(tree);
  if (done) return done;
  const found = { embedded: [] as Embedded[], more: 0 };
  for (const entry of tree.entries) {
    if (NO_PACKAGE.test(entry.name)) continue;
    if (found.embedded.length >= MAX_ENTERED) {
      if (isZip(entry)) found.more++;
      continue;
    }
    const inner = tree.enter(entry);
    if (inner && inner.entries.length > 0) found.embedded.push({ entry, tree: inner });
  }
  known.set(tree, found);
  return found;
}

function isZip(entry: Entry): boolean {
  return entry.peek().toString('latin1', 0, 4) === 'PK\x03\x04';
}

/** Fewer bytes say nothing of what they are. */
const SMALLEST_LOOK = 256;

/** Whether the first bytes are neither text nor a structure, but encrypted or compressed: nearly every byte value occurs. */
export function isOpaque(entry: Entry): boolean {
  const head = entry.peek().subarray(0, 1024);
  if (head.length < SMALLEST_LOOK) return false;
  const expected = 256 * (1 - Math.exp(-head.length / 256));
  return new Set(head).size > 0.85 * expected;
}

/** DEX files that the platform does not load by itself, whatever their name. */
export function looseDexes(tree: Tree): Entry[] {
  return tree.entries.filter((entry) => !NO_PACKAGE.test(entry.name) && DEX.test(entry.peek().toString('latin1', 0, 8)));
}

import type { Entry, Tree } from '../open/tree.js';
import { formatsOf } from './formats/index.js';

/** What a reader asked to see. */
export interface Target {
  tree: Tree;
  entry: Entry;
  /** A part inside the entry: a class, a compiled template, a resource type. */
  part?: string;
  position?: Position;
}

/** Where in the raw text: as reports print it after a path. */
export type Position = { line: number; column?: number } | { offset: number };

/**
 * Finds what an address names. Addresses are those reports print: `a.js`, `app.apk!a.js`, `base.apk!a.js:12:5`, `a.js@4711`,
 * `classes.dex#cn.example.A.submit()V`; and `page-frame.html!pages/a.wxml` for a part. Entry names may hold any of these
 * signs, so that an exact name wins over every reading of it.
 */
export function findTarget(trees: readonly Tree[], address: string): Target | undefined {
  const exact = findPath(trees, address);
  if (exact) return exact;
  const member = /^([\s\S]+?)#([\s\S]+)$/.exec(address);
  const inside = member && findTarget(trees, member[1]!);
  if (inside) return inside.part === undefined ? { ...inside, part: member[2]! } : undefined;
  const line = /^([\s\S]+?):(\d+)(?::(\d+))?$/.exec(address);
  const atLine = line && findPath(trees, line[1]!);
  if (atLine) return { ...atLine, position: { line: Number(line[2]), ...(line[3] && { column: Number(line[3]) }) } };
  const offset = /^([\s\S]+)@(\d+)$/.exec(address);
  const atOffset = offset && findPath(trees, offset[1]!);
  return atOffset ? { ...atOffset, position: { offset: Number(offset[2]) } } : undefined;
}

/** An entry by its name or path; what follows a `!` lies in the package inside it, or is one of its parts. */
function findPath(trees: readonly Tree[], address: string): Target | undefined {
  const whole = findEntry(trees, address);
  if (whole) return whole;
  for (let cut = address.lastIndexOf('!'); cut > 0; cut = address.lastIndexOf('!', cut - 1)) {
    const outer = findEntry(trees, address.slice(0, cut));
    if (!outer) continue;
    const rest = address.slice(cut + 1);
    const inner = outer.tree.enter(outer.entry);
    const found = inner ? findPath([inner], rest) : undefined;
    return found ?? (hasParts(outer) ? { ...outer, part: rest } : undefined);
  }
  return undefined;
}

function findEntry(trees: readonly Tree[], name: string): Target | undefined {
  for (const tree of trees) {
    const entry = tree.find(name) ?? tree.entries.find(({ path }) => path === name);
    if (entry) return { tree, entry };
  }
  return undefined;
}

function hasParts({ entry, tree }: Target): boolean {
  return formatsOf(entry, tree).some((format) => format.parts !== undefined);
}

const SUGGESTIONS = 5;

/** Entries that may have been meant: same file name, or the words somewhere in the path. */
export function suggestNames(trees: readonly Tree[], address: string): string[] {
  const wanted = address.replace(/(:\d+){1,2}$|@\d+$|#.*$/, '').toLowerCase();
  const base = wanted.slice(wanted.lastIndexOf('/') + 1);
  const names = trees.flatMap((tree) => tree.entries.map((entry) => (trees.length > 1 ? entry.path : entry.name)));
  const like = (test: (name: string) => boolean): string[] => names.filter((name) => test(name.toLowerCase()));
  const ranked = [...like((name) => name.endsWith(`/${base}`) || name === base), ...like((name) => name.includes(base))];
  return [...new Set(ranked)].slice(0, SUGGESTIONS);
}

import { listed } from '../facts/listing.js';
import { identifyContainer } from './identify.js';
import { identifyPackage } from './package-format.js';
import { ALL_PARTS, type Session } from './session.js';
import { type Entry, EntryError, type PackageFormat, type Tree } from './tree.js';
import { orderParts } from './wxapkg/parts.js';
import { learnAppId } from './wxapkg/wxapkg.js';

/** Entries looked at when a plain ZIP may hold packages, and packages entered. */
const MAX_PEEKS = 5000;
const MAX_ENTERED = 16;
/** Parts of one app; real ones have a few dozen at most. */
const MAX_PARTS = 64;

/** Names of the parts, in formats that are packages of packages. */
const PARTS: Partial<Record<PackageFormat, RegExp>> = {
  apks: /(^|\/)[^/]+\.apk$/,
  rpks: /\.s?rpk$/,
  'harmony-app': /\.(hap|hsp)$/,
  amr: /\.tar$/,
};

export interface FoundPackage {
  format: PackageFormat;
  trees: Tree[];
}

/** The trees an app consists of, for formats that are packages of packages; the tree itself for all others. */
export function partsOfPackage(format: PackageFormat, tree: Tree, session: Session): Tree[] {
  const pattern = PARTS[format];
  if (!pattern) return [tree];
  if (format === 'apks' || format === 'rpks') tellUnread(tree.path, beside(tree, pattern), session);
  const parts = orFail(enterAll(tree, pattern, session), tree, session);
  return format === 'amr' ? [...parts, tree] : parts;
}

/** Packages that lie beside the parts of an app: any archive of packages reads as an app in parts. */
function beside(tree: Tree, parts: RegExp): string[] {
  const inner = containersIn(tree).filter(({ entry }) => !parts.test(entry.name));
  const wechat = inner.filter(({ kind }) => kind.startsWith('wxapkg')).map(({ entry }) => entry.path);
  return [...wechat, ...packagesAmong(tree, inner).map(pathOf)];
}

/**
 * Enters the parts whose name fits, sorted, leaving out variants: one whose every entry stands in another part too
 * (bundletool's uncompressed twin, a whole quick app beside its subpackages).
 */
function enterAll(tree: Tree, pattern: RegExp, session: Session): Tree[] {
  const named = tree.entries.filter(({ name }) => pattern.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (named.length > MAX_PARTS) {
    const detail = `包内有 ${named.length} 个安装包，只检查了前 ${MAX_PARTS} 个。请分别送检。`;
    session.addLimit({ reason: 'unsupported', path: tree.path, hides: [...ALL_PARTS], detail });
  }
  const parts: Tree[] = [];
  for (const entry of named.slice(0, MAX_PARTS)) {
    const part = tree.enter(entry);
    if (part) parts.push(part);
  }
  return parts.filter(
    (part, index) => !parts.some((other, place) => covers(other, part) && (place < index || !covers(part, other))),
  );
}

/** Whether all of `part` stands in `whole` too, byte for byte; signatures do not count. */
function covers(whole: Tree, part: Tree): boolean {
  if (whole === part) return false;
  const own = part.entries.filter(({ name }) => !/^META-INF\//.test(name));
  return (
    own.every(({ name, size }) => whole.find(name)?.size === size) &&
    own.every((entry) => {
      const [content] = readOrNothing(entry);
      const [other] = readOrNothing(whole.find(entry.name)!);
      return content !== undefined && other !== undefined && content.equals(other);
    })
  );
}

function orFail(parts: Tree[], tree: Tree, session: Session): Tree[] {
  if (parts.length > 0) return parts;
  const detail = '包内的安装包都读不出来。请重新提供完整的安装包。';
  session.addLimit({ reason: 'unreadable', path: tree.path, hides: [...ALL_PARTS], detail, share: 1 });
  return [tree];
}

/** Finds packages inside an archive that is neither a package nor a project: somebody zipped what should be handed in. */
export function findInside(tree: Tree, session: Session): FoundPackage | undefined {
  const inner = containersIn(tree);
  const total = tree.entries.reduce((sum, { size }) => sum + size, 0);
  // A project with a package lying about in it is not that package.
  if (inner.reduce((sum, { entry }) => sum + entry.size, 0) * 2 < total) return undefined;
  const wechat = inner.filter(({ kind }) => kind.startsWith('wxapkg'));
  const found = packagesAmong(tree, inner);
  if (wechat.length > 0) {
    tellUnread(tree.path, found.map(pathOf), session);
    learnAppId(
      wechat.flatMap(({ entry }) => readOrNothing(entry)),
      session,
    );
    const trees = wechat.map(({ entry }) => tree.enter(entry)).filter((part) => part !== undefined);
    return { format: 'wxapkg', trees: orderParts(trees, session) };
  }
  const [first, ...others] = found;
  if (!first) return undefined;
  tellUnread(tree.path, others.map(pathOf), session);
  return { format: first.format, trees: partsOfPackage(first.format, first.trees[0]!, session) };
}

function pathOf({ trees }: FoundPackage): string {
  return trees[0]!.path;
}

interface Inner {
  entry: Entry;
  kind: string;
}

function containersIn(tree: Tree): Inner[] {
  return tree.entries.slice(0, MAX_PEEKS).flatMap((entry) => {
    const kind = identifyContainer(entry.peek());
    return kind === undefined || /(^|\/)(node_modules|__MACOSX)\//.test(entry.name) ? [] : [{ entry, kind }];
  });
}

/** ZIPs that are packages. */
function packagesAmong(tree: Tree, inner: readonly Inner[]): FoundPackage[] {
  const found: FoundPackage[] = [];
  for (const { entry } of inner.filter(({ kind }) => kind === 'zip').slice(0, MAX_ENTERED)) {
    const part = tree.enter(entry);
    const format = part && identifyPackage(part);
    if (part && format) found.push({ format, trees: [part] });
  }
  return found;
}

/** One app is inspected at a time; what else was handed in with it must not look inspected. */
export function tellUnread(path: string, unread: readonly string[], session: Session): void {
  if (unread.length === 0) return;
  const detail = `同时交来的另外 ${unread.length} 个安装包没有检查：${listed(unread)}。请分别送检。`;
  session.addLimit({ reason: 'unsupported', path, hides: [...ALL_PARTS], detail });
}

function readOrNothing(entry: Entry): Buffer[] {
  try {
    return [entry.read()];
  } catch (error) {
    if (error instanceof EntryError) return [];
    throw error;
  }
}

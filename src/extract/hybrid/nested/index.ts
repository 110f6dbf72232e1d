import type { Entry, Opened, Tree } from '../../../open/tree.js';
import { isLibraryClass } from '../../android/libraries/index.js';
import { sdkOf } from '../../android/ownership.js';
import { type Embedded, embeddedIn } from '../../embedded.js';
import type { Extraction } from '../../extraction.js';
import { pushTo } from '../../multimap.js';
import { isLocked, lockedLimit, looseScripts, tooMany, unknownApp } from './limits.js';
import { ownScripts, readFolder } from './loose.js';
import type { NestedPart } from './part.js';

export { factsAsPart, type NestedPart } from './part.js';

/** Decides what a package is and reads it: the decision for packages that are handed in by themselves. */
export type Decide = (opened: Opened) => Extraction | undefined;

/** Archives that are documents, by an entry each of them has. */
const DOCUMENTS = ['[Content_Types].xml', 'META-INF/container.xml'];
const CONTENT = /\.([mc]?js|jsx|tsx?|vue|x?html?|json|[a-z]{1,3}ml|ux|dex|bundle|jsbundle|hbc|lua)$/i;

/**
 * Every package inside an app, whatever its name, read by the extractor that knows it: mini-programs of any container, quick apps,
 * uni-apps, pages to be unpacked, apps to be loaded, and what lies in those.
 */
export function readNested(opened: Opened, app: Tree, decide: Decide): NestedPart[] {
  return nestedIn({ opened, app, decide, seen: new Set() }, app);
}

interface Walk {
  opened: Opened;
  app: Tree;
  decide: Decide;
  /** Trees that belong to a package which was read. */
  seen: Set<Tree>;
}

function nestedIn(walk: Walk, tree: Tree): NestedPart[] {
  const { opened, app, decide, seen } = walk;
  const { embedded: all, more } = embeddedIn(tree);
  const embedded = all.filter((one) => !seen.has(one.tree));
  const nameOf = (path: string): string => path.slice(app.path.length + 1);
  const parts = groups(embedded).flatMap((entries) =>
    opened.openWithin(tree, entries).flatMap((inner): NestedPart[] => {
      for (const part of inner.trees) seen.add(part);
      const own = partOf(inner, decide, nameOf(inner.file));
      const deeper = inner.format === 'apk' ? [] : inner.trees.flatMap((one) => nestedIn(walk, one));
      return [own, ...deeper];
    }),
  );
  const isKnown = new Set(all.map(({ entry }) => entry));
  const locked = tree.entries.filter((entry) => !isKnown.has(entry) && isLocked(entry));
  return [
    ...parts,
    ...locked.map((entry) => inVain(entry.path, nameOf(entry.path), entry.size, lockedLimit(entry))),
    ...(more > 0 ? [inVain(tree.path, nameOf(tree.path), 0, tooMany(tree.path, more))] : []),
  ];
}

function inVain(path: string, name: string, bytes: number, limit: NestedPart['limits'][number]): NestedPart {
  return { path, paths: [path], name, bytes, found: [], limits: [limit] };
}

/** Packages of WeChat in one folder are parts of one app; everything else stands by itself. */
function groups(embedded: readonly Embedded[]): Entry[][] {
  const folders = new Map<string, Entry[]>();
  for (const { entry, tree } of embedded) {
    const key = tree.format === 'wxapkg' ? entry.name.replace(/[^/]*$/, '') : entry.path;
    pushTo(folders, key, entry);
  }
  return [...folders.values()];
}

function partOf(inner: Opened, decide: Decide, name: string): NestedPart {
  const part = readPart(inner, decide, name);
  const isApp = part.found.length + part.limits.length > 0 || inner.limits.some(({ path }) => path.startsWith(inner.file));
  return isApp ? part : { ...part, bytes: 0 };
}

function readPart(inner: Opened, decide: Decide, name: string): NestedPart {
  const paths = [inner.file, ...inner.trees.map(({ path }) => path)];
  const part: NestedPart = { path: inner.file, paths, name, bytes: contentBytes(inner) || inner.size, found: [], limits: [] };
  const isLockedUp = inner.limits.some(
    ({ reason, path, share }) => reason === 'encrypted' && path === inner.file && (share ?? 1) >= 0.5,
  );
  const [tree] = inner.trees;
  if (!tree || isLockedUp || isDocument(tree) || (inner.format === 'apk' && !hasManifest(inner))) return part;
  if (inner.format === 'unknown') {
    const found = readFolder(inner, tree);
    const scripts = found.length > 0 ? [] : ownScripts(tree);
    return { ...part, found, limits: scripts.length > 0 ? [looseScripts(inner.file, scripts)] : [] };
  }
  const found = decide(inner);
  if (found) return { ...part, found: asForeign(found, inner) };
  // Packages without pages hold what other packages share: a container's own runtime, libraries.
  return isResourcePackage(inner) ? part : { ...part, limits: [unknownApp(inner)] };
}

function contentBytes({ trees }: Opened): number {
  return trees.reduce(
    (sum, { entries }) => sum + entries.reduce((all, { name, size }) => all + (CONTENT.test(name) ? size : 0), 0),
    0,
  );
}

function isDocument(tree: Tree): boolean {
  return DOCUMENTS.some((name) => tree.find(name) !== undefined);
}

function hasManifest({ trees }: Opened): boolean {
  return trees.some((tree) => tree.find('AndroidManifest.xml') !== undefined);
}

function isResourcePackage({ format, trees }: Opened): boolean {
  return format === 'amr' && !trees.some((tree) => tree.find('appConfig.json') !== undefined);
}

/** What a reader says of a package that is not the whole: an app that is loaded need not have code, and may be an SDK's. */
function asForeign(found: Extraction, { format }: Opened): Extraction[] {
  if (format === 'apk') return [ofLoadedApp(found)];
  const hosts = found.hosts.map((host) => (host === 'native' ? (HOSTS[format] ?? host) : host));
  return [{ ...found, hosts }];
}

/** What runs a package that names no runtime of its own. */
const HOSTS: Partial<Record<Opened['format'], string>> = {
  wxapkg: 'mini-program',
  project: 'mini-program',
  amr: 'mini-program',
  rpk: 'quickapp-engine',
  rpks: 'quickapp-engine',
};

function ofLoadedApp(found: Extraction): Extraction {
  const id = `${found.package.id ?? ''}.`;
  if (isLibraryClass(id) || sdkOf(id))
    return { ...found, facts: found.facts.filter(({ kind }) => kind === 'sdk'), coverage: {}, hosts: [] };
  const facts = found.facts.filter((fact) => fact.kind !== 'limit' || !/^(no-code|debug-build)$/.test(fact.reason));
  return { ...found, facts };
}

import { closeSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { identifyContainer } from '../identify.js';
import { type OpenOptions, openInput } from '../index.js';
import { isMainPackage, readAppConfig } from './parts.js';

/** What a WeChat package is in its app: the main package with the subpackages it declares, or one or more of those. */
interface Package {
  path: string;
  main: boolean;
  /** Roots a main package declares, or a subpackage holds. */
  roots: string[];
}

/**
 * Puts WeChat packages that were given together into apps: each main package with its subpackages. With one main package
 * all belong to it; with several, a subpackage goes to the one that declares its root, in the same folder before others.
 * Everything else stays by itself, in its place.
 */
export function groupInputs(paths: readonly string[], options: OpenOptions = {}): (string | string[])[] {
  const candidates = paths.filter(isWxapkg);
  if (candidates.length < 2) return [...paths];
  const packages = candidates.map((path) => describe(path, options));
  const mains = packages.filter(({ main }) => main);
  if (mains.length <= 1) return inPlace(paths, [packages]);
  const groups = mains.map((main) => [main]);
  const homeless: Package[][] = [];
  for (const part of packages.filter(({ main }) => !main)) {
    const fitting = groups.filter(([main]) => part.roots.some((root) => main!.roots.includes(root)));
    const home = fitting.find(([main]) => dirname(main!.path) === dirname(part.path)) ?? fitting[0];
    if (home) home.push(part);
    else homeless.push([part]);
  }
  return inPlace(paths, [...groups, ...homeless]);
}

/** Each group where the first of its packages stood. */
function inPlace(paths: readonly string[], groups: Package[][]): (string | string[])[] {
  return paths.flatMap((path): (string | string[])[] => {
    const group = groups.find((parts) => parts.some((part) => part.path === path));
    if (!group) return [path];
    const members = paths.filter((other) => group.some((part) => part.path === other));
    if (members[0] !== path) return [];
    return members.length === 1 ? [path] : [members];
  });
}

function isWxapkg(path: string): boolean {
  const head = Buffer.alloc(512);
  try {
    const file = openSync(path, 'r');
    try {
      const length = readSync(file, head, 0, head.length, 0);
      return identifyContainer(head.subarray(0, length))?.startsWith('wxapkg') === true;
    } finally {
      closeSync(file);
    }
  } catch {
    return false; // a folder or an unreadable file: told when its turn comes
  }
}

function describe(path: string, options: OpenOptions): Package {
  const [tree] = openInput(path, options).trees;
  if (!tree) return { path, main: false, roots: [] };
  if (isMainPackage(tree)) return { path, main: true, roots: readAppConfig(tree)?.subPackages.map(({ root }) => root) ?? [] };
  const roots = tree.entries.flatMap(({ name }) => /^(.+)\/(?:app-service|page-frame|game)\.js$/.exec(name)?.[1] ?? []);
  return { path, main: false, roots };
}

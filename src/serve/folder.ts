import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import { type FindProblem, findPackages } from '../batch/find.js';
import type { Found } from '../batch/packages.js';

export interface Offered {
  /** Names it in a form. Looked up among what was found, and never a path. */
  key: string;
  /** Below the folder. */
  place: string;
  found: Found;
}

export interface FolderView {
  offered: Offered[];
  problems: FindProblem[];
}

const FRESH_MS = 10_000;

/** The packages of the folder that people put them in; looked through again when the last look is some seconds old. */
export function openFolder(folder: string, now: () => number = Date.now): () => FolderView {
  let view: FolderView = { offered: [], problems: [] };
  let looked = Number.NEGATIVE_INFINITY;
  return () => {
    if (now() - looked < FRESH_MS) return view;
    const { found: all, problems } = findPackages([folder]);
    const found = all.filter((one) => one.paths.every((path) => isInside(path, folder)));
    for (const { paths } of all.filter((one) => !found.includes(one)))
      problems.push({ path: paths[0]!, problem: '符号链接指向文件夹之外' });
    const placeOf = (path: string): string => relative(folder, path).split(sep).join('/') || path;
    view = {
      offered: found.map((one) => ({ key: keyOf(one), place: placeOf(one.paths[0]!), found: one })),
      problems: problems.map(({ path, problem }) => ({ path: placeOf(path), problem })),
    };
    looked = now();
    return view;
  };
}

/** Who can put links into the folder must not have files read that they could not read themselves. */
function isInside(path: string, folder: string): boolean {
  try {
    const inside = relative(realpathSync(folder), realpathSync(path));
    return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
  } catch {
    return false;
  }
}

function keyOf({ paths }: Found): string {
  return createHash('sha256').update(paths.join('\0')).digest('hex').slice(0, 24);
}

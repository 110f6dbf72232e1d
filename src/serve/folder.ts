import { createHash } from 'node:crypto';
import { relative, sep } from 'node:path';
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
    const { found, problems } = findPackages([folder]);
    const placeOf = (path: string): string => relative(folder, path).split(sep).join('/') || path;
    view = {
      offered: found.map((one) => ({ key: keyOf(one), place: placeOf(one.paths[0]!), found: one })),
      problems: problems.map(({ path, problem }) => ({ path: placeOf(path), problem })),
    };
    looked = now();
    return view;
  };
}

function keyOf({ paths }: Found): string {
  return createHash('sha256').update(paths.join('\0')).digest('hex').slice(0, 24);
}

import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { digestOfList, readHashed } from './digest.js';
import { appIdsInPath } from './wxapkg/wxapkg.js';

/** All that opening files depends on, apart from its options. */
export interface FilesIdentity {
  /** As `Opened.sha256` will be. */
  sha256: string;
  /** Base names; the places of facts begin with them. */
  names: string[];
  appIds: string[];
}

/**
 * Reads files once for their digest, without opening them.
 *
 * @returns undefined where a path is no readable file: folders have no identity cheaper than reading them, and what else is
 * wrong is told when they are opened
 */
export function identifyFiles(path: string | string[]): FilesIdentity | undefined {
  const paths = [path].flat();
  try {
    if (paths.length === 0 || !paths.every((one) => statSync(one).isFile())) return undefined;
    const files = paths.map((one) => ({ path: basename(one), sha256: readHashed(one, false).sha256 }));
    const sha256 = files.length === 1 ? files[0]!.sha256 : digestOfList(files).sha256;
    return { sha256, names: files.map(({ path: name }) => name), appIds: appIdsInPath(resolve(paths[0]!)) };
  } catch {
    return undefined;
  }
}

import { isDartLibrary } from '../../decode/dart/index.js';
import type { Entry, Tree } from '../../open/tree.js';

/** Where the parts of a Flutter app stand in its package, all splits together. */
export interface Parts {
  /** Libraries of precompiled code, the one to read first in front: every ABI has the same program. */
  libraries: Entry[];
  /** A development build's program, which the VM compiles as it runs. */
  kernel?: Entry;
  /** Everything below `flutter_assets/`, by the name it has there. */
  assets: { name: string; entry: Entry }[];
}

const LIBRARY = /(^|\/)lib\/([^/]+)\/[^/]+\.so$/;
const NAMED = /\/libapp\.so$/;
const ASSET = /(^|\/)assets\/flutter_assets\/(.+)$/;
const ABIS = ['arm64-v8a', 'x86_64', 'armeabi-v7a', 'x86'];

/** The name Flutter's tool gives, and any other library that shows Dart's symbols: an app may load it by another name. */
export function isFlutterEntry({ name }: Entry): boolean {
  return NAMED.test(name) || ASSET.test(name);
}

export function findParts(trees: readonly Tree[]): Parts {
  const entries = trees.flatMap((tree) => tree.entries);
  const assets = entries.flatMap((entry) => {
    const name = ASSET.exec(entry.name)?.[2];
    return name === undefined ? [] : [{ name, entry }];
  });
  const kernel = assets.find(({ name }) => name === 'kernel_blob.bin')?.entry;
  return { libraries: librariesOf(entries), ...(kernel && { kernel }), assets };
}

function librariesOf(entries: readonly Entry[]): Entry[] {
  const rank = ({ name }: Entry): number => {
    const at = ABIS.indexOf(LIBRARY.exec(name)?.[2] ?? '');
    return at === -1 ? ABIS.length : at;
  };
  const libraries = entries.filter(({ name }) => LIBRARY.test(name));
  const named = libraries.filter(({ name }) => NAMED.test(name));
  const found = named.length > 0 ? named : libraries.filter((entry) => isDartLibrary(entry.peek()));
  return found.sort((a, b) => rank(a) - rank(b));
}

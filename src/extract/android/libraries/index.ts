import { remembered } from '../../remembered.js';
import { packageName } from '../names.js';
import { DATA } from './data.js';
import { IMAGE } from './image.js';
import { MEDIA } from './media.js';
import { NETWORK } from './network.js';
import { OTHER } from './other.js';
import { PLATFORM } from './platform.js';
import { STRUCTURE } from './structure.js';
import { UI } from './ui.js';

/** A library in wide use, told by the packages of its classes. */
export interface Library {
  name: string;
  kind: string;
}

/** Prefix → library. A prefix counts as whole segments: `com.squareup` does not match `com.squareupx`. */
const NAMED = new Map<string, Library>();
for (const { kind, lines } of [PLATFORM, NETWORK, DATA, IMAGE, UI, STRUCTURE, MEDIA])
  for (const line of lines.trim().split('\n')) {
    const [name, prefixes] = line.split(' = ') as [string, string];
    for (const prefix of prefixes.split(' ')) NAMED.set(prefix, { name, kind });
  }
const UNNAMED = new Set(OTHER.split(/\s+/).filter(Boolean));
const SEGMENTS = 5;

/** The library a class (`com.x.Y`) belongs to, by the longest prefix, with the prefix. */
export function libraryOf(name: string): { library: Library; prefix: string } | undefined {
  return libraryOfPackage(packageName(name));
}

const libraryOfPackage = remembered((pack): { library: Library; prefix: string } | undefined => {
  for (let dot = pack.length; dot > 0; dot = pack.lastIndexOf('.', dot - 1)) {
    const prefix = pack.slice(0, dot);
    const library = NAMED.get(prefix);
    if (library) return { library, prefix };
  }
  return undefined;
});

/** Whether a class belongs to a known library, also one that was moved into another package. */
export function isLibraryClass(name: string): boolean {
  return isLibraryPackage(packageName(name));
}

const isLibraryPackage = remembered((pack) => hasKnownPrefix(`${pack}.`) || hasKnownPrefix(movedFrom(`${pack}.`)));

function hasKnownPrefix(name: string): boolean {
  for (
    let dot = name.indexOf('.'), segments = 0;
    dot !== -1 && segments < SEGMENTS;
    dot = name.indexOf('.', dot + 1), segments++
  ) {
    const prefix = name.slice(0, dot);
    if (NAMED.has(prefix) || UNNAMED.has(prefix)) return true;
  }
  return false;
}

const MOVED =
  /\.(?:(?:shaded?|repackaged?|relocated|jarjar|thirdparty|third_party)\.(?=\w+\.)|(?=(?:com|org|net|io)\.\w+\.))(.+)$/;

/** `com.vendor.shaded.okhttp3.Call`, `com.vendor.com.google.gson.Gson` → the name it had; empty for other classes. */
function movedFrom(name: string): string {
  return MOVED.exec(name)?.[1] ?? '';
}

/** A package whose every segment was shortened by a minifier: whoever wrote it, its names say nothing. */
export function isMinified(className: string): boolean {
  return packageName(className)
    .split('.')
    .every((segment) => segment.length <= 2);
}

import { PACKERS, type Packer } from './packers.js';

export interface FoundPacker {
  name: string;
  /** Its classes and files that are there, classes first. */
  marks: string[];
  /** A class of it runs before anything of the app: the application class is one, or derives from one. */
  runsFirst: boolean;
}

/** Files of a packer that are named. */
const SHOWN = 3;

/** First two segments of all marks, so that most classes need only one look-up. */
const MARKED_PACKAGES = new Set(PACKERS.flatMap(({ classes }) => classes.map((mark) => headOf(mark))));

/**
 * The packer with the most marks in the package. What it did is another question: a library or asset may be left over from an
 * earlier build.
 *
 * @param first the application class and its ancestors
 */
export function packerIn(
  entries: readonly string[],
  classes: Iterable<string>,
  first: readonly string[] = [],
): FoundPacker | undefined {
  const marked = [...first, ...classes].filter((name) => MARKED_PACKAGES.has(headOf(name)));
  const files = entries.flatMap((name) => fileOf(name) ?? []);
  let best: (FoundPacker & { weight: number }) | undefined;
  for (const packer of PACKERS) {
    const runsFirst = first.some((name) => isClassOf(packer, name));
    const byClass = marked.find((name) => isClassOf(packer, name));
    const byFile = files.filter((file) => isFileOf(packer, file)).map(({ name }) => name);
    // A class is harder to have by chance than files.
    const weight = (runsFirst ? 1000 : 0) + (byClass ? 100 : 0) + byFile.length;
    if (weight === 0 || weight <= (best?.weight ?? 0)) continue;
    best = { name: packer.name, runsFirst, weight, marks: [...(byClass ? [byClass] : []), ...byFile.slice(0, SHOWN)] };
  }
  return best && { name: best.name, marks: best.marks, runsFirst: best.runsFirst };
}

function headOf(name: string): string {
  const second = name.indexOf('.', name.indexOf('.') + 1);
  return second < 0 ? name : name.slice(0, second);
}

function isClassOf({ classes }: Packer, name: string): boolean {
  return classes.some((mark) => (mark.endsWith('.') ? name.startsWith(mark) : name === mark));
}

/** An entry that may be a packer's. */
interface PackedFile {
  name: string;
  /** Without the module of a bundle. */
  plain: string;
  /** Of a file below `lib/` or `assets/`. */
  base: string | undefined;
}

/** Compiled resources are nobody's payload, and most of the entries. */
function fileOf(name: string): PackedFile | undefined {
  const plain = name.replace(/^base\//, '');
  if (/^res\/.*\.(xml|png|jpg|webp)$/.test(plain)) return undefined;
  return { name, plain, base: /^(?:lib|assets)\/(?:.*\/)?([^/]+)$/.exec(plain)?.[1] };
}

function isFileOf({ assets, libraries }: Packer, { plain, base }: PackedFile): boolean {
  return assets.some((mark) => mark.test(plain)) || (base !== undefined && libraries.some((mark) => mark.test(base)));
}

import type { ClassData, ClassDef } from '../../decode/dex/index.js';
import type { Owner } from '../../facts/types.js';
import { layeredPackages } from './layers.js';
import { isMinified } from './libraries/index.js';
import { dotted, packageName } from './names.js';
import type { OwnerOf } from './ownership.js';
import type { DexSource } from './sources.js';

/** A class of the app, wherever its DEX stands. */
export interface AppClass {
  /** `com.example.Main$1` */
  name: string;
  definition: ClassDef;
  source: DexSource;
  owner: Owner;
  /** Read once, when first asked for. */
  data(): ClassData;
}

export interface Classes {
  /** By dotted name. */
  byName: ReadonlyMap<string, AppClass>;
  /** Classes the app's developer wrote, by name. */
  own: readonly AppClass[];
  /** Classes of unknown owner in code that the app loads by itself, by name: no call names them. Renamed ones are mostly an SDK's. */
  loaded: readonly AppClass[];
  /** Whether a minifier took a class's name: it says nothing of who wrote it. */
  isRenamed(name: string): boolean;
  /** Superclasses from the nearest up, through library classes to the first class of the platform (by name only). */
  ancestors(name: string): string[];
  total: number;
  /** DEX files that define classes an earlier one has, and how many. */
  repeated: ReadonlyMap<DexSource, number>;
}

const CHAIN = 40;

/** All classes over all DEX files; where a name occurs twice the first file has it, as the class loader does. */
export function indexClasses(dexes: readonly DexSource[], ownerOf: OwnerOf): Classes {
  const byName = new Map<string, AppClass>();
  const repeated = new Map<DexSource, number>();
  let total = 0;
  for (const source of dexes)
    for (const definition of source.dex.classes) {
      total++;
      const name = dotted(definition.name);
      if (byName.has(name)) {
        // What the app loads by itself may bring libraries along that it has.
        if (!source.loaded) repeated.set(source, (repeated.get(source) ?? 0) + 1);
        continue;
      }
      let data: ClassData | undefined;
      byName.set(name, {
        name,
        definition,
        source,
        owner: ownerOf(name),
        data: () => (data ??= source.dex.classData(definition)),
      });
    }
  const all = [...byName.values()];
  const layered = layeredPackages(all.filter(({ owner }) => owner === 'unknown').map(({ name }) => name));
  for (const item of all) if (item.owner === 'unknown' && layered.has(item.name.split('.', 2).join('.'))) item.owner = 'own';
  const sorted = (some: AppClass[]): AppClass[] => some.sort((a, b) => (a.name < b.name ? -1 : 1));
  const own = sorted(all.filter((item) => item.owner === 'own'));
  const renamed = renamedPackages(byName.keys());
  const isPlain = ({ name }: AppClass): boolean => !renamed.has(packageName(name));
  const loaded = sorted(all.filter((item) => item.owner === 'unknown' && item.source.loaded && isPlain(item)));
  const ancestors = (name: string): string[] => {
    const out: string[] = [];
    for (let at = byName.get(name); at && out.length < CHAIN; ) {
      const parent = at.definition.superclass;
      if (!parent) break;
      out.push(dotted(parent));
      at = byName.get(dotted(parent));
    }
    return out;
  };
  return { byName, own, loaded, ancestors, isRenamed: (name) => renamed.has(packageName(name)), total, repeated };
}

/** Classes a package must have before the length of their names says anything, and the part of them that must be short. */
const MANY = 50;
const SHORT = 0.8;
const SHORT_NAME = /(^|\.)\w{1,3}(\$[^.]*)?$/;

/** Packages of renamed classes: short themselves, or full of classes with short names, as minifiers gather them under any name. */
function renamedPackages(names: Iterable<string>): Set<string> {
  const counts = new Map<string, { all: number; short: number }>();
  for (const name of names) {
    const pack = packageName(name);
    const count = counts.get(pack) ?? { all: 0, short: 0 };
    counts.set(pack, count);
    count.all++;
    if (SHORT_NAME.test(name)) count.short++;
  }
  const renamed = new Set<string>();
  for (const [pack, { all, short }] of counts)
    if (isMinified(`${pack}.`) || (all >= MANY && short >= all * SHORT)) renamed.add(pack);
  return renamed;
}

import type { ClassData, ClassDef } from '../../decode/dex/index.js';
import type { Owner } from '../../facts/types.js';
import { isMinified } from './libraries/index.js';
import { dotted } from './names.js';
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
  const sorted = (some: AppClass[]): AppClass[] => some.sort((a, b) => (a.name < b.name ? -1 : 1));
  const own = sorted(all.filter((item) => item.owner === 'own'));
  const loaded = sorted(all.filter((item) => item.owner === 'unknown' && item.source.loaded && !isMinified(item.name)));
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
  return { byName, own, loaded, ancestors, total, repeated };
}

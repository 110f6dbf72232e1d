import type { ClassData, ClassDef } from '../../decode/dex/index.js';
import type { Owner } from '../../facts/types.js';
import { isMinified } from './libraries.js';
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
  const sorted = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const own = sorted.filter((item) => item.owner === 'own');
  const loaded = sorted.filter((item) => item.owner === 'unknown' && item.source.loaded && !isMinified(item.name));
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

/** Names kept by `remembered`; beyond this the memo starts anew, so that many packages in one run do not add up. */
const MEMO = 200_000;

/** A pure function of a name that is asked for the same names again and again. */
function remembered(compute: (name: string) => string): (name: string) => string {
  const memo = new Map<string, string>();
  return (name) => {
    const known = memo.get(name);
    if (known !== undefined) return known;
    const value = compute(name);
    if (memo.size >= MEMO) memo.clear();
    memo.set(name, value);
    return value;
  };
}

/** `Lcom/example/A;` → `com.example.A`. */
export const dotted = remembered((descriptor) =>
  descriptor.startsWith('L') ? descriptor.slice(1, -1).replaceAll('/', '.') : descriptor,
);

/**
 * The class a person would name for a generated one: inner classes, lambdas, view bindings and Kotlin companions belong to
 * their outer class.
 */
export const outerClass = remembered((name) => {
  const plain = name.replace(/(^|\.)-\$\$Lambda\$(\w+?)\$[\w-]+$/, '$1$2').replace(/_ViewBinding(\$.*)?$/, '');
  const dollar = plain.indexOf('$', plain.lastIndexOf('.') + 2);
  return dollar === -1 ? plain : plain.slice(0, dollar);
});

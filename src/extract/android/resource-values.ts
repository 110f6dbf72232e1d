import {
  compareConfigs,
  QUANTITIES,
  type ResourceEntry,
  type ResourceName,
  type ResourceTable,
} from '../../decode/arsc/index.js';
import { type ResourceValue, TYPE } from '../../decode/axml/index.js';

/** Values of resources over all tables of an app: the base's and its splits'. */
export interface ResourceValues {
  /** What a phone set to simplified Chinese shows. */
  entry(id: number): ResourceEntry | undefined;
  /** All configurations over all tables, the one that is shown first. */
  entries(id: number): ResourceEntry[];
  name(id: number): ResourceName | undefined;
  /** The value at the end of a chain of references and theme attributes. */
  follow(value: ResourceValue | undefined): ResourceValue | undefined;
  /** Values of an array, or of the quantity of a plural that Chinese uses. */
  items(id: number): ResourceValue[];
  /** Styles that attributes (`?attr/title`) are looked up in, in this order. */
  themes: number[];
}

/** As the platform's own bound. Source: AOSP libs/androidfw AssetManager2.cpp, ResolveReference, kMaxIterations */
const HOPS = 20;
const PARENTS = 40;

export function openValues(tables: readonly ResourceTable[]): ResourceValues {
  const themes: number[] = [];
  const entry = (id: number): ResourceEntry | undefined => {
    // Splits hold the languages the base does not: the best of each table's choice is what the device shows.
    let best: ResourceEntry | undefined;
    for (const table of tables) {
      const found = table.entry(id);
      if (found && (!best || compareConfigs(found.config, best.config) < 0)) best = found;
    }
    return best;
  };
  /** A style's own value of an attribute beats its parents'. */
  const styled = (style: number, attribute: number): ResourceValue | undefined => {
    const seen = new Set<number>();
    for (let id: number | undefined = style; id && !seen.has(id) && seen.size < PARENTS; ) {
      seen.add(id);
      const bag: ResourceEntry | undefined = entry(id);
      const own = bag?.items?.find(({ name }) => name === attribute);
      if (own) return own.value;
      id = bag?.parent;
    }
    return undefined;
  };
  const themed = (attribute: number): ResourceValue | undefined => {
    for (const theme of themes) {
      const found = styled(theme, attribute);
      if (found) return found;
    }
    return undefined;
  };
  const follow = (value: ResourceValue | undefined): ResourceValue | undefined => {
    let current = value;
    for (let i = 0; i < HOPS && current; i++) {
      if (isReference(current)) current = entry(current.data)?.value;
      else if (isAttribute(current)) current = themed(current.data);
      else return current;
    }
    return undefined;
  };
  const name = (id: number): ResourceName | undefined => {
    for (const table of tables) {
      const found = table.name(id);
      if (found) return found;
    }
    return undefined;
  };
  return {
    entry,
    entries: (id) => {
      const all = tables.flatMap((table) => table.entries(id));
      return tables.length > 1 ? all.sort((a, b) => compareConfigs(a.config, b.config)) : all;
    },
    name,
    follow,
    items: (id) => {
      const items = entry(id)?.items ?? [];
      // The names aapt2 gives the items of arrays are those of quantities too.
      if (name(id)?.type !== 'plurals') return items.map(({ value }) => value);
      // Chinese has one form for all counts; where a plural lacks it, the platform shows none of the others.
      const other = items.filter(({ name }) => QUANTITIES.get(name) === 'other');
      return (other.length > 0 ? other : items).map(({ value }) => value);
    },
    themes,
  };
}

export function isReference({ type }: ResourceValue): boolean {
  return type === TYPE.reference || type === TYPE.dynamic;
}

function isAttribute({ type }: ResourceValue): boolean {
  return type === TYPE.attribute || type === TYPE.dynamicAttribute;
}

import type { ResourceValue } from '../axml/index.js';
import type { Oddity } from '../oddity.js';
import type { ResourceConfig } from './config.js';

export interface ResourceName {
  package: string;
  type: string;
  key: string;
}

/** One value of a bag: `name` is the attribute of a style, the quantity of a plural, the index of an array. */
export interface ResourceItem {
  name: number;
  value: ResourceValue;
}

/** One resource in one configuration: a single value, or the items of an array, plural, style or attribute. */
export interface ResourceEntry {
  value?: ResourceValue;
  items?: ResourceItem[];
  /** The style a style inherits from. */
  parent?: number;
  config: ResourceConfig;
}

/** Resources that an `<overlayable>` lets an overlay replace, by who may. Source: AOSP ResourceTypes.h, PolicyFlags */
export interface Overlayable {
  name: string;
  actor: string;
  policies: { flags: number; ids: number[] }[];
}

/** Resources by id. Nothing is decoded before it is asked for. */
export interface ResourceTable {
  /** What a phone set to simplified Chinese shows; undefined for ids the table does not hold. */
  entry(id: number): ResourceEntry | undefined;
  /** The resource in all its configurations, the one that is shown first. */
  entries(id: number): ResourceEntry[];
  name(id: number): ResourceName | undefined;
  /** Ids of every resource of a type, such as `layout`, ascending. */
  idsOfType(type: string): number[];
  /** `string`, `layout` …: every type that has a resource, sorted. */
  types(): string[];
  /** Package names, the app's own first. */
  packages: string[];
  /** Shared libraries the table was built against, by the package id it uses for them. */
  libraries: { id: number; name: string }[];
  overlayables: Overlayable[];
  oddities: Oddity[];
}

export const EMPTY_TABLE: ResourceTable = {
  entry: () => undefined,
  entries: () => [],
  name: () => undefined,
  idsOfType: () => [],
  types: () => [],
  packages: [],
  libraries: [],
  overlayables: [],
  oddities: [],
};

/** Quantities of a plural by the name of their item. Source: AOSP ResourceTypes.h, ResTable_map */
export const QUANTITIES = new Map([
  [0x01000004, 'other'],
  [0x01000005, 'zero'],
  [0x01000006, 'one'],
  [0x01000007, 'two'],
  [0x01000008, 'few'],
  [0x01000009, 'many'],
]);

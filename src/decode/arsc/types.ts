import type { ResourceValue } from '../axml/index.js';
import type { Oddity } from '../oddity.js';

export interface ResourceName {
  package: string;
  type: string;
  key: string;
}

/** One resource in the configuration that was preferred: a single value, or the items of an array, plural or style. */
export interface ResourceEntry {
  value?: ResourceValue;
  items?: ResourceValue[];
  locale: string;
}

/** Resources by id. Nothing is decoded before it is asked for. */
export interface ResourceTable {
  /** `zh-rCN`, `zh`, then the default; undefined for ids the table does not hold. */
  entry(id: number): ResourceEntry | undefined;
  name(id: number): ResourceName | undefined;
  /** Ids of every resource of a type, such as `layout`, ascending. */
  idsOfType(type: string): number[];
  /** `string`, `layout` …: every type that has a resource, sorted. */
  types(): string[];
  /** Package names, the app's own first. */
  packages: string[];
  oddities: Oddity[];
}

export const EMPTY_TABLE: ResourceTable = {
  entry: () => undefined,
  name: () => undefined,
  idsOfType: () => [],
  types: () => [],
  packages: [],
  oddities: [],
};

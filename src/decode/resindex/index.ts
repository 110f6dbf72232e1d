import { readFirstGeneration } from './first.js';
import { readSecondGeneration } from './second.js';

/** A resource of a HarmonyOS module, with its value for each set of qualifiers. */
export interface Resource {
  id: number;
  /** `string`, `media`, `profile` … */
  type: string;
  name: string;
  values: ResourceValue[];
}

export interface ResourceValue {
  /** `zh`, `en`; absent: for all languages. */
  language?: string;
  /** Several for arrays and plurals. */
  texts: string[];
}

/** `resources.index`, by resource id. */
export interface ResourceIndex {
  resources: Map<number, Resource>;
  /** Claims more than the file holds, or of a layout that is not known: what was read is not all. */
  cut: boolean;
}

const SECOND = 'RestoolV2 ';

/**
 * Reads the index of resources that restool writes, of both generations. Counts are trusted only as far as there are bytes.
 *
 * @returns undefined where the bytes are something else
 * Source: openharmony/developtools_global_resource_tool, resource_table.h; packages of restool 4.005, 5.009 and 6.0.0.001
 */
export function decodeResourceIndex(bytes: Buffer): ResourceIndex | undefined {
  const version = bytes.toString('latin1', 0, SECOND.length);
  if (!version.startsWith('Restool') || bytes.length < HEADER) return undefined;
  return version === SECOND ? readSecondGeneration(bytes) : readFirstGeneration(bytes);
}

/** The version is filled up to 128 bytes. */
const HEADER = 136;

/** The texts of a resource as a Chinese reader sees them. */
export function textsOf(resource: Resource): string[] {
  const { values } = resource;
  const found = values.find(({ language }) => language === 'zh') ?? values.find(({ language }) => !language) ?? values[0];
  return found?.texts ?? [];
}

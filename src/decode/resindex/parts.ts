import { decodeMutf8 } from '../mutf8.js';
import type { Resource } from './index.js';

/** Source: openharmony/developtools_global_resource_tool, resource_data.h */
const TYPES: Record<number, string> = {
  8: 'integer',
  9: 'string',
  10: 'strarray',
  11: 'intarray',
  12: 'boolean',
  14: 'color',
  15: 'id',
  16: 'theme',
  17: 'plural',
  18: 'float',
  19: 'media',
  20: 'profile',
  22: 'pattern',
  23: 'symbol',
};
const ARRAYS = new Set([10, 11, 16, 17, 22]);

/** No module has more; a bound for indexes that name one record again and again. */
export const MAX_RESOURCES = 100_000;

export function u32(bytes: Buffer, at: number): number {
  return at >= 0 && at + 4 <= bytes.length ? bytes.readUInt32LE(at) : 0;
}

/** Two bytes of length, then as many of UTF-8; the first generation counts a zero byte at the end. */
export function sized(bytes: Buffer, at: number): { value: Buffer; next: number } {
  const length = at >= 0 && at + 2 <= bytes.length ? bytes.readUInt16LE(at) : 0;
  const end = Math.min(at + 2 + length, bytes.length);
  return { value: bytes.subarray(Math.min(at + 2, bytes.length), end), next: end };
}

export function textOf(value: Buffer): string {
  return decodeMutf8(value, 0, value.length).replace(/\0+$/, '');
}

export function textsIn(type: number, value: Buffer): string[] {
  if (!ARRAYS.has(type)) return [textOf(value)];
  const out: string[] = [];
  for (let at = 0; at + 2 <= value.length; ) {
    const { value: item, next } = sized(value, at);
    out.push(textOf(item));
    at = next;
  }
  return out;
}

/** Adds a value to the resource of an id. */
export function add(
  resources: Map<number, Resource>,
  found: Omit<Resource, 'type' | 'values'> & { type: number },
  language: string | undefined,
  texts: string[],
): void {
  const known = resources.get(found.id);
  const resource = known ?? { id: found.id, type: TYPES[found.type] ?? String(found.type), name: found.name, values: [] };
  if (!known) resources.set(found.id, resource);
  resource.values.push({ ...(language && { language }), texts });
}

const LANGUAGE = 0;

/** The language among qualifiers: pairs of kind and value; two letters stand in one number. */
export function languageIn(bytes: Buffer, at: number, count: number): string | undefined {
  for (let i = 0; i < Math.min(count, 16); i++) {
    const value = u32(bytes, at + i * 8 + 4);
    if (u32(bytes, at + i * 8) === LANGUAGE) return String.fromCharCode((value >> 8) & 0xff, value & 0xff);
  }
  return undefined;
}

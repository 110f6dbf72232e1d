import type { Resource, ResourceIndex } from './index.js';
import { add, languageIn, MAX_RESOURCES, sized, textOf, textsIn, u32 } from './parts.js';

/** All `KEYS` first, one `IDSS` block with types and names, then `DATA` with the values of each id by its qualifiers. */
export function readSecondGeneration(bytes: Buffer): ResourceIndex {
  const resources = new Map<number, Resource>();
  const languages = new Map<number, string | undefined>();
  let cut = u32(bytes, 128) > bytes.length;
  let at = 140;
  for (let i = u32(bytes, 132); i > 0; i--) {
    if (bytes.toString('latin1', at, at + 4) !== 'KEYS') return { resources, cut: true };
    const count = u32(bytes, at + 8);
    languages.set(u32(bytes, at + 4), languageIn(bytes, at + 12, count));
    at += 12 + count * 8;
  }
  if (bytes.toString('latin1', at, at + 4) !== 'IDSS') return { resources, cut: true };
  const types = u32(bytes, at + 8);
  const budget = { left: MAX_RESOURCES };
  at += 16;
  for (let i = 0; i < types; i++) {
    if (at + 12 > bytes.length) return { resources, cut: true };
    const type = u32(bytes, at);
    const count = u32(bytes, at + 8);
    at += 12;
    for (let k = 0; k < count; k++) {
      if (at + 14 > bytes.length || budget.left-- <= 0) return { resources, cut: true };
      const end = Math.min(at + 12 + u32(bytes, at + 8), bytes.length);
      const found = { id: u32(bytes, at), type, name: textOf(bytes.subarray(at + 12, end)) };
      cut = !readValues(bytes, u32(bytes, at + 4), found, languages, resources) || cut;
      at = end;
    }
  }
  return { resources, cut };
}

const MAX_VALUES = 500;

function readValues(
  bytes: Buffer,
  at: number,
  found: { id: number; type: number; name: string },
  languages: Map<number, string | undefined>,
  resources: Map<number, Resource>,
): boolean {
  if (u32(bytes, at) !== found.id) return false;
  const count = Math.min(u32(bytes, at + 8), MAX_VALUES);
  for (let i = 0; i < count; i++) {
    const place = at + 12 + i * 8;
    if (place + 8 > bytes.length) return false;
    const { value } = sized(bytes, u32(bytes, place + 4));
    add(resources, found, languages.get(u32(bytes, place)), textsIn(found.type, value));
  }
  return true;
}

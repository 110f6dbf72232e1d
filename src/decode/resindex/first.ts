import type { Resource, ResourceIndex } from './index.js';
import { add, languageIn, MAX_RESOURCES, sized, textOf, textsIn, u32 } from './parts.js';

/** `KEYS` blocks with qualifiers lead to `IDSS` blocks, those to one record for each id. */
export function readFirstGeneration(bytes: Buffer): ResourceIndex {
  const resources = new Map<number, Resource>();
  const budget = { left: MAX_RESOURCES };
  let cut = u32(bytes, 128) > bytes.length;
  let at = 136;
  for (let i = u32(bytes, 132); i > 0; i--) {
    if (bytes.toString('latin1', at, at + 4) !== 'KEYS') return { resources, cut: true };
    const count = u32(bytes, at + 8);
    const language = languageIn(bytes, at + 12, count);
    cut = !readIds(bytes, u32(bytes, at + 4), language, resources, budget) || cut;
    at += 12 + count * 8;
  }
  return { resources, cut };
}

function readIds(
  bytes: Buffer,
  at: number,
  language: string | undefined,
  resources: Map<number, Resource>,
  budget: { left: number },
): boolean {
  if (bytes.toString('latin1', at, at + 4) !== 'IDSS') return false;
  const count = u32(bytes, at + 4);
  for (let i = 0; i < count; i++) {
    const entry = at + 8 + i * 8;
    if (entry + 8 > bytes.length || budget.left-- <= 0) return false;
    const record = u32(bytes, entry + 4);
    if (record + 14 > bytes.length) return false;
    const type = u32(bytes, record + 4);
    const { value, next } = sized(bytes, record + 12);
    const name = textOf(sized(bytes, next).value);
    add(resources, { id: u32(bytes, entry), type, name }, language, textsIn(type, value));
  }
  return true;
}

import { inert } from '../inert.js';
import { type Block, BREAK } from './types.js';
import type { Words } from './words/index.js';

/** Longer texts come from packages that try; what is cut is said, and the JSON result has all of it. */
const LONGEST = 800;

/** A text that only shows: nothing acts, and it has an end. */
export function inertText(text: string, { report }: Pick<Words, 'report'>): string {
  if (text.length <= LONGEST) return inert(text);
  return `${inert(text.slice(0, LONGEST / 2))}${report.say.cut(text.length)}`;
}

/** The same for every text in the blocks, whatever it belongs to; the seal's line is ours and stays whole. */
export function inertBlocks(blocks: readonly Block[], words: Words): Block[] {
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return value === BREAK.text ? value : inertText(value, words);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
    if ((value as Partial<Block>).kind === 'seal') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(blocks) as Block[];
}

/** Takes links that lead to what is not told out of the blocks, which must be the caller's own. */
export function withoutDeadLinks(blocks: Block[]): Block[] {
  const ids = new Set<unknown>();
  visit(blocks, ({ id }) => ids.add(id));
  visit(blocks, (object) => {
    if ('to' in object && !ids.has(object.to)) delete object.to;
  });
  return blocks;
}

function visit(value: unknown, see: (object: Record<string, unknown>) => void): void {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  if (!Array.isArray(value)) see(value as Record<string, unknown>);
  for (const inner of Object.values(value)) visit(inner, see);
}

import type { MarkupNode, MarkupProblem } from './markup.js';

/** Placeholder until the decoder lands in this file. */
export function decodeGwx(_source: string): { templates: { path: string; nodes: MarkupNode[] }[]; problems: MarkupProblem[] } {
  return { templates: [], problems: [] };
}

import { inertJson } from './inert.js';
import { ordered } from './order.js';
import type { Writer } from './writer.js';

/** The result itself: keys in the order of `order.ts`, two spaces, one document or an array of several. */
export const json: Writer = {
  format: 'json',
  extension: 'json',
  write: (documents) => {
    const value = documents.map(ordered);
    return `${inertJson(JSON.stringify(value.length === 1 ? value[0] : value, null, 2))}\n`;
  },
};

import { inertJson } from './inert.js';
import { ordered } from './order.js';
import { sealLine } from './seal.js';
import type { Writer } from './writer.js';

/** The result itself with its seal: keys in the order of `order.ts`, two spaces, one document or an array of several. */
export const json: Writer<string> = {
  format: 'json',
  extension: 'json',
  write: (documents) => {
    const value = documents.map((document) => ordered({ ...document, seal: sealLine(document) }));
    return `${inertJson(JSON.stringify(value.length === 1 ? value[0] : value, null, 2))}\n`;
  },
};

import { isUtf8 } from 'node:buffer';
import type { Format } from './format.js';

/** JSON on one line is laid out; what is more than this is left as it is. */
const MAX_LAYOUT = 4 * 1024 * 1024;

/** Anything readable: UTF-8, UTF-16 with a mark, or GB 18030. */
export const text: Format = {
  label: '文本',
  matches: (entry) => decodeText(entry.peek(), true) !== undefined,
  render: (bytes, _tree, { part }) => {
    const content = decodeText(bytes, false);
    if (part !== undefined || content === undefined) return undefined;
    return layOut(content) ?? content;
  },
};

/** @param cut the last character may be incomplete */
export function decodeText(bytes: Buffer, cut: boolean): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes.includes(0)) return undefined;
  const ends = cut ? [0, 1, 2, 3] : [0];
  const end = ends.find((count) => isUtf8(bytes.subarray(0, bytes.length - count)));
  if (end !== undefined) return bytes.toString('utf8', 0, bytes.length - end).replace(/^\ufeff/, '');
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes, { stream: cut });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function layOut(content: string): string | undefined {
  if (!/^\s*[{[]/.test(content) || content.length > MAX_LAYOUT || content.trimEnd().includes('\n')) return undefined;
  try {
    return `${JSON.stringify(JSON.parse(content), undefined, 2)}\n`;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

import type { File, Node, StringLiteral } from '@babel/types';
import { parseScript } from './parse.js';

export interface EvalModule {
  file: File;
  /** Turns an offset in the module's text into one in the file that holds the string. */
  offsetOf(offset: number): number;
}

/**
 * The module inside `eval("…")`, as webpack's development builds write each of them; a second level does not occur. Read as
 * text and parsed, never run. Undefined for any other node.
 */
export function evalModule(node: Node): EvalModule | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'eval') return undefined;
  const [text] = node.arguments;
  if (text?.type !== 'StringLiteral') return undefined;
  const file = parseScript(text.value)?.file;
  if (!file) return undefined;
  const start = (text.start ?? 0) + 1;
  const places = placesIn(text);
  return { file, offsetOf: (offset) => start + (places[offset] ?? offset) };
}

const ESCAPE = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|u\{[\da-fA-F]+\}|\r\n|[\s\S])/y;

/** For each UTF-16 unit of a string's value, where it is written. */
function placesIn(literal: StringLiteral): Uint32Array {
  const raw = typeof literal.extra?.raw === 'string' ? literal.extra.raw.slice(1, -1) : literal.value;
  const places = new Uint32Array(literal.value.length + 1);
  let unit = 0;
  for (let i = 0; i < raw.length && unit < places.length; ) {
    ESCAPE.lastIndex = i;
    const sequence = raw[i] === '\\' ? ESCAPE.exec(raw)?.[0] : undefined;
    const length = sequence?.length ?? 1;
    const continues = sequence !== undefined && /^\\[\r\n\u2028\u2029]/.test(sequence);
    const wide = sequence !== undefined && /^\\u\{/.test(sequence) && Number.parseInt(sequence.slice(3), 16) > 0xffff;
    if (!continues) places[unit++] = i;
    if (wide) places[unit++] = i;
    i += length;
  }
  if (unit < places.length) places.fill(raw.length, unit);
  return places;
}

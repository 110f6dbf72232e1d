import { unitsAt } from './instructions.js';
import type { CodeItem } from './types.js';

const CONST_STRING = 0x1a;
const CONST_STRING_JUMBO = 0x1b;

/** Indexes of the strings a method loads, without decoding the rest of its code. Source: "Dalvik bytecode", opcodes 1a and 1b */
export function stringsOfCode(bytes: Buffer, code: CodeItem): number[] {
  const found: number[] = [];
  for (let at = 0; at < code.size; ) {
    const units = unitsAt(bytes, code, at);
    if (units === 0) break;
    const place = code.start + at * 2;
    if (bytes[place] === CONST_STRING) found.push(bytes.readUInt16LE(place + 2));
    else if (bytes[place] === CONST_STRING_JUMBO) found.push(bytes.readUInt32LE(place + 2));
    at += units;
  }
  return found;
}

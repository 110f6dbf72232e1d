import { readSleb, readUleb } from './mutf8.js';
import type { CodeItem } from './types.js';

const STEPS = 200_000;
const LINE_BASE = -4;
const LINE_RANGE = 15;
const FIRST_SPECIAL = 0x0a;

/**
 * Line numbers of a method: address in units → line, where a new line starts. Empty without debug information.
 * Source: "Dalvik Executable format", debug_info_item and its state machine
 */
export function readLines(bytes: Buffer, code: CodeItem): Map<number, number> {
  const lines = new Map<number, number>();
  const offset = bytes.readUInt32LE(code.start - 8);
  if (offset === 0 || offset >= bytes.length) return lines;
  let at = offset;
  const unsigned = (): number => {
    const [value, next] = readUleb(bytes, at);
    at = next;
    return value;
  };
  const signed = (): number => {
    const [value, next] = readSleb(bytes, at);
    at = next;
    return value;
  };
  let line = unsigned();
  for (let names = unsigned(); names > 0 && at < bytes.length; names--) unsigned();
  let address = 0;
  for (let step = 0; step < STEPS && at < bytes.length && address <= code.size; step++) {
    const op = bytes[at++]!;
    if (op === 0) break;
    if (op >= FIRST_SPECIAL) {
      address += Math.floor((op - FIRST_SPECIAL) / LINE_RANGE);
      line += LINE_BASE + ((op - FIRST_SPECIAL) % LINE_RANGE);
      lines.set(address, line);
    } else if (op === 1) address += unsigned();
    else if (op === 2) line += signed();
    else for (let left = OPERANDS[op]!; left > 0; left--) unsigned();
  }
  return lines;
}

/** Numbers that follow start-local, start-local-extended, end-local, restart-local, the prologue marks and set-file. */
const OPERANDS = [0, 0, 0, 3, 4, 1, 1, 0, 0, 1];

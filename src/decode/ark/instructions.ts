import type { ArkCode } from './classes.js';
import { isPrefix, type Opcode, opcodeAt } from './opcodes.js';

/** One instruction. The object given to a visitor is used again for the next: what is kept must be copied. */
export interface ArkInstruction {
  /** Byte offset in the file. */
  at: number;
  opcode: Opcode;
  /** Values of the operands; targets of jumps are file offsets. */
  operands: number[];
}

/**
 * Walks over the instructions of a function.
 *
 * @param visit stops the walk by returning false
 * @returns whether every opcode is known and the last instruction ended where the code ends
 */
export function eachInstruction(
  bytes: Buffer,
  { start, end }: Pick<ArkCode, 'start' | 'end'>,
  visit: (instruction: ArkInstruction) => unknown,
): boolean {
  const instruction: ArkInstruction = { at: start, opcode: NONE, operands: [] };
  for (let at = start; at < end; ) {
    const opcode = opcodeAt(bytes, at);
    if (!opcode || at + opcode.size > end) return false;
    instruction.at = at;
    instruction.opcode = opcode;
    readOperands(bytes, at, opcode.operands, instruction.operands);
    if (visit(instruction) === false) return true;
    at += opcode.size;
  }
  return true;
}

const NONE: Opcode = { name: '', operands: '', size: 1 };

function readOperands(bytes: Buffer, start: number, letters: string, out: number[]): void {
  out.length = letters.length;
  let at = start + (isPrefix(bytes[start]!) ? 2 : 1);
  for (let i = 0; i < letters.length; i++) {
    switch (letters[i]) {
      case 'q':
      case 'n': // two of four bits share a byte, the first in its lower half
        out[i] = bytes[at]! & 0x0f;
        out[i + 1] = bytes[at]! >> 4;
        i++;
        at += 1;
        break;
      case 'r':
      case 'b':
        out[i] = bytes[at]!;
        at += 1;
        break;
      case 'j':
        out[i] = start + bytes.readInt8(at);
        at += 1;
        break;
      case 'J':
        out[i] = start + bytes.readInt16LE(at);
        at += 2;
        break;
      case 'K':
        out[i] = start + bytes.readInt32LE(at);
        at += 4;
        break;
      case 'i':
        out[i] = bytes.readInt32LE(at);
        at += 4;
        break;
      case 'w':
      case 'S':
        out[i] = bytes.readUInt32LE(at);
        at += 4;
        break;
      case 'd':
        out[i] = bytes.readDoubleLE(at);
        at += 8;
        break;
      default: // R h s m l
        out[i] = bytes.readUInt16LE(at);
        at += 2;
    }
  }
}

import type { HermesFunction } from './functions.js';
import { type Opcode, opcodeTable } from './opcodes.js';

/** One instruction. The object given to a visitor is used again for the next: what is kept must be copied. */
export interface HermesInstruction {
  /** Byte offset in the file. */
  at: number;
  opcode: Opcode;
  /** Values of the operands; addresses are file offsets. */
  operands: number[];
}

/**
 * Walks over the instructions of a function.
 *
 * @param visit stops the walk by returning false
 * @returns whether the last instruction ended where the function ends, and every opcode was one of this version
 */
export function eachInstruction(
  bytes: Buffer,
  version: number,
  { start, end }: Pick<HermesFunction, 'start' | 'end'>,
  visit: (instruction: HermesInstruction) => unknown,
): boolean {
  const table = opcodeTable(version);
  const instruction: HermesInstruction = { at: start, opcode: NONE, operands: [] };
  for (let at = start; at < end; ) {
    const opcode = table[bytes[at]!];
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
  let at = start + 1;
  for (let i = 0; i < letters.length; i++) {
    switch (letters.charCodeAt(i)) {
      case 0x72: // r
      case 0x62: // b
      case 0x73: // s
        out[i] = bytes[at]!;
        at += 1;
        break;
      case 0x61: // a
        out[i] = start + ((bytes[at]! << 24) >> 24);
        at += 1;
        break;
      case 0x68: // h
      case 0x74: // t
      case 0x66: // f
      case 0x6e: // n
        out[i] = bytes[at]! | (bytes[at + 1]! << 8);
        at += 2;
        break;
      case 0x41: // A
        out[i] = start + bytes.readInt32LE(at);
        at += 4;
        break;
      case 0x69: // i
        out[i] = bytes.readInt32LE(at);
        at += 4;
        break;
      case 0x64: // d
        out[i] = bytes.readDoubleLE(at);
        at += 8;
        break;
      default: // R w S F N
        out[i] = bytes.readUInt32LE(at);
        at += 4;
    }
  }
}

/**
 * Where a switch can go, its default last. Its table stands behind the code, aligned to 4 bytes.
 * Source: facebook/hermes BytecodeList.def, SwitchImm, UIntSwitchImm and StringSwitchImm
 */
export function switchTargets(bytes: Buffer, { at, opcode, operands }: HermesInstruction): number[] {
  const isString = opcode.name === 'StringSwitchImm';
  const table = Math.ceil((at + operands[isString ? 2 : 1]!) / 4) * 4;
  const step = isString ? 8 : 4;
  const claimed = isString ? operands[4]! : operands[4]! - operands[3]! + 1;
  const count = Math.max(0, Math.min(claimed, Math.floor((bytes.length - table) / step)));
  const targets: number[] = [];
  for (let i = 0; i < count; i++) targets.push(at + bytes.readInt32LE(table + i * step + step - 4));
  targets.push(operands[isString ? 3 : 2]!);
  return targets;
}

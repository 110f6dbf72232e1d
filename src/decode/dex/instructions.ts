import { FORMATS } from './opcodes.js';
import type { CodeItem } from './types.js';

export type InstructionKind =
  | 'const-string'
  | 'const-class'
  | 'const'
  | 'move'
  | 'move-result'
  | 'invoke'
  | 'new-instance'
  | 'new-array'
  | 'filled-array'
  | 'fill-array-data'
  | 'iget'
  | 'iput'
  | 'sget'
  | 'sput'
  | 'aget'
  | 'aput'
  | 'if'
  | 'goto'
  | 'switch'
  | 'return'
  | 'throw'
  | 'check-cast'
  | 'instance-of'
  | 'array-length'
  | 'compare'
  | 'arithmetic'
  | 'other';

/** One instruction. Addresses are in 16-bit units from the start of the method. */
export interface Instruction {
  at: number;
  op: number;
  kind: InstructionKind;
  /** Register written (or the first one named), then the ones read; for invokes all arguments. */
  registers: number[];
  /** Index into the string, type, field or method table. */
  index: number;
  /** Constant of const, literal arithmetic. */
  literal: number;
  /** Where it may jump to; the next instruction follows too, but for goto, return and throw. */
  targets: number[];
  next: number;
}

/** Units an opcode takes: the first digit of its format. */
const SIZES = Uint8Array.from(FORMATS, (format) => Number(format[0]));
/** Most instructions have none, and none is ever changed. */
const NONE: number[] = [];
const SWITCH_TARGETS = 4096;

/** Decodes the instructions of a code item one after another, `most` at most; stops at its end. Tables among the code are skipped. */
export function eachInstruction(bytes: Buffer, code: CodeItem, most = Number.POSITIVE_INFINITY): Instruction[] {
  const out: Instruction[] = [];
  for (let at = 0; at < code.size && out.length < most; ) {
    const units = unitsAt(bytes, code, at);
    if (units === 0) break;
    const op = bytes[code.start + at * 2]!;
    if (op !== 0 || units === 1) out.push(decodeOne(bytes, code, at, op, at + units));
    at += units;
  }
  return out;
}

/** Units of the instruction at a place, or of the table that lies there among the code; 0 where it reaches over the end. */
export function unitsAt(bytes: Buffer, code: CodeItem, at: number): number {
  const place = code.start + at * 2;
  const unit = bytes.readUInt16LE(place);
  if ((unit & 0xff) === 0 && unit !== 0) {
    const size = payloadSize(bytes, place, unit);
    if (size > 0 && at + size <= code.size) return size;
  }
  const units = SIZES[unit & 0xff]!;
  return at + units > code.size ? 0 : units;
}

function payloadSize(bytes: Buffer, place: number, ident: number): number {
  if (place + 8 > bytes.length) return 0;
  const count = bytes.readUInt16LE(place + 2);
  if (ident === 0x0100) return count * 2 + 4;
  if (ident === 0x0200) return count * 4 + 2;
  if (ident === 0x0300) return Math.ceil((bytes.readUInt32LE(place + 4) * count) / 2) + 4;
  return 0;
}

function decodeOne(bytes: Buffer, code: CodeItem, at: number, op: number, next: number): Instruction {
  const place = code.start + at * 2;
  const one: Instruction = { at, op, kind: KINDS[op]!, registers: NONE, index: 0, literal: 0, targets: NONE, next };
  const high = bytes[place + 1]!;
  switch (FORMATS[op]!) {
    case '12x':
      one.registers = [high & 0xf, high >> 4];
      break;
    case '11n':
      one.registers = [high & 0xf];
      one.literal = (high << 24) >> 28;
      break;
    case '11x':
      one.registers = [high];
      break;
    case '10t':
      one.targets = [at + ((high << 24) >> 24)];
      break;
    case '20t':
      one.targets = [at + bytes.readInt16LE(place + 2)];
      break;
    case '30t':
      one.targets = [at + bytes.readInt32LE(place + 2)];
      break;
    case '22x':
      one.registers = [high, bytes.readUInt16LE(place + 2)];
      break;
    case '32x':
      one.registers = [bytes.readUInt16LE(place + 2), bytes.readUInt16LE(place + 4)];
      break;
    case '21t':
      one.registers = [high];
      one.targets = [at + bytes.readInt16LE(place + 2)];
      break;
    case '21s':
      one.registers = [high];
      one.literal = bytes.readInt16LE(place + 2);
      break;
    case '21h':
      one.registers = [high];
      one.literal = op === 0x15 ? bytes.readInt16LE(place + 2) << 16 : bytes.readInt16LE(place + 2) * 2 ** 48;
      break;
    case '21c':
      one.registers = [high];
      one.index = bytes.readUInt16LE(place + 2);
      break;
    case '23x':
      one.registers = [high, bytes.readUInt16LE(place + 2) & 0xff, bytes.readUInt16LE(place + 2) >> 8];
      break;
    case '22b':
      one.registers = [high, bytes.readUInt16LE(place + 2) & 0xff];
      one.literal = bytes.readInt16LE(place + 2) >> 8;
      break;
    case '22t':
      one.registers = [high & 0xf, high >> 4];
      one.targets = [at + bytes.readInt16LE(place + 2)];
      break;
    case '22s':
      one.registers = [high & 0xf, high >> 4];
      one.literal = bytes.readInt16LE(place + 2);
      break;
    case '22c':
      one.registers = [high & 0xf, high >> 4];
      one.index = bytes.readUInt16LE(place + 2);
      break;
    case '31i':
      one.registers = [high];
      one.literal = bytes.readInt32LE(place + 2);
      break;
    case '31c':
      one.registers = [high];
      one.index = bytes.readUInt32LE(place + 2);
      break;
    case '31t':
      one.registers = [high];
      if (one.kind === 'switch') one.targets = switchTargets(bytes, code, at, at + bytes.readInt32LE(place + 2));
      break;
    case '35c':
    case '45cc':
      one.index = bytes.readUInt16LE(place + 2);
      one.registers = fiveRegisters(bytes.readUInt16LE(place + 4), high);
      break;
    case '3rc':
    case '4rcc':
      one.index = bytes.readUInt16LE(place + 2);
      one.registers = Array.from({ length: high }, (_, i) => bytes.readUInt16LE(place + 4) + i);
      break;
    case '51l':
      one.registers = [high];
      one.literal = Number(bytes.readBigInt64LE(place + 2));
      break;
    default:
      break;
  }
  return one;
}

/** Format 35c: a count, four registers in one unit, and a fifth beside the count. */
function fiveRegisters(four: number, high: number): number[] {
  const count = Math.min(5, high >> 4);
  const out: number[] = [];
  for (let i = 0; i < count; i++) out.push(i === 4 ? high & 0xf : (four >> (i * 4)) & 0xf);
  return out;
}

function switchTargets(bytes: Buffer, code: CodeItem, at: number, table: number): number[] {
  const place = code.start + table * 2;
  if (table < 0 || table >= code.size || place + 8 > bytes.length) return [];
  const ident = bytes.readUInt16LE(place);
  const count = Math.min(bytes.readUInt16LE(place + 2), SWITCH_TARGETS);
  const first = ident === 0x0100 ? place + 8 : ident === 0x0200 ? place + 4 + count * 4 : 0;
  if (first === 0 || first + count * 4 > bytes.length) return [];
  return Array.from({ length: count }, (_, i) => at + bytes.readInt32LE(first + i * 4));
}

const KIND_RUNS: [first: number, last: number, kind: InstructionKind][] = [
  [0x01, 0x09, 'move'],
  [0x0a, 0x0d, 'move-result'],
  [0x0e, 0x11, 'return'],
  [0x12, 0x19, 'const'],
  [0x1a, 0x1b, 'const-string'],
  [0x1c, 0x1c, 'const-class'],
  [0x1f, 0x1f, 'check-cast'],
  [0x20, 0x20, 'instance-of'],
  [0x21, 0x21, 'array-length'],
  [0x22, 0x22, 'new-instance'],
  [0x23, 0x23, 'new-array'],
  [0x24, 0x25, 'filled-array'],
  [0x26, 0x26, 'fill-array-data'],
  [0x27, 0x27, 'throw'],
  [0x28, 0x2a, 'goto'],
  [0x2b, 0x2c, 'switch'],
  [0x2d, 0x31, 'compare'],
  [0x32, 0x3d, 'if'],
  [0x44, 0x4a, 'aget'],
  [0x4b, 0x51, 'aput'],
  [0x52, 0x58, 'iget'],
  [0x59, 0x5f, 'iput'],
  [0x60, 0x66, 'sget'],
  [0x67, 0x6d, 'sput'],
  [0x6e, 0x72, 'invoke'],
  [0x74, 0x78, 'invoke'],
  [0x7b, 0xe2, 'arithmetic'],
  [0xfa, 0xfb, 'invoke'],
];
const KINDS: InstructionKind[] = (() => {
  const out = new Array<InstructionKind>(256).fill('other');
  for (const [first, last, kind] of KIND_RUNS) out.fill(kind, first, last + 1);
  return out;
})();

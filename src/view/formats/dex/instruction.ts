import {
  type AnnotationValue,
  type CodeItem,
  type Dex,
  type Instruction,
  MNEMONICS,
  type Payload,
} from '../../../decode/dex/index.js';
import { fieldName, methodName, number, quote, valueText } from './names.js';

/** How places and registers of one method are called. */
export interface Naming {
  register(register: number): string;
  label(at: number): string;
  payload(one: Instruction): Payload | undefined;
}

/** `invoke-virtual {p0, v1}, Lcn/example/A;->submit(I)V`. */
export function instructionText(dex: Dex, item: CodeItem, one: Instruction, naming: Naming): string {
  const listed = one.kind === 'invoke' || one.kind === 'filled-array' || isCustom(one);
  const registers = listed ? [registerList(one, naming)] : one.registers.map(naming.register);
  const operands = [...registers, ...constants(dex, item, one, naming)];
  return `${MNEMONICS[one.op]!} ${operands.join(', ')}`.trimEnd();
}

function isCustom({ op }: Instruction): boolean {
  return op === 0xfc || op === 0xfd;
}

function registerList({ op, registers }: Instruction, { register }: Naming): string {
  const range = MNEMONICS[op]!.endsWith('/range');
  if (!range || registers.length < 2) return `{${registers.map(register).join(', ')}}`;
  return `{${register(registers[0]!)} .. ${register(registers.at(-1)!)}}`;
}

function constants(dex: Dex, item: CodeItem, one: Instruction, { label, payload }: Naming): string[] {
  const { kind, index, op } = one;
  switch (kind) {
    case 'const-string':
      return [quote(dex.string(index))];
    case 'const':
      return [constant(dex.bytes, item, one)];
    case 'const-class':
    case 'new-instance':
    case 'new-array':
    case 'filled-array':
    case 'check-cast':
    case 'instance-of':
      return [dex.type(index) || `type@${index}`];
    case 'invoke':
      return [methodName(dex.method(index), index), ...(op === 0xfa || op === 0xfb ? [prototypeBehind(dex, item, one)] : [])];
    case 'iget':
    case 'iput':
    case 'sget':
    case 'sput':
      return [fieldName(dex.field(index), index)];
    case 'if':
    case 'goto':
      return one.targets.map(label);
    case 'switch':
    case 'fill-array-data': {
      const table = payload(one);
      return [table ? `:data_${table.at.toString(16)}` : '（数据表不在方法内）'];
    }
    case 'arithmetic':
      return op >= 0xd0 ? [number(one.literal)] : [];
    default:
      return handle(dex, one);
  }
}

/** Opcodes of version 038 and later that name a call site, a method handle or a prototype. */
function handle(dex: Dex, { op, index }: Instruction): string[] {
  if (op === 0xfc || op === 0xfd) return [`call_site_${index}(${dex.callSite(index).map(siteText).join(', ')})`];
  if (op === 0xfe) return [dex.methodHandle(index) || `handle@${index}`];
  return op === 0xff ? [prototype(dex, index)] : [];
}

const HANDLE = /^((static|instance)-(get|put)|invoke-[a-z]+)@L/;

/** Handles and prototypes of a call site are no texts; its second constant, a name, is. */
function siteText(value: AnnotationValue, index: number): string {
  if (typeof value === 'string' && index !== 1 && (HANDLE.test(value) || /^\(.*\)\S+$/.test(value))) return value;
  return valueText(value);
}

function prototype(dex: Dex, index: number): string {
  const found = dex.prototype(index);
  return found ? `(${found.params.join('')})${found.returns}` : `proto@${index}`;
}

/** Formats 45cc and 4rcc end with the prototype the call is made with. */
function prototypeBehind(dex: Dex, item: CodeItem, { at }: Instruction): string {
  return prototype(dex, dex.bytes.readUInt16LE(item.start + at * 2 + 6));
}

/** Numbers of 64 bits are read again, since `literal` cannot hold all of them. */
function constant(bytes: Buffer, item: CodeItem, { op, at, literal }: Instruction): string {
  const place = item.start + at * 2 + 2;
  if (op === 0x18) return wide(bytes.readBigInt64LE(place));
  if (op === 0x19) return wide(BigInt(bytes.readInt16LE(place)) << 48n);
  return op === 0x14 || op === 0x15 ? number(literal) + asFloat(literal) : number(literal);
}

function wide(value: bigint): string {
  const bits = Buffer.alloc(8);
  bits.writeBigInt64LE(value);
  const double = bits.readDoubleLE(0);
  return number(value) + (isLikely(double) ? `  # ${double}` : '');
}

function asFloat(value: number): string {
  const bits = Buffer.alloc(4);
  bits.writeInt32LE(value | 0);
  const float = bits.readFloatLE(0);
  return isLikely(float) ? `  # ${Number(float.toPrecision(7))}f` : '';
}

/** The type of a constant shows only in its use; whole numbers and resource ids read as fractions are far outside this range. */
function isLikely(value: number): boolean {
  return Math.abs(value) >= 1e-5 && Math.abs(value) <= 1e9;
}

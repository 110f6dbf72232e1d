import { type Cursor, cursor, readString, sleb, u8, u16, u32, uleb } from './bytes.js';

/** A source file (`Lcom.example/entry/ets/pages/Index;`) or a type the compiler adds. */
export interface ArkClass {
  /** `com.example/entry/ets/pages/Index` */
  name: string;
  offset: number;
  fields: ArkField[];
  methods: ArkMethod[];
}

export interface ArkField {
  name: string;
  /** A number, or the offset of what the field holds: a module record, a list of names. */
  value?: number;
}

/** A function. All functions of one source file stand in its class, however they lie inside each other. */
export interface ArkMethod {
  /** Index among all methods of the file, in the order of classes. */
  id: number;
  offset: number;
  name: string;
  code?: ArkCode;
}

export interface ArkCode {
  /** Registers besides those of the arguments, which follow them. */
  registers: number;
  /** The function itself, `new.target` and `this`, then what the source declares. */
  args: number;
  /** Where the instructions begin and end in the file. */
  start: number;
  end: number;
  /** Where handlers of exceptions begin. */
  handlers: number[];
}

/** Sizes of the tagged values behind a class and a method; others are offsets of four bytes. */
const CLASS_INTERFACES = 1;
const SOURCE_LANGUAGE = 2;
const METHOD_CODE = 1;
const FIELD_NUMBER = 1;
const FIELD_VALUE = 2;

/** Members of one class that are looked at; more is no program. */
const MAX_MEMBERS = 200_000;

/**
 * Reads a class with its members, its functions' code not included.
 *
 * @param budget members that may still be read in the whole file: classes may be made to overlap without end
 * @returns undefined where the class does not lie in the file as a whole
 * Source: Ark bytecode file format, Class, Field, Method
 */
export function readClass(bytes: Buffer, offset: number, budget: { left: number }): ArkClass | undefined {
  const from = cursor(offset);
  const name = readString(bytes, from);
  if (name === undefined || !/^L.+;$/s.test(name)) return undefined;
  u32(bytes, from); // super class
  uleb(bytes, from); // access flags
  const [fieldCount, methodCount] = [uleb(bytes, from), uleb(bytes, from)];
  if (fieldCount + methodCount > MAX_MEMBERS || fieldCount + methodCount > budget.left) return undefined;
  budget.left -= fieldCount + methodCount;
  skipClassData(bytes, from);
  const fields: ArkField[] = [];
  for (let i = 0; i < fieldCount && !from.past; i++) fields.push(readField(bytes, from));
  const methods: ArkMethod[] = [];
  for (let i = 0; i < methodCount && !from.past; i++) methods.push(readMethod(bytes, from));
  return from.past ? undefined : { name: name.replace(/^L|;$/g, ''), offset, fields, methods };
}

function skipClassData(bytes: Buffer, from: Cursor): void {
  for (let tag = u8(bytes, from); tag !== 0 && !from.past; tag = u8(bytes, from)) {
    if (tag === CLASS_INTERFACES) from.at += uleb(bytes, from) * 2;
    else from.at += tag === SOURCE_LANGUAGE ? 1 : 4;
  }
}

function nameAt(bytes: Buffer, from: Cursor): string {
  u16(bytes, from); // class
  u16(bytes, from); // type or prototype
  return readString(bytes, cursor(u32(bytes, from))) ?? '';
}

function readField(bytes: Buffer, from: Cursor): ArkField {
  const name = nameAt(bytes, from);
  uleb(bytes, from); // access flags
  let value: number | undefined;
  for (let tag = u8(bytes, from); tag !== 0 && !from.past; tag = u8(bytes, from)) {
    if (tag === FIELD_NUMBER) value = sleb(bytes, from);
    else if (tag === FIELD_VALUE) value = u32(bytes, from);
    else from.at += 4;
  }
  return { name, ...(value !== undefined && { value }) };
}

function readMethod(bytes: Buffer, from: Cursor): ArkMethod {
  const offset = from.at;
  const name = nameAt(bytes, from);
  uleb(bytes, from); // access flags
  let code: ArkCode | undefined;
  for (let tag = u8(bytes, from); tag !== 0 && !from.past; tag = u8(bytes, from)) {
    if (tag === METHOD_CODE) code = readCode(bytes, u32(bytes, from));
    else from.at += tag === SOURCE_LANGUAGE ? 1 : 4;
  }
  return { id: -1, offset, name, ...(code && { code }) };
}

const MAX_REGISTERS = 0x10000;
const MAX_TRIES = 10_000;

/** @returns undefined where the instructions do not lie in the file. Source: Ark bytecode file format, Code, TryBlock */
function readCode(bytes: Buffer, offset: number): ArkCode | undefined {
  const from = cursor(offset);
  const [registers, args, size, tries] = [uleb(bytes, from), uleb(bytes, from), uleb(bytes, from), uleb(bytes, from)];
  const start = from.at;
  if (from.past || size > bytes.length - start || registers + args > MAX_REGISTERS) return undefined;
  from.at = start + size;
  const handlers: number[] = [];
  for (let i = 0; i < Math.min(tries, MAX_TRIES) && !from.past; i++) {
    uleb(bytes, from);
    uleb(bytes, from);
    const catches = uleb(bytes, from);
    for (let k = 0; k < catches && !from.past; k++) {
      uleb(bytes, from); // type
      handlers.push(start + uleb(bytes, from));
      uleb(bytes, from); // size
    }
  }
  return { registers, args, start, end: start + size, handlers };
}

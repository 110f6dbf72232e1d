import type { Oddity } from '../oddity.js';
import { cursor, readString, u32 } from './bytes.js';
import { type ArkClass, type ArkMethod, readClass } from './classes.js';
import { type ArkHeader, isArk, readHeader } from './header.js';
import { type ArkLiteral, readLiterals } from './literals.js';
import { type ModuleRecord, readModule } from './modules.js';

export type { ArkClass, ArkCode, ArkField, ArkMethod } from './classes.js';
export { isArk } from './header.js';
export { type ArkInstruction, eachInstruction } from './instructions.js';
export type { ArkLiteral } from './literals.js';
export type { ModuleRecord } from './modules.js';
export { sourceName } from './names.js';

/** Bytecode of the Ark runtime (`modules.abc`), read in place. */
export interface ArkFile {
  bytes: Buffer;
  /** `13.0.1.0` */
  version: string;
  classes: ArkClass[];
  /** All methods, by their id. */
  methods: ArkMethod[];
  /** Classes that could not be read. */
  lost: number;
  classOf(method: ArkMethod): ArkClass;
  methodAt(offset: number): ArkMethod | undefined;
  /** Offset of what a 16-bit number in the instructions of a method names; undefined outside the table. */
  item(method: ArkMethod, index: number): number | undefined;
  string(offset: number): string | undefined;
  literals(offset: number): ArkLiteral[];
  module(owner: ArkClass): ModuleRecord | undefined;
  oddities: Oddity[];
}

/** Bytecode of a runtime that is not ECMAScript, or of a layout that is not known. */
export interface UnreadableArk {
  version: string;
  reason: 'version';
}

/** Versions before 9 used other instructions; static ArkTS begins with 0. */
const FIRST_VERSION = 9;
/** Members of all classes; a file of 100 MB has fewer. */
const MAX_MEMBERS = 2_000_000;

/**
 * Opens Ark bytecode of version 9 and later. Classes and their members are read at once, code only when it is asked for.
 *
 * @returns undefined where the bytes are something else
 * Source: Ark bytecode file format (docs of OpenHarmony); openharmony/arkcompiler_runtime_core libpandafile
 */
export function decodeArk(bytes: Buffer): ArkFile | UnreadableArk | undefined {
  if (!isArk(bytes)) return undefined;
  const header = readHeader(bytes);
  if (header.major < FIRST_VERSION) return { version: header.version, reason: 'version' };
  const { classes, lost } = readClasses(bytes, header);
  const methods = classes.flatMap((one) => one.methods);
  const owners = new Map<ArkMethod, ArkClass>();
  const places = new Map<number, ArkMethod>();
  for (const one of classes) for (const method of one.methods) owners.set(method, one);
  methods.forEach((method, id) => {
    method.id = id;
    places.set(method.offset, method);
  });
  return {
    bytes,
    version: header.version,
    classes,
    methods,
    lost,
    classOf: (method) => owners.get(method)!,
    methodAt: (offset) => places.get(offset),
    item: (method, index) => itemOf(bytes, header, method.offset, index),
    string: (offset) => readString(bytes, cursor(offset)),
    literals: (offset) => readLiterals(bytes, offset),
    module: ({ fields }) => {
      const at = fields.find(({ name }) => name === 'moduleRecordIdx')?.value;
      return at === undefined || at <= 0 ? undefined : readModule(bytes, at);
    },
    oddities: odditiesOf(bytes, header),
  };
}

export function isReadable(file: ArkFile | UnreadableArk): file is ArkFile {
  return 'bytes' in file;
}

function readClasses(bytes: Buffer, { classes: { at, count }, foreign }: ArkHeader): { classes: ArkClass[]; lost: number } {
  const classes: ArkClass[] = [];
  const budget = { left: MAX_MEMBERS };
  const from = cursor(at);
  let lost = 0;
  for (let i = 0; i < count; i++) {
    const offset = u32(bytes, from);
    // Foreign ones are names only.
    if (offset >= foreign.start && offset < foreign.end) continue;
    const found = readClass(bytes, offset, budget);
    if (found) classes.push(found);
    else lost++;
  }
  return { classes, lost };
}

function itemOf(bytes: Buffer, { regions }: ArkHeader, place: number, index: number): number | undefined {
  const region = regions.find(({ start, end }) => place >= start && place < end) ?? regions[0];
  if (!region || index >= region.items.count) return undefined;
  return bytes.readUInt32LE(region.items.at + index * 4);
}

function odditiesOf(bytes: Buffer, header: ArkHeader): Oddity[] {
  return header.fileSize > bytes.length
    ? [{ trick: 'ark-beyond-file', detail: `方舟字节码的头部声明 ${header.fileSize} 字节，实际 ${bytes.length} 字节。` }]
    : [];
}

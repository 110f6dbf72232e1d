/** What a shared library exports, read in place: dynamic symbols and where their bytes stand in the file. */

export interface ElfSymbol {
  name: string;
  /** File offsets; the end is cut to the segment that is loaded. */
  start: number;
  end: number;
}

export interface ElfFile {
  bits: 32 | 64;
  symbols: ElfSymbol[];
}

const MAGIC = Buffer.from('7f454c46', 'hex');
const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const DT_HASH = 4;
const DT_STRTAB = 5;
const DT_SYMTAB = 6;
const DT_STRSZ = 10;
const MAX_SYMBOLS = 100_000;
const MAX_NAME = 200;

export function isElf(bytes: Buffer): boolean {
  return bytes.length >= 20 && bytes.subarray(0, 4).equals(MAGIC);
}

/** A place for the numbers of one class: offsets and word size differ between 32 and 64 bits. */
interface Shape {
  bits: 32 | 64;
  word(at: number): number;
  half(at: number): number;
  /** An address or offset; Infinity where it is not in the file, or larger than a file can be. */
  address(at: number): number;
}

interface Segment {
  type: number;
  offset: number;
  address: number;
  /** Bytes that are in the file. */
  size: number;
}

/**
 * Opens a little-endian ELF file as the dynamic linker does: program headers say what is loaded where, `PT_DYNAMIC` where the
 * symbol table is and `DT_HASH` how long it is. Section headers are not asked: nothing needs them at run time.
 *
 * @returns undefined where the bytes are no such file
 * Source: System V ABI (gABI) chapters 4 and 5; bionic linker/linker.cpp, linker_phdr.cpp
 */
export function decodeElf(bytes: Buffer): ElfFile | undefined {
  if (!isElf(bytes) || bytes[5] !== 1 || (bytes[4] !== 1 && bytes[4] !== 2)) return undefined;
  const shape = shapeOf(bytes, bytes[4] === 2 ? 64 : 32);
  const segments = readSegments(bytes, shape);
  return { bits: shape.bits, symbols: readSymbols(bytes, shape, segments) };
}

function shapeOf(bytes: Buffer, bits: 32 | 64): Shape {
  const word = (at: number): number => (at >= 0 && at + 4 <= bytes.length ? bytes.readUInt32LE(at) : Infinity);
  return {
    bits,
    word,
    half: (at) => (at >= 0 && at + 2 <= bytes.length ? bytes.readUInt16LE(at) : 0),
    address: bits === 32 ? word : (at) => word(at) + word(at + 4) * 0x1_0000_0000,
  };
}

function readSegments(bytes: Buffer, { bits, word, half, address }: Shape): Segment[] {
  const wide = bits === 64;
  const from = address(wide ? 32 : 28);
  const size = half(wide ? 54 : 42);
  const count = half(wide ? 56 : 44);
  const segments: Segment[] = [];
  if (size < (wide ? 56 : 32)) return segments;
  for (let i = 0; i < count; i++) {
    const at = from + i * size;
    if (!(at + size <= bytes.length)) break;
    const offset = address(at + (wide ? 8 : 4));
    const there = Math.max(0, Math.min(address(at + (wide ? 32 : 16)), bytes.length - offset));
    segments.push({ type: word(at), offset, address: address(at + (wide ? 16 : 8)), size: there });
  }
  return segments;
}

function readSymbols(bytes: Buffer, { bits, word, address }: Shape, segments: Segment[]): ElfSymbol[] {
  const loaded = segments.filter(({ type, size }) => type === PT_LOAD && size > 0);
  /** File offset of an address, and the end of what is loaded around it. */
  const place = (at: number): { start: number; end: number } | undefined => {
    const segment = loaded.find((one) => at >= one.address && at < one.address + one.size);
    return segment && { start: segment.offset + at - segment.address, end: segment.offset + segment.size };
  };
  const dynamic = readDynamic(bytes, bits, address, segments);
  const table = place(dynamic.get(DT_SYMTAB) ?? -1);
  const names = place(dynamic.get(DT_STRTAB) ?? -1);
  const hash = place(dynamic.get(DT_HASH) ?? -1);
  if (!table || !names || !hash) return [];
  const namesEnd = Math.min(names.end, names.start + (dynamic.get(DT_STRSZ) ?? 0));
  const size = bits === 64 ? 24 : 16;
  const count = Math.min(word(hash.start + 4), MAX_SYMBOLS, Math.floor((table.end - table.start) / size));
  const symbols: ElfSymbol[] = [];
  for (let at = table.start; at < table.start + count * size; at += size) {
    const name = nameAt(bytes, names.start + word(at), namesEnd);
    const found = name && place(address(at + (bits === 64 ? 8 : 4)));
    if (!found) continue;
    const length = address(at + (bits === 64 ? 16 : 8));
    symbols.push({ name, start: found.start, end: Math.min(found.end, found.start + length) });
  }
  return symbols;
}

/** The dynamic array: first value of each tag. */
function readDynamic(bytes: Buffer, bits: 32 | 64, address: Shape['address'], segments: Segment[]): Map<number, number> {
  const out = new Map<number, number>();
  const found = segments.find(({ type }) => type === PT_DYNAMIC);
  if (!found) return out;
  const step = bits === 64 ? 16 : 8;
  for (let at = found.offset; at + step <= Math.min(found.offset + found.size, bytes.length); at += step) {
    const tag = address(at);
    if (tag === 0) break;
    if (!out.has(tag)) out.set(tag, address(at + step / 2));
  }
  return out;
}

function nameAt(bytes: Buffer, start: number, end: number): string {
  if (!(start < end)) return '';
  const stop = bytes.subarray(start, Math.min(end, start + MAX_NAME)).indexOf(0);
  return stop <= 0 ? '' : bytes.toString('latin1', start, start + stop);
}

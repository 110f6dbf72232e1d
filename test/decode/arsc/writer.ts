import { chunk, stringPool, u16, u32 } from '../chunks.js';

/** Writes compiled resource tables, for tests. Source: AOSP ResourceTypes.h */

/** Offset in a `ResTable_config` → what stands there: 16 bits, or letters. */
export type Fields = Record<number, number | string>;

interface Entry {
  key: number;
  /** Index into the global pool. */
  text?: number;
  /** A reference instead, of this type. */
  reference?: { type: number; id: number };
  /** A bag instead. */
  bag?: { parent: number; items: [name: number, type: number, data: number][] };
}

const NO_ENTRY = 0xffffffff;

/** Bytes of a configuration: the locale, and single fields by their offset. */
function config(locale: string, fields: Fields = {}): Buffer {
  const out = Buffer.alloc(64);
  out.writeUInt32LE(64, 0);
  const [language = '', region = ''] = locale.split('-r');
  out.write(language, 8, 'latin1');
  out.write(region, 10, 'latin1');
  for (const [at, value] of Object.entries(fields))
    if (typeof value === 'string') out.write(value, Number(at), 'latin1');
    else out.writeUInt16LE(value, Number(at));
  return out;
}

function entry({ key, text = 0, reference, bag }: Entry): Buffer {
  if (bag) {
    const items = bag.items.map(([name, kind, data]) => Buffer.concat([u32(name), u16(8), Buffer.from([0, kind]), u32(data)]));
    return Buffer.concat([u16(16, 1), u32(key, bag.parent, items.length), ...items]);
  }
  if (reference) return Buffer.concat([u16(8, 0), u32(key), u16(8), Buffer.from([0, reference.type]), u32(reference.id)]);
  return Buffer.concat([u16(8, 0), u32(key), u16(8), Buffer.from([0, 3]), u32(text)]);
}

/** Flag of the entry holds its value's type in the high byte; the key stands where the size does. */
function compactEntry({ key, text = 0 }: Entry): Buffer {
  return Buffer.concat([u16(key, 0x0008 | (3 << 8)), u32(text)]);
}

export type Layout = 'dense' | 'sparse' | 'offset16' | 'compact';

/** A `ResTable_type` of strings. */
export function type(
  id: number,
  locale: string,
  entries: (Entry | undefined)[],
  layout: Layout = 'dense',
  fields: Fields = {},
): Buffer {
  const written: Buffer[] = [];
  const offsets: [index: number, offset: number][] = [];
  let at = 0;
  entries.forEach((item, index) => {
    if (!item) return;
    const bytes = layout === 'compact' ? compactEntry(item) : entry(item);
    offsets.push([index, at]);
    written.push(bytes);
    at += bytes.length;
  });
  const at16 = (index: number): number => (offsets.find(([one]) => one === index)?.[1] ?? 0x3fffc) / 4;
  const table =
    layout === 'sparse'
      ? Buffer.concat(offsets.map(([index, offset]) => u16(index, offset / 4)))
      : layout === 'offset16'
        ? u16(...entries.map((_, index) => at16(index)), ...(entries.length % 2 ? [0] : []))
        : u32(...entries.map((_, index) => offsets.find(([one]) => one === index)?.[1] ?? NO_ENTRY));
  const flags = layout === 'sparse' ? 1 : layout === 'offset16' ? 2 : 0;
  const count = layout === 'sparse' ? offsets.length : entries.length;
  const header = Buffer.concat([Buffer.from([id, flags, 0, 0]), u32(count, 20 + 64 + table.length), config(locale, fields)]);
  return chunk(0x0201, header, table, ...written);
}

export function pack(
  id: number,
  name: string,
  { types, keys, typeOffset = 0 }: { types: string[]; keys: string[]; typeOffset?: number },
  ...chunks: Buffer[]
): Buffer {
  const label = Buffer.alloc(256);
  label.write(name, 'utf16le');
  const typePool = stringPool(types, 'utf16');
  const header = Buffer.concat([u32(id), label, u32(288, types.length, 288 + typePool.length, keys.length, typeOffset)]);
  return chunk(0x0200, header, typePool, stringPool(keys), ...chunks);
}

export function table(texts: string[], ...packages: Buffer[]): Buffer {
  return chunk(0x0002, u32(packages.length), stringPool(texts), ...packages);
}

/** Shared libraries by the package id the table uses for them. */
export function libraries(...entries: [id: number, name: string][]): Buffer {
  const body = entries.map(([id, name]) => Buffer.concat([u32(id), wide(name, 128)]));
  return chunk(0x0203, u32(entries.length), ...body);
}

export function aliases(...pairs: [staged: number, final: number][]): Buffer {
  return chunk(0x0206, u32(pairs.length), u32(...pairs.flat()));
}

export function overlayable(name: string, actor: string, ...policies: [flags: number, ids: number[]][]): Buffer {
  const body = policies.map(([flags, ids]) => chunk(0x0205, u32(flags, ids.length), u32(...ids)));
  return chunk(0x0204, Buffer.concat([wide(name, 256), wide(actor, 256)]), ...body);
}

function wide(text: string, units: number): Buffer {
  const out = Buffer.alloc(units * 2);
  out.write(text, 'utf16le');
  return out;
}

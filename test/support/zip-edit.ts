/** Edits of a finished ZIP: fields of its records, bytes put in, with every offset kept right. */
const CENTRAL = {
  version: 6,
  flags: 8,
  method: 10,
  crc: 16,
  compressedSize: 20,
  size: 24,
  nameLength: 28,
  extraLength: 30,
  offset: 42,
};
const LOCAL = { version: 4, flags: 6, method: 8, crc: 14, compressedSize: 18, size: 22, nameLength: 26, extraLength: 28 };
const WIDE = new Set(['crc', 'compressedSize', 'size', 'offset']);

type CentralField = keyof typeof CENTRAL;
type LocalField = keyof typeof LOCAL;

export function endAt(zip: Buffer): number {
  return zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
}

/** Where the record of a name stands in the directory. */
export function centralAt(zip: Buffer, name: string): number {
  for (let at = zip.readUInt32LE(endAt(zip) + 16); at < endAt(zip); at = nextRecord(zip, at))
    if (zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28)) === name) return at;
  throw new Error(`no ${name}`);
}

function nextRecord(zip: Buffer, at: number): number {
  return at + 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
}

export function localAt(zip: Buffer, name: string): number {
  return zip.readUInt32LE(centralAt(zip, name) + 42);
}

export function withCentral(zip: Buffer, name: string, fields: Partial<Record<CentralField, number>>): Buffer {
  return withFields(zip, centralAt(zip, name), CENTRAL, fields);
}

export function withLocal(zip: Buffer, name: string, fields: Partial<Record<LocalField, number>>): Buffer {
  return withFields(zip, localAt(zip, name), LOCAL, fields);
}

/** In both headers. */
export function withBoth(zip: Buffer, name: string, fields: Partial<Record<LocalField, number>>): Buffer {
  return withLocal(withCentral(zip, name, fields), name, fields);
}

function withFields(zip: Buffer, at: number, layout: Record<string, number>, fields: Record<string, number>): Buffer {
  const out = Buffer.from(zip);
  for (const [field, value] of Object.entries(fields)) {
    if (WIDE.has(field)) out.writeUInt32LE(value >>> 0, at + layout[field]!);
    else out.writeUInt16LE(value, at + layout[field]!);
  }
  return out;
}

/** Fields of the end record: 8, 10 counts, 12 size, 16 start, 20 comment length. */
export function withEnd(zip: Buffer, fields: Record<number, number>): Buffer {
  const out = Buffer.from(zip);
  for (const [offset, value] of Object.entries(fields)) {
    const at = endAt(zip) + Number(offset);
    if (Number(offset) === 12 || Number(offset) === 16) out.writeUInt32LE(value >>> 0, at);
    else out.writeUInt16LE(value, at);
  }
  return out;
}

/** Puts bytes in at an offset in front of the directory; the offsets behind it follow. */
export function insert(zip: Buffer, at: number, bytes: Buffer): Buffer {
  const out = Buffer.concat([zip.subarray(0, at), bytes, zip.subarray(at)]);
  const end = endAt(out);
  const start = zip.readUInt32LE(endAt(zip) + 16) + bytes.length;
  out.writeUInt32LE(start, end + 16);
  for (let record = start; record < end; record = nextRecord(out, record)) {
    const offset = out.readUInt32LE(record + 42);
    if (offset >= at) out.writeUInt32LE(offset + bytes.length, record + 42);
  }
  return out;
}

/** Puts bytes into a record of the directory; its size and the length field at `field` follow. */
export function withCentralExtra(zip: Buffer, name: string, extra: Buffer): Buffer {
  const at = centralAt(zip, name);
  const place = at + 46 + zip.readUInt16LE(at + 28);
  const out = Buffer.concat([zip.subarray(0, place), extra, zip.subarray(place)]);
  out.writeUInt16LE(extra.length, at + 30);
  const end = endAt(out);
  out.writeUInt32LE(zip.readUInt32LE(endAt(zip) + 12) + extra.length, end + 12);
  return out;
}

/** The name of an entry replaced by one of the same length, in the directory alone or in both headers. */
export function withName(zip: Buffer, name: string, other: Buffer, where: 'central' | 'local' | 'both'): Buffer {
  const out = Buffer.from(zip);
  if (where !== 'local') other.copy(out, centralAt(zip, name) + 46);
  if (where !== 'central') other.copy(out, localAt(zip, name) + 30);
  return out;
}

/** ZIP64 records in front of the end record. */
export function withZip64(zip: Buffer, { count, size, start }: { count: number; size: number; start: number }): Buffer {
  const end = endAt(zip);
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(end), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([zip.subarray(0, end), record, locator, zip.subarray(end)]);
}

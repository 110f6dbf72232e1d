import { crc32, deflateRawSync } from 'node:zlib';

/** One entry; every field after `data` forges what headers say about it. */
export interface ZipFile {
  name: string | Buffer;
  data?: string | Buffer;
  /** Really deflate the data; what headers say is `method`. */
  deflate?: boolean;
  method?: number;
  flags?: number;
  crc?: number;
  size?: number;
  compressedSize?: number;
  /** Different values for the local header. */
  local?: { name?: string; method?: number; size?: number; compressedSize?: number; flags?: number };
  /** Sizes behind the data instead of in the local header. */
  descriptor?: boolean;
  /** Bytes put between this entry and the one before. */
  before?: Buffer;
  /** Point the central record at the local header of an earlier entry. */
  sameDataAs?: number;
  /** Bytes as they shall stand in the file, in place of `data`. */
  raw?: Buffer;
  extra?: Buffer;
  /** Claim this length for the central extra field. */
  extraLength?: number;
}

export interface ZipForgery {
  comment?: Buffer;
  /** Entry count in the end record. */
  count?: number;
  prefix?: Buffer;
  /** Put between last entry and central directory, as signers do. */
  signingBlock?: Buffer;
  trailing?: Buffer;
  withoutDirectory?: boolean;
}

/** Writes a ZIP by hand, so that everything in it can be forged. */
export function buildZip(files: ZipFile[], forgery: ZipForgery = {}): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  const offsets: number[] = [];
  let at = 0;
  const push = (part: Buffer) => {
    parts.push(part);
    at += part.length;
  };
  for (const file of files) {
    if (file.before) push(file.before);
    const entry = prepare(file);
    const offset = file.sameDataAs === undefined ? at : offsets[file.sameDataAs]!;
    offsets.push(offset);
    if (file.sameDataAs === undefined) {
      push(localHeader(file, entry));
      push(entry.stored);
      if (file.descriptor) push(descriptor(entry));
    }
    central.push(centralRecord(file, entry, offset));
  }
  if (forgery.signingBlock) push(forgery.signingBlock);
  const directory = Buffer.concat(central);
  const tail = forgery.withoutDirectory ? [] : [directory, endRecord(files.length, directory.length, at, forgery)];
  return Buffer.concat([forgery.prefix ?? Buffer.alloc(0), ...parts, ...tail, forgery.trailing ?? Buffer.alloc(0)]);
}

/** A ZIP of plain deflated files. */
export function zipOf(files: Record<string, string | Buffer>): Buffer {
  return buildZip(Object.entries(files).map(([name, data]) => ({ name, data, deflate: true })));
}

interface Prepared {
  name: Buffer;
  stored: Buffer;
  method: number;
  flags: number;
  crc: number;
  size: number;
  compressedSize: number;
}

function prepare(file: ZipFile): Prepared {
  const data = Buffer.from(file.data ?? '');
  const stored = file.raw ?? (file.deflate ? deflateRawSync(data) : data);
  return {
    name: Buffer.from(file.name as string),
    stored,
    method: file.method ?? (file.deflate ? 8 : 0),
    flags: (file.flags ?? 0) | (file.descriptor ? 8 : 0),
    crc: file.crc ?? crc32(data),
    size: file.size ?? data.length,
    compressedSize: file.compressedSize ?? stored.length,
  };
}

function localHeader(file: ZipFile, entry: Prepared): Buffer {
  const name = file.local?.name === undefined ? entry.name : Buffer.from(file.local.name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(file.local?.flags ?? entry.flags, 6);
  header.writeUInt16LE(file.local?.method ?? entry.method, 8);
  if (!file.descriptor) {
    header.writeUInt32LE(entry.crc, 14);
    header.writeUInt32LE(file.local?.compressedSize ?? entry.compressedSize, 18);
    header.writeUInt32LE(file.local?.size ?? entry.size, 22);
  }
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function descriptor(entry: Prepared): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(entry.crc, 4);
  bytes.writeUInt32LE(entry.compressedSize, 8);
  bytes.writeUInt32LE(entry.size, 12);
  return bytes;
}

function centralRecord(file: ZipFile, entry: Prepared, offset: number): Buffer {
  const extra = file.extra ?? Buffer.alloc(0);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(entry.flags, 8);
  record.writeUInt16LE(entry.method, 10);
  record.writeUInt32LE(entry.crc, 16);
  record.writeUInt32LE(entry.compressedSize, 20);
  record.writeUInt32LE(entry.size, 24);
  record.writeUInt16LE(entry.name.length, 28);
  record.writeUInt16LE(file.extraLength ?? extra.length, 30);
  record.writeUInt32LE(offset, 42);
  return Buffer.concat([record, entry.name, extra]);
}

function endRecord(
  count: number,
  size: number,
  start: number,
  { comment = Buffer.alloc(0), count: claimed }: ZipForgery,
): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE((claimed ?? count) % 65_536, 8);
  record.writeUInt16LE((claimed ?? count) % 65_536, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(start, 16);
  record.writeUInt16LE(comment.length, 20);
  return Buffer.concat([record, comment]);
}

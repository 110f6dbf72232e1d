import type { Session } from '../session.js';
import type { Entry } from '../tree.js';
import type { DirectoryPlace } from './end.js';

const CENTRAL_MAGIC = Buffer.from('PK\x01\x02', 'latin1');
const LOCAL_SIGNATURE = 0x04034b50;

/** One file as the central directory tells it. */
export interface ZipRecord {
  rawName: Buffer;
  flags: number;
  method: number;
  crc: number;
  compressedSize: number;
  size: number;
  /** Of the local header. */
  offset: number;
  /** Of the data; undefined when no local header stands at `offset`. */
  dataStart?: number;
  /** Sizes and CRC are not known: the record was recovered from a local header with a data descriptor. */
  loose?: boolean;
}

/** A record with its entry; directories too, since their records are checked like any other. */
export interface ListedRecord {
  record: ZipRecord;
  isDirectory: boolean;
  entry: Entry;
}

/**
 * Reads the central directory the way Android's libziparchive does: it alone names the entries and gives method, sizes and
 * CRC; a local header only says where the data starts. A record whose length lies is skipped by looking for the next
 * signature, where Android would give up: what stands behind it is read and told.
 *
 * Source: AOSP system/libziparchive, zip_archive.cc; APPNOTE 6.3.10 §4.3.12
 */
export function readDirectory(bytes: Buffer, place: DirectoryPlace, path: string, session: Session): ZipRecord[] {
  const records: ZipRecord[] = [];
  let at = place.start;
  let nameBytes = 0;
  let previous = place.start - 46;
  const most = session.budget.limits.entries + 1;
  // Records found again inside others could share their names; honest ones take no more room than the directory has.
  while (at !== place.end && records.length < most && nameBytes <= place.end - place.start) {
    if (at + 46 > place.end || !bytes.subarray(at, at + 4).equals(CENTRAL_MAGIC)) {
      // A record that reaches over the end hides those behind it, too.
      if (at < place.end && isDirectoryEnd(bytes, at)) break;
      const next = bytes.subarray(0, place.end).indexOf(CENTRAL_MAGIC, previous + 46);
      if (next < 0 || next + 46 > place.end) break;
      session.addTamper('central-directory-gap', path, '目录记录的长度与实际不符，已从下一条记录继续读取。');
      at = next;
    }
    previous = at;
    const record = readRecord(bytes, at, place, path, session);
    nameBytes += record.rawName.length;
    records.push(record);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  if (records.length < most) checkCount(records.length, place, path, session);
  return records;
}

function isDirectoryEnd(bytes: Buffer, at: number): boolean {
  if (at + 4 > bytes.length) return true;
  // Digital signature, ZIP64 end record and end record may follow.
  return [0x05054b50, 0x06064b50, 0x06054b50].includes(bytes.readUInt32LE(at));
}

function checkCount(found: number, place: DirectoryPlace, path: string, session: Session): void {
  const fits = place.zip64 ? found === place.claimed : found % 65_536 === place.claimed;
  if (fits) return;
  session.addTamper('entry-count-forged', path, `结束记录称有 ${place.claimed} 个条目，实际 ${found} 个。`);
  if (found >= place.claimed) return;
  session.addLimit({
    reason: 'unreadable',
    path,
    hides: ['code', 'screens', 'texts', 'config', 'resources'],
    detail: `压缩包目录不完整：应有 ${place.claimed} 个条目，只找到 ${found} 个。请重新提供完整的安装包。`,
    share: (place.claimed - found) / place.claimed,
  });
}

function readRecord(bytes: Buffer, at: number, place: DirectoryPlace, path: string, session: Session): ZipRecord {
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
  const record: ZipRecord = {
    rawName: bytes.subarray(at + 46, nameEnd),
    flags: bytes.readUInt16LE(at + 8),
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    compressedSize: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
  };
  if (extraEnd <= place.end) applyZip64(bytes.subarray(nameEnd, extraEnd), record);
  record.offset += place.shift;
  record.dataStart = dataStartAt(bytes, record.offset);
  if (nameEnd > place.end) {
    session.addTamper('truncated-central-directory', path, '最后一条目录记录被截断，文件名取自本地文件头。');
    record.rawName = localName(bytes, record) ?? bytes.subarray(at + 46, place.end);
  }
  return record;
}

/**
 * Values stand in this order, and only those that are all ones in the record; some writers give all three nevertheless.
 * Source: APPNOTE 6.3.10 §4.5.3; AOSP system/libziparchive zip_archive.cc, ParseZip64ExtendedInfoInExtraField
 */
function applyZip64(extra: Buffer, record: ZipRecord): void {
  if (record.size !== 0xffffffff && record.compressedSize !== 0xffffffff && record.offset !== 0xffffffff) return;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    const isComplete = field.length === 24 || field.length === 28;
    let position = 0;
    for (const key of ['size', 'compressedSize', 'offset'] as const) {
      const isAsked = record[key] === 0xffffffff;
      if ((!isAsked && !isComplete) || position + 8 > field.length) continue;
      if (isAsked) record[key] = Number(field.readBigUInt64LE(position));
      position += 8;
    }
    return;
  }
}

function dataStartAt(bytes: Buffer, offset: number): number | undefined {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL_SIGNATURE) return undefined;
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  return start <= bytes.length ? start : undefined;
}

/** The name in the local header; undefined without one. */
export function localName(bytes: Buffer, record: ZipRecord): Buffer | undefined {
  if (record.dataStart === undefined) return undefined;
  return bytes.subarray(record.offset + 30, record.offset + 30 + bytes.readUInt16LE(record.offset + 26));
}

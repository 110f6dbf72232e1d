import type { Session } from '../session.js';

const END_SIGNATURE = Buffer.from('PK\x05\x06', 'latin1');
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIZE = 22;
/** Longest comment plus the record: where Android looks for the end record. */
const SEARCH_WINDOW = 65_535 + END_SIZE;
const MAX_CANDIDATES = 64;

/** Where the central directory stands, after Android's rules and, failing those, the next best reading. */
export interface DirectoryPlace {
  start: number;
  /** First byte after it. */
  end: number;
  /** Entries as claimed; modulo 65536 where the archive is no ZIP64. */
  claimed: number;
  zip64: boolean;
  /** Added to every local header offset: bytes in front of the archive. */
  shift: number;
}

interface EndRecord {
  offset: number;
  claimed: number;
  size: number;
  start: number;
  exact: boolean;
  zip64: boolean;
  /** A ZIP64 locator stands in front of it. */
  hasLocator: boolean;
}

/**
 * Finds the end record as libziparchive does: the last one in the final 65,557 bytes, its comment reaching the end of the
 * file. Where that fails, records further up or with trailing bytes are taken and told as `tamper`.
 *
 * @returns undefined when no record leads to a directory: the archive is cut off
 * Source: AOSP system/libziparchive zip_archive.cc MapCentralDirectory; APPNOTE 6.3.10 §4.3.14–16
 */
export function findDirectory(bytes: Buffer, path: string, session: Session): DirectoryPlace | undefined {
  const isSound = (record: EndRecord) => placeOf(bytes, record) !== undefined;
  const nearEnd = endRecords(bytes, bytes.length - SEARCH_WINDOW).filter(isSound);
  const sound = nearEnd.length > 0 ? nearEnd : endRecords(bytes, 0).filter(isSound);
  // Of several that reach the end of the file, one whose directory is where it says; the other belongs to an archive inside.
  const exact = sound.filter((record) => record.exact);
  const chosen = exact.find((record) => placeOf(bytes, record)!.shift === 0) ?? exact[0] ?? sound[0];
  if (!chosen) return undefined;
  const place = placeOf(bytes, chosen)!;
  // A ZIP inside a cut-off ZIP: its directory is not the outer one's.
  if (place.shift > 0 && bytes.readUInt32LE(0) === LOCAL_SIGNATURE) return undefined;
  if (!chosen.exact) session.addTamper('trailing-data', path, '结束记录之后还有多余数据，Android 会拒绝安装这样的文件。');
  if (chosen.offset < bytes.length - SEARCH_WINDOW)
    session.addTamper('end-record-misplaced', path, '结束记录不在文件末尾 65557 字节之内。');
  if (sound.some((record) => record !== chosen && record.exact)) {
    session.addTamper('multiple-end-records', path, '有多个有效的结束记录，不同工具会看到不同的内容。');
  }
  if (chosen.hasLocator && !chosen.zip64)
    session.addTamper('zip64-unneeded', path, '带有 ZIP64 定位记录而结束记录并不指向它，有的工具会读到另一份目录。');
  if (place.shift > 0) session.addTamper('leading-junk', path, `压缩包之前有 ${place.shift} 字节无关数据。`);
  else if (place.end > place.start && bytes.readUInt32LE(0) !== LOCAL_SIGNATURE)
    session.addTamper('leading-junk', path, '文件开头不是压缩包的第一个文件头，Android 会拒绝安装这样的文件。');
  return place;
}

/** End records from the last to the first, none in front of `lowest`. */
function endRecords(bytes: Buffer, lowest: number): EndRecord[] {
  const records: EndRecord[] = [];
  const window = bytes.subarray(Math.max(0, lowest));
  let at = window.length;
  while (records.length < MAX_CANDIDATES && at > 0) {
    at = window.lastIndexOf(END_SIGNATURE, at - 1);
    if (at < 0) break;
    const offset = at + Math.max(0, lowest);
    if (offset + END_SIZE <= bytes.length) records.push(readEnd(bytes, offset));
  }
  return records;
}

function readEnd(bytes: Buffer, offset: number): EndRecord {
  const record: EndRecord = {
    offset,
    claimed: bytes.readUInt16LE(offset + 10),
    size: bytes.readUInt32LE(offset + 12),
    start: bytes.readUInt32LE(offset + 16),
    exact: offset + END_SIZE + bytes.readUInt16LE(offset + 20) === bytes.length,
    zip64: false,
    hasLocator: false,
  };
  const locator = offset - 20;
  if (locator < 0 || bytes.readUInt32LE(locator) !== 0x07064b50) return record;
  record.hasLocator = true;
  if (!asksForZip64(bytes, offset)) return record;
  const at = Number(bytes.readBigUInt64LE(locator + 8));
  if (at + 56 > locator || bytes.readUInt32LE(at) !== 0x06064b50) return record;
  record.claimed = Number(bytes.readBigUInt64LE(at + 32));
  record.size = Number(bytes.readBigUInt64LE(at + 40));
  record.start = Number(bytes.readBigUInt64LE(at + 48));
  record.offset = at;
  record.zip64 = true;
  return record;
}

/** Only then does Android look at the ZIP64 records: a locator alone leads nowhere. */
function asksForZip64(bytes: Buffer, offset: number): boolean {
  const counts = [8, 10, 20].some((field) => bytes.readUInt16LE(offset + field) === 0xffff);
  return counts || [12, 16].some((field) => bytes.readUInt32LE(offset + field) === 0xffffffff);
}

function placeOf(bytes: Buffer, record: EndRecord): DirectoryPlace | undefined {
  const { offset: end, claimed, zip64 } = record;
  if (claimed === 0 && record.size === 0) return { start: end, end, claimed, zip64, shift: 0 };
  const startsAt = (start: number) => start >= 0 && start + 46 <= end && bytes.readUInt32LE(start) === CENTRAL_SIGNATURE;
  if (startsAt(record.start)) return { start: record.start, end, claimed, zip64, shift: 0 };
  const before = end - record.size;
  if (startsAt(before)) return { start: before, end, claimed, zip64, shift: Math.max(0, before - record.start) };
  return undefined;
}

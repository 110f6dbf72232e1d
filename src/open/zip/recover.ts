import type { ZipRecord } from './directory.js';

const LOCAL_MAGIC = Buffer.from('PK\x03\x04', 'latin1');
const DESCRIPTOR_FLAG = 8;

/**
 * Lists a ZIP that has lost its central directory from the local headers, first byte to last. Where the sizes stand behind
 * the data (descriptor bit), the data is taken up to the next header; inflating stops by itself.
 *
 * @param most stops after so many records
 */
export function recoverRecords(bytes: Buffer, most: number): ZipRecord[] {
  const records: ZipRecord[] = [];
  let at = bytes.indexOf(LOCAL_MAGIC);
  while (at >= 0 && at + 30 <= bytes.length && records.length < most) {
    const record = readLocal(bytes, at);
    if (record) records.push(record);
    if (record && record.dataStart === undefined) break;
    const from =
      record?.dataStart === undefined ? at + 4 : record.loose ? record.dataStart : record.dataStart + record.compressedSize;
    const next = from < bytes.length ? bytes.indexOf(LOCAL_MAGIC, from) : -1;
    if (record?.loose && record.dataStart !== undefined) {
      record.compressedSize = (next < 0 ? bytes.length : next) - record.dataStart;
    }
    at = next;
  }
  return records;
}

function readLocal(bytes: Buffer, at: number): ZipRecord | undefined {
  const nameLength = bytes.readUInt16LE(at + 26);
  const dataStart = at + 30 + nameLength + bytes.readUInt16LE(at + 28);
  if (nameLength === 0 || at + 30 + nameLength > bytes.length) return undefined;
  const flags = bytes.readUInt16LE(at + 6);
  const compressedSize = bytes.readUInt32LE(at + 18);
  return {
    rawName: bytes.subarray(at + 30, at + 30 + nameLength),
    flags,
    method: bytes.readUInt16LE(at + 8),
    crc: bytes.readUInt32LE(at + 14),
    compressedSize,
    size: bytes.readUInt32LE(at + 22),
    offset: at,
    ...(dataStart <= bytes.length ? { dataStart } : {}),
    ...((flags & DESCRIPTOR_FLAG) !== 0 && compressedSize === 0 ? { loose: true } : {}),
  };
}

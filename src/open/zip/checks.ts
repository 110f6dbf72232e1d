import { quoteName } from '../names.js';
import type { Session } from '../session.js';
import { type ListedRecord, localName } from './directory.js';

const ENCRYPTED_FLAG = 1;
const DESCRIPTOR_FLAG = 8;
const PROBES = 8;
/** Folders looked at above an entry; a name of 30,000 folders is no file's parent. */
const MAX_LEVELS = 64;

/** Compares central records with local headers and with each other, and tells what a normal tool never writes. */
export function checkRecords(bytes: Buffer, listed: ListedRecord[], path: string, session: Session): void {
  for (const item of listed) {
    checkMethod(item, session);
    checkLocalHeader(bytes, item, session);
  }
  checkOverlap(listed, session);
  checkFileAsDirectory(listed, session);
  checkEncryption(listed, path, session);
}

function checkMethod({ record, entry }: ListedRecord, session: Session): void {
  if (record.method === 0 || record.method === 8) return;
  session.addTamper(
    'unknown-compression-method',
    entry.path,
    `压缩方法为 ${record.method}，Android 只解压方法 8，其余一律按未压缩读取。`,
  );
}

function checkLocalHeader(bytes: Buffer, { record, entry, isDirectory }: ListedRecord, session: Session): void {
  const name = localName(bytes, record);
  if (name === undefined) {
    session.addTamper('local-header-missing', entry.path, '目录所指位置没有文件头。');
    return;
  }
  if (!name.equals(record.rawName)) {
    session.addTamper('name-mismatch', entry.path, `文件头中的名称是 ${quoteName(name.toString('utf8'))}，与目录不同。`);
  }
  const method = bytes.readUInt16LE(record.offset + 8);
  if (method !== record.method && !isDirectory) {
    session.addTamper('method-mismatch', entry.path, `文件头中的压缩方法为 ${method}，目录中为 ${record.method}。`);
  }
  if (record.dataStart! + record.compressedSize > bytes.length)
    session.addTamper('forged-size', entry.path, `目录称压缩后 ${record.compressedSize} 字节，超出文件末尾。`);
  // With the descriptor bit in the local header, sizes and checksum stand behind the data and the local ones mean nothing.
  if ((bytes.readUInt16LE(record.offset + 6) & DESCRIPTOR_FLAG) !== 0) return;
  const compressedSize = bytes.readUInt32LE(record.offset + 18);
  const size = bytes.readUInt32LE(record.offset + 22);
  const zip64 = compressedSize === 0xffffffff || size === 0xffffffff;
  if (!zip64 && (compressedSize !== record.compressedSize || size !== record.size)) {
    session.addTamper(
      'size-mismatch',
      entry.path,
      `文件头中的大小（${compressedSize}/${size}）与目录（${record.compressedSize}/${record.size}）不同。`,
    );
  } else if (bytes.readUInt32LE(record.offset + 14) !== record.crc && !isDirectory) {
    session.addTamper('header-crc-mismatch', entry.path, '文件头中的校验和与目录不同。');
  }
}

function checkOverlap(listed: ListedRecord[], session: Session): void {
  const placed = listed.filter(({ record }) => record.dataStart !== undefined);
  placed.sort((a, b) => a.record.offset - b.record.offset);
  let end = 0;
  for (const { record, entry } of placed) {
    if (record.offset < end) session.addTamper('overlapping-entries', entry.path, '数据与前一个文件重叠，是压缩炸弹的常见手法。');
    end = Math.max(end, record.dataStart! + record.compressedSize);
  }
}

function checkFileAsDirectory(listed: ListedRecord[], session: Session): void {
  const folders = new Set<string>();
  for (const { entry } of listed) {
    let slash = entry.name.lastIndexOf('/');
    for (let level = 0; slash > 0 && level < MAX_LEVELS; level++, slash = entry.name.lastIndexOf('/', slash - 1)) {
      const folder = entry.name.slice(0, slash);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  for (const { entry, isDirectory } of listed) {
    if (!isDirectory && folders.has(entry.name))
      session.addTamper('file-as-directory', entry.path, '同一名称既是文件又是文件夹，会使解压工具出错。');
  }
}

/**
 * Android never looks at the encryption bit, so a set bit is either a trick against analysts (the data decodes) or a ZIP
 * with a password (nothing does). A few entries are decoded to tell which.
 */
function checkEncryption(listed: ListedRecord[], path: string, session: Session): void {
  const flagged = listed.filter(({ record, isDirectory }) => !isDirectory && (record.flags & ENCRYPTED_FLAG) !== 0);
  if (flagged.length === 0) return;
  const smallest = flagged
    .filter(({ record }) => record.compressedSize > 0)
    .sort((a, b) => a.record.compressedSize - b.record.compressedSize);
  if (!smallest.slice(0, PROBES).some(({ entry }) => decodes(entry))) {
    const detail = `压缩包中 ${flagged.length} 个文件已加密，未能读取。请提供未加密的安装包。`;
    session.addLimit({
      reason: 'encrypted',
      path,
      hides: ['code', 'screens', 'texts', 'config', 'resources'],
      detail,
      share: flagged.length / listed.length,
    });
    return;
  }
  for (const { entry } of flagged) {
    session.addTamper('encryption-bit', entry.path, '带有加密标志而内容并未加密，用来误导检测工具；Android 忽略此标志。');
  }
}

function decodes(entry: ListedRecord['entry']): boolean {
  try {
    entry.read();
    return true;
  } catch {
    return false;
  }
}

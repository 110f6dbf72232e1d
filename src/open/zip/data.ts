import { constants, crc32, inflateRawSync } from 'node:zlib';
import { TooLarge } from '../errors.js';
import { partsOf, type Session } from '../session.js';
import { EntryError } from '../tree.js';
import type { ZipRecord } from './directory.js';

const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;
/** A deflate stream cannot grow more than this; a claimed size beyond it is forged, and never allocated. */
const MAX_DEFLATE_RATIO = 1032;
/** Compressed bytes inflated for a look, bytes shown, and what so few bytes give in honest files at most. */
const PEEK_IN = 384;
const PEEK_OUT = 1024;
const HONEST_PEEK = 64 * 1024;
/** Methods that desktop tools write and Android does not read. Source: APPNOTE 6.3.10 §4.4.5 */
const DESKTOP_METHODS = new Map([
  [9, 'Deflate64'],
  [12, 'bzip2'],
  [14, 'LZMA'],
  [93, 'Zstandard'],
  [95, 'xz'],
  [98, 'PPMd'],
]);

/** One file's bytes to be had: its record and how to name it. */
export interface ZipSource {
  bytes: Buffer;
  record: ZipRecord;
  name: string;
  path: string;
  session: Session;
}

/**
 * Gives the bytes of an entry as Android does: method 8 is inflated, every other method is stored; the encryption bit is
 * ignored. Where that does not fit sizes and CRC the other reading is tried, and the trick is told.
 *
 * @param cap most bytes that may come out
 * @throws TooLarge over `cap`; EntryError with its limit recorded; zlib's error when the data is corrupt
 * Source: AOSP libs/androidfw/AssetsProvider.cpp (inflates only method 8), system/libziparchive
 */
export function readZipData(source: ZipSource, cap: number): Buffer {
  const { record, path, session } = source;
  const data = dataOf(source);
  const output = record.method === DEFLATED ? readDeflated(source, data, cap) : readStored(source, data, cap);
  if (record.loose) return output;
  if (output.length !== record.size) {
    session.addTamper('forged-size', path, `目录称解压后 ${record.size} 字节，实际 ${output.length} 字节。`);
  } else if (crc32(output) !== record.crc) {
    session.addTamper('crc-mismatch', path, '校验和与内容不符，内容在打包之后被改动过。');
  }
  return output;
}

/**
 * First bytes: enough for a magic number. Not counted, unless so few bytes give so much that it is a bomb.
 *
 * @returns nothing when they cannot be had
 */
export function peekZipData({ bytes, record, path, session }: ZipSource): Buffer {
  if (record.dataStart === undefined) return Buffer.alloc(0);
  const end = Math.min(bytes.length, record.dataStart + record.compressedSize);
  if (record.method !== DEFLATED) return bytes.subarray(record.dataStart, Math.min(end, record.dataStart + PEEK_OUT));
  const allowance = session.budget.allowance(0);
  if (allowance.bytes === 0) {
    session.addBudgetLimit(allowance.cause, path);
    return Buffer.alloc(0);
  }
  try {
    const head = inflateRawSync(bytes.subarray(record.dataStart, Math.min(end, record.dataStart + PEEK_IN)), {
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    if (head.length > HONEST_PEEK) session.budget.spend(head.length);
    return head;
  } catch {
    return Buffer.alloc(0);
  }
}

function dataOf(source: ZipSource): Buffer {
  const { bytes, record } = source;
  if (record.dataStart === undefined) throw new Error('no local header');
  return bytes.subarray(record.dataStart, record.dataStart + record.compressedSize);
}

function readDeflated(source: ZipSource, data: Buffer, cap: number): Buffer {
  const { bytes, record, path, session } = source;
  const asStored = (): Buffer | undefined => {
    const stored = storedView(source, record.compressedSize, cap);
    if (!stored || crc32(stored) !== record.crc) return undefined;
    session.addTamper('method-forged', path, '目录称已压缩，实际是未压缩存放。');
    return stored;
  };
  try {
    const output = inflate(data, record.size, cap);
    // Bytes that were never deflated may begin like a stream that ends at once.
    const isForged = output.length !== record.size && record.compressedSize === record.size;
    return (isForged ? asStored() : undefined) ?? output;
  } catch (error) {
    if (error instanceof TooLarge) throw error;
    const stored = asStored();
    if (stored) return stored;
    if ((record.flags & ENCRYPTED_FLAG) !== 0) throw encrypted(source);
    const longer = tryInflate(bytes.subarray(record.dataStart), record.size, cap);
    if (!longer || (!record.loose && crc32(longer) !== record.crc)) throw error;
    session.addTamper('forged-size', path, `目录称压缩后 ${record.compressedSize} 字节，实际数据更长。`);
    return longer;
  }
}

function readStored(source: ZipSource, data: Buffer, cap: number): Buffer {
  const { record, path, session } = source;
  if (record.loose || record.compressedSize === record.size) {
    const whole = storedView(source, record.compressedSize, cap);
    if (!whole) throw new Error('data ends early');
    return whole;
  }
  const inflated = tryInflate(data, record.size, cap);
  if (inflated && (inflated.length === record.size || crc32(inflated) === record.crc)) {
    session.addTamper('method-forged', path, '目录称未压缩，实际是 Deflate 压缩数据。');
    return inflated;
  }
  const stored = storedView(source, record.size, cap);
  if (stored && crc32(stored) === record.crc) return stored;
  if ((record.flags & ENCRYPTED_FLAG) !== 0 || record.method === 99) throw encrypted(source);
  const desktop = DESKTOP_METHODS.get(record.method);
  if (desktop) {
    const detail = `采用 ${desktop} 压缩（方法 ${record.method}），Android 与本工具均不读取。请改用普通 ZIP 压缩。`;
    session.addLimit({ reason: 'unsupported', path, hides: partsOf(source.name), detail });
    throw new EntryError(`${path}: method ${record.method}`);
  }
  if (!stored) throw new Error('data ends early');
  return stored;
}

/** The data as it stands in the file; undefined where the file ends before it. */
function storedView({ bytes, record }: ZipSource, length: number, cap: number): Buffer | undefined {
  if (record.dataStart! + length > bytes.length) return undefined;
  if (length > cap) throw new TooLarge();
  return bytes.subarray(record.dataStart, record.dataStart! + length);
}

function encrypted(source: ZipSource): EntryError {
  source.session.addLimit({
    reason: 'encrypted',
    path: source.path,
    hides: partsOf(source.name),
    detail: '文件已加密，未能读取。请提供未加密的安装包。',
  });
  return new EntryError(`${source.path}: encrypted`);
}

function inflate(data: Buffer, claimedSize: number, cap: number): Buffer {
  const likely = Math.min(claimedSize, cap, data.length * MAX_DEFLATE_RATIO);
  try {
    // One chunk of the claimed size saves copying; one byte more lets zlib see the end of the stream at once.
    return inflateRawSync(data, { maxOutputLength: Math.max(1, cap), chunkSize: Math.max(64, likely + 1) });
  } catch (error) {
    if (error instanceof RangeError) throw new TooLarge();
    throw error;
  }
}

function tryInflate(data: Buffer, claimedSize: number, cap: number): Buffer | undefined {
  try {
    return inflate(data, claimedSize, cap);
  } catch (error) {
    if (error instanceof TooLarge) throw error;
    return undefined;
  }
}

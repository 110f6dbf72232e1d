import { isUtf8 } from 'node:buffer';
import { tarChecksumFits } from './tar/header.js';
import { isEncryptedWxapkg } from './wxapkg/crypt.js';

/** What the bytes are, told by magic numbers alone; names never count. */
export type ContainerKind = 'zip' | 'wxapkg' | 'wxapkg-encrypted' | 'tar' | 'gzip' | 'hermes';

const HERMES_MAGIC = Buffer.from('c61fbc03c103191f', 'hex');

/** Kind of container that starts at byte 0; undefined for anything this stage does not open. */
export function identifyContainer(bytes: Buffer): ContainerKind | undefined {
  if (bytes.length < 4) return undefined;
  const magic = bytes.readUInt32BE(0);
  if (magic === 0x504b0304 || magic === 0x504b0506) return 'zip';
  if (bytes[0] === 0xbe && bytes[13] === 0xed) return 'wxapkg';
  if (isEncryptedWxapkg(bytes)) return 'wxapkg-encrypted';
  if (magic >>> 16 === 0x1f8b) return 'gzip';
  if (bytes.subarray(0, 8).equals(HERMES_MAGIC)) return 'hermes';
  if (tarChecksumFits(bytes, 0)) return 'tar';
  return undefined;
}

const OTHER_MAGICS: [hex: string, name: string][] = [
  ['4d5a', 'Windows 可执行文件（PE）'],
  ['7f454c46', 'ELF 可执行文件或动态库'],
  ['feedface', 'Mach-O 可执行文件'],
  ['feedfacf', 'Mach-O 可执行文件'],
  ['cffaedfe', 'Mach-O 可执行文件'],
  ['cefaedfe', 'Mach-O 可执行文件'],
  ['cafebabe', 'Java 类文件或 Mach-O 文件'],
  ['6465780a', '单个 DEX 文件'],
  ['03000800', '单个二进制 XML 文件'],
  ['526172211a07', 'RAR 压缩包'],
  ['377abcaf271c', '7z 压缩包'],
  ['fd377a585a00', 'xz 压缩包'],
  ['425a68', 'bzip2 压缩包'],
  ['28b52ffd', 'zstd 压缩包'],
  ['89504e47', 'PNG 图片'],
  ['ffd8ff', 'JPEG 图片'],
  ['47494638', 'GIF 图片'],
  ['25504446', 'PDF 文档'],
  ['d0cf11e0', 'Office 97 文档'],
  ['53514c69746520', 'SQLite 数据库'],
];

/** What a file is that this stage does not open, in Chinese. */
export function describeMagic(bytes: Buffer): string {
  const head = bytes.subarray(0, 16).toString('hex');
  const known = OTHER_MAGICS.find(([hex]) => head.startsWith(hex));
  if (known) return known[1];
  const start = bytes.subarray(0, 4096);
  if (start.every((byte) => byte === 0)) return '全为零的数据';
  if (looksLikeText(start)) return /^\s*<(!doctype html|html)/i.test(start.toString('utf8')) ? 'HTML 网页' : '文本文件';
  return `未知的二进制数据（开头为 ${head.slice(0, 8)}）`;
}

function looksLikeText(start: Buffer): boolean {
  // A character may be cut at the end of the sample.
  const whole = [0, 1, 2, 3].some((cut) => isUtf8(start.subarray(0, start.length - cut)));
  return whole && !start.includes(0);
}

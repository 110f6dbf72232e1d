import type { Oddity } from '../oddity.js';

/** Versions Android loads, by release. Source: AOSP art/libdexfile/dex/standard_dex_file.cc, kDexMagicVersions */
const VERSIONS = new Set(['035', '037', '038', '039', '040', '041']);
export const HEADER = 0x70;
/** Header with the size of the container and the header's place in it. */
const CONTAINER_HEADER = 0x78;
const ENDIAN = 0x12345678;

/** What the header says of itself and its container that a tool-chain would not write. */
export function checkHeader(bytes: Buffer, start: number, version: string): Oddity[] {
  const oddities: Oddity[] = [];
  const odd = (trick: string, detail: string, field: number): void => {
    oddities.push({ trick, detail, offset: start + field });
  };
  if (!VERSIONS.has(version)) odd('dex-version', `版本 ${version} 不存在，Android 不装载`, 4);
  const size = bytes.readUInt32LE(start + 36);
  if (size !== (version < '041' ? HEADER : CONTAINER_HEADER)) odd('dex-header-size', `文件头自称 ${size} 字节`, 36);
  const fileSize = bytes.readUInt32LE(start + 32);
  if (version < '041' && fileSize !== bytes.length)
    odd('dex-file-size', `文件头自称全长 ${fileSize} 字节，实有 ${bytes.length} 字节`, 32);
  const endian = bytes.readUInt32LE(start + 40);
  if (endian !== ENDIAN) odd('dex-endian-tag', `字节序标记是 ${endian.toString(16).padStart(8, '0')}`, 40);
  if (version < '041' || start + CONTAINER_HEADER > bytes.length) return oddities;
  const container = bytes.readUInt32LE(start + 112);
  const place = bytes.readUInt32LE(start + 116);
  if (container !== bytes.length) odd('dex-container-size', `容器自称 ${container} 字节，实有 ${bytes.length} 字节`, 112);
  if (place !== start) odd('dex-header-offset', `文件头自称位于 ${place}，实位于 ${start}`, 116);
  return oddities;
}

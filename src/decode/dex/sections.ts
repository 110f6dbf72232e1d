import type { Oddity } from '../oddity.js';

/** Sections by their type in the map list. */
export type Sections = ReadonlyMap<number, { count: number; at: number }>;

export const SECTION = { header: 0x0000, callSites: 0x0007, methodHandles: 0x0008, hiddenApi: 0xf000 } as const;

/** Bytes an item of a section takes, where all take the same. Source: "Dalvik Executable format", the tables of each item */
const WIDTHS = new Map([
  [0x0000, 0x70],
  [0x0001, 4],
  [0x0002, 4],
  [0x0003, 12],
  [0x0004, 8],
  [0x0005, 8],
  [0x0006, 32],
  [0x0007, 4],
  [0x0008, 8],
]);
const MAP_LIST = 0x1000;
const NAMES = ['字符串', '类型', '原型', '字段', '方法', '类'];
const MOST = 64;

/**
 * The map list: the only place that names call sites, method handles and hidden-API flags. Where it disagrees with the header
 * about a table both name, or points outside the file, that is an oddity; Android refuses such files.
 * Source: "Dalvik Executable format", map_list; AOSP dex_file_verifier.cc, CheckMap
 *
 * @param start of the header the list belongs to
 */
export function readSections(bytes: Buffer, start: number, oddities: Oddity[]): Sections {
  const sections = new Map<number, { count: number; at: number }>();
  const map = bytes.readUInt32LE(start + 52);
  const odd = (detail: string): void => void oddities.push({ trick: 'dex-map-list', detail, offset: start + 52 });
  if (map === 0) {
    odd('没有映射表');
    return sections;
  }
  if (map + 4 > bytes.length) {
    odd(`映射表位于 ${map}，超出文件`);
    return sections;
  }
  const claimed = bytes.readUInt32LE(map);
  const count = Math.min(claimed, MOST, Math.floor((bytes.length - map - 4) / 12));
  if (count < claimed) odd(`映射表自称 ${claimed} 项`);
  for (let at = map + 4; at < map + 4 + count * 12; at += 12)
    sections.set(bytes.readUInt16LE(at), { count: bytes.readUInt32LE(at + 4), at: bytes.readUInt32LE(at + 8) });
  for (const [type, { at }] of sections)
    if (at >= bytes.length) odd(`映射表的 0x${type.toString(16).padStart(4, '0')} 节位于 ${at}，超出文件`);
  NAMES.forEach((name, index) => {
    const field = start + 56 + index * 8;
    const size = bytes.readUInt32LE(field);
    const listed = sections.get(index + 1);
    const agrees = listed ? listed.count === size && listed.at === bytes.readUInt32LE(field + 4) : size === 0;
    if (sections.size > 0 && !agrees) odd(`${name}表在文件头和映射表中不一致`);
  });
  return sections;
}

/** A run of bytes. */
export interface Gap {
  at: number;
  size: number;
}

/** Bytes tool-chains leave between sections at most, but for the zeros of merged files. */
const PADDING = 256;

/**
 * Runs of bytes no section claims: behind the end of tables whose size is known, and behind the last of the data. Sections of
 * items of different lengths are taken to reach up to the next one.
 *
 * @param dataEnd where the header says the data ends; asked where the end of the last section is not known
 */
export function unclaimedBytes(bytes: Buffer, sections: Sections, dataEnd: number): Gap[] {
  const placed = [...sections].filter(([type, { at }]) => at < bytes.length && (type === SECTION.header || at > 0));
  placed.sort(([, a], [, b]) => a.at - b.at);
  const gaps: Gap[] = placed.length === 0 ? [{ at: dataEnd, size: bytes.length - dataEnd }] : [];
  placed.forEach(([type, { count, at }], index) => {
    const isLast = index === placed.length - 1;
    const next = isLast ? bytes.length : placed[index + 1]![1].at;
    const end = endOf(bytes, type, count, at) ?? (isLast ? Math.max(at, dataEnd) : next);
    gaps.push({ at: end, size: next - end });
  });
  return gaps.filter(({ size }) => size > PADDING);
}

function endOf(bytes: Buffer, type: number, count: number, at: number): number | undefined {
  if (type === MAP_LIST) return at + 4 <= bytes.length ? at + 4 + bytes.readUInt32LE(at) * 12 : undefined;
  const width = WIDTHS.get(type);
  return width === undefined ? undefined : at + count * width;
}

import { cursor, u32 } from './bytes.js';

/** Source: Ark bytecode file format, Header */
const MAGIC = Buffer.from('PANDA\0\0\0', 'latin1');
const HEADER_SIZE = 60;

/** A part of the file in which 16-bit numbers of instructions name methods, strings and literal arrays. */
export interface Region {
  start: number;
  end: number;
  /** Offset of the table of classes and how many it holds. */
  classes: Table;
  /** Of methods, strings and literal arrays alike. */
  items: Table;
}

export interface Table {
  at: number;
  count: number;
}

export interface ArkHeader {
  /** `13.0.1.0` */
  version: string;
  major: number;
  fileSize: number;
  foreign: { start: number; end: number };
  /** Offsets of classes. */
  classes: Table;
  regions: Region[];
}

export function isArk(bytes: Buffer): boolean {
  return bytes.length >= HEADER_SIZE && bytes.subarray(0, 8).equals(MAGIC);
}

/**
 * Reads the header. Tables are cut to the bytes that are there, so that nothing is ever sized by a claim.
 *
 * The index of literal arrays (until 13.0.0.0) and those of fields and prototypes (until 12.0.1.0) are not needed: since they are
 * gone, instructions name what they did through the region.
 * Source: Ark bytecode file format, Header and RegionHeader; change logs of 12.0.1.0 and 13.0.0.0
 */
export function readHeader(bytes: Buffer): ArkHeader {
  const from = cursor(16);
  const [fileSize, foreign, foreignSize, classCount, classAt] = [0, 0, 0, 0, 0].map(() => u32(bytes, from));
  const index = cursor(52);
  const [regionCount, regionAt] = [u32(bytes, index), u32(bytes, index)];
  return {
    version: [...bytes.subarray(12, 16)].join('.'),
    major: bytes[12]!,
    fileSize: fileSize!,
    foreign: { start: foreign!, end: foreign! + foreignSize! },
    classes: table(bytes, classAt!, classCount!, 4),
    regions: readRegions(bytes, table(bytes, regionAt, regionCount, REGION_SIZE)),
  };
}

const REGION_SIZE = 40;

function readRegions(bytes: Buffer, { at, count }: Table): Region[] {
  return Array.from({ length: count }, (_, i) => {
    const from = cursor(at + i * REGION_SIZE);
    const [start, end, classCount, classAt, itemCount, itemAt] = [0, 0, 0, 0, 0, 0].map(() => u32(bytes, from));
    return {
      start: start!,
      end: end!,
      classes: table(bytes, classAt!, Math.min(classCount!, MAX_INDEX), 4),
      items: table(bytes, itemAt!, Math.min(itemCount!, MAX_INDEX), 4),
    };
  });
}

/** What 16 bits can name. */
const MAX_INDEX = 0x10000;

function table(bytes: Buffer, at: number, count: number, size: number): Table {
  if (at < HEADER_SIZE || at >= bytes.length) return { at: 0, count: 0 };
  return { at, count: Math.min(count, Math.floor((bytes.length - at) / size)) };
}

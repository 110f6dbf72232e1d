import type { DartString } from './strings.js';

/** Where the fields of an object's header stand, in front of the characters. */
interface Shape {
  align: number;
  header: number;
  /** Of the length, a small integer: shifted left by one. */
  lengthAt: number;
}

/** 64-bit objects keep their hash beside the tags; 32-bit ones in a word of its own, before the length since Dart 2.14. */
const SHAPES: Record<32 | 64, Shape[]> = {
  32: [
    { align: 8, header: 12, lengthAt: 4 },
    { align: 8, header: 12, lengthAt: 8 },
  ],
  64: [{ align: 16, header: 16, lengthAt: 8 }],
};

/** How the tags hold size and class: 8 and 16 bits until Dart 2.19, 4 and 20 since. Sizes count alignment units; 0: too large. */
interface Tags {
  size(tags: number): number;
  largest: number;
  classId(tags: number): number;
}

const TAGS: Tags[] = [
  { size: (tags) => (tags >>> 8) & 0xff, largest: 0xff, classId: (tags) => tags >>> 16 },
  { size: (tags) => (tags >>> 8) & 0xf, largest: 0xf, classId: (tags) => tags >>> 12 },
];

/** Fewer than this may be chance. */
const LEAST = 3;

/**
 * Strings of a data image: with full pointers, precompiled code uses them where they stand, as objects of the heap (tags, length,
 * characters, filled up with zeros). Ids of classes change with the releases; strings are told by their own measure: no
 * other object has a length that, halved, gives the size in its tags. The id of two-byte strings follows that of one-byte ones.
 *
 * Source: dart-lang/sdk runtime/vm/image_snapshot.cc, raw_object.h (UntaggedObject, UntaggedString), class_id.h
 */
export function imageStrings(bytes: Buffer, start: number, end: number, bits: 32 | 64): DartString[] {
  const found = oneByteClass(bytes, start, end, SHAPES[bits]);
  if (!found) return [];
  const { shape, tags, classId } = found;
  const strings: DartString[] = [];
  for (let at = start; at + shape.header < end; ) {
    const id = tags.classId(bytes.readUInt32LE(at));
    const wide = id === classId + 1;
    const length = wide || id === classId ? lengthAt(bytes, at, end, shape, wide, tags) : undefined;
    if (length) strings.push({ at: at + shape.header, length, wide });
    at += length === undefined ? shape.align : sizeOf(shape, length, wide);
  }
  return strings;
}

function sizeOf({ align, header }: Shape, length: number, wide: boolean): number {
  return Math.ceil((header + length * (wide ? 2 : 1)) / align) * align;
}

/** Length of the string at a place, where what is there can be one. */
function lengthAt(bytes: Buffer, at: number, end: number, shape: Shape, wide: boolean, tags: Tags): number | undefined {
  const small = bytes.readUInt32LE(at + shape.lengthAt);
  if (small & 1 || (shape.align === 16 && bytes.readUInt32LE(at + 12) !== 0)) return undefined;
  const length = small >>> 1;
  const size = sizeOf(shape, length, wide);
  const units = size / shape.align;
  const claimed = tags.size(bytes.readUInt32LE(at));
  if (at + size > end || claimed !== (units > tags.largest ? 0 : units)) return undefined;
  for (let i = at + shape.header + length * (wide ? 2 : 1); i < at + size; i++) if (bytes[i] !== 0) return undefined;
  return length;
}

interface StringClass {
  shape: Shape;
  tags: Tags;
  classId: number;
}

/** The class of one-byte strings, and how its objects are laid out: what most objects look like a string of. */
function oneByteClass(bytes: Buffer, start: number, end: number, shapes: Shape[]): StringClass | undefined {
  let best: (StringClass & { count: number }) | undefined;
  for (const shape of shapes)
    for (const tags of TAGS) {
      const counts = new Map<number, number>();
      for (let at = start; at + shape.header < end; at += shape.align) {
        const word = bytes.readUInt32LE(at);
        if (tags.size(word) === 0 || !lengthAt(bytes, at, end, shape, false, tags)) continue;
        const classId = tags.classId(word);
        const count = (counts.get(classId) ?? 0) + 1;
        counts.set(classId, count);
        if (count >= LEAST && count > (best?.count ?? 0)) best = { shape, tags, classId, count };
      }
    }
  return best;
}

import type { SnapshotHeader } from './header.js';
import type { DartString } from './strings.js';

/** Bytes in which the strings must begin: some counts, and clusters of single objects in the newest releases. */
const WINDOW = 512;
/** Steps of the search a byte may cost: a stream made of false starts is given up. */
const STEPS_PER_BYTE = 8;
/** Bytes a native search passes for the cost of one step. */
const BYTES_PER_STEP = 64;
const MAX_NUMBER_BYTES = 5;
/** Fewer strings no isolate has, and a match of fewer numbers may be chance. */
const LEAST = 16;

/**
 * Strings of a snapshot with compressed pointers (Android and iOS on 64 bits since about Dart 2.15), where they are serialized.
 *
 * A stream has two passes over its clusters. The first says how much to allocate: the canonical strings come before all others
 * that are many, as a count and for each `length << 1 | isTwoByte`. The second has the contents, in the same order, each with
 * that number again. What stands between belongs to clusters whose layout changes with every release; it need not be
 * understood: the second pass of the strings is the one place where all these numbers follow each other at the distances they
 * say. Larger counts are tried first.
 *
 * Source: dart-lang/sdk runtime/vm/app_snapshot.cc (Serializer::Serialize, StringSerializationCluster), datastream.h
 */
export function clusterStrings(bytes: Buffer, { body, end }: SnapshotHeader): DartString[] {
  const budget = { steps: (end - body) * STEPS_PER_BYTE };
  for (const start of likelyCounts(bytes, body, end)) {
    const sizes = readSizes(bytes, start, end, budget);
    const from = sizes && findContents(bytes, sizes, end, budget);
    if (sizes && from !== undefined) return contentsAt(bytes, sizes.encoded, from, end);
    if (budget.steps <= 0) break;
  }
  return [];
}

/** Where a number stands that may count the strings, larger ones first: each takes a byte in either pass at least. */
function likelyCounts(bytes: Buffer, body: number, end: number): number[] {
  const found: { at: number; count: number }[] = [];
  for (let at = body; at < Math.min(body + WINDOW, end); at++) {
    const cursor = { at };
    const count = readUnsigned(bytes, cursor, end);
    if (count && count >= LEAST && count <= (end - cursor.at) / 2) found.push({ at, count });
  }
  return found.sort((a, b) => b.count - a.count || a.at - b.at).map(({ at }) => at);
}

interface Sizes {
  /** `length << 1 | isTwoByte` of each string. */
  encoded: number[];
  /** The first of them as it stands in the bytes. */
  first: Buffer;
  /** Where the first pass over them ends. */
  end: number;
}

/** The first pass over the strings, taken to begin at a place. */
function readSizes(bytes: Buffer, start: number, end: number, budget: { steps: number }): Sizes | undefined {
  const cursor = { at: start };
  const count = readUnsigned(bytes, cursor, end)!;
  const begin = cursor.at;
  let first = begin;
  const encoded: number[] = [];
  let total = 0;
  for (; encoded.length < count; budget.steps--) {
    const size = readUnsigned(bytes, cursor, end);
    if (size === undefined) return undefined;
    total += bytesOf(size) + 1;
    if (total > end - cursor.at) return undefined;
    encoded.push(size);
    if (encoded.length === 1) first = cursor.at;
  }
  return { encoded, first: bytes.subarray(begin, first), end: cursor.at };
}

function bytesOf(encoded: number): number {
  return encoded & 1 ? encoded - 1 : encoded >>> 1;
}

/** Where the second pass over the strings begins. */
function findContents(
  bytes: Buffer,
  { encoded, first, end: from }: Sizes,
  end: number,
  budget: { steps: number },
): number | undefined {
  const cursor = { at: from };
  for (let start = from; budget.steps > 0; start++) {
    const next = bytes.indexOf(first, start);
    if (next === -1 || next >= end) return undefined;
    budget.steps -= 1 + (next - start) / BYTES_PER_STEP;
    start = next;
    cursor.at = start;
    let matched = 0;
    for (; matched < encoded.length; matched++) {
      budget.steps--;
      if (readUnsigned(bytes, cursor, end) !== encoded[matched]) break;
      cursor.at += bytesOf(encoded[matched]!);
      if (cursor.at > end) break;
    }
    if (matched === encoded.length) return start;
  }
  return undefined;
}

function contentsAt(bytes: Buffer, encoded: number[], start: number, end: number): DartString[] {
  const cursor = { at: start };
  return encoded.map((size) => {
    readUnsigned(bytes, cursor, end);
    const found = { at: cursor.at, length: size >>> 1, wide: (size & 1) === 1 };
    cursor.at += bytesOf(size);
    return found;
  });
}

/** Seven bits a byte, lowest first; the last one has its top bit set. */
function readUnsigned(bytes: Buffer, cursor: { at: number }, end: number): number | undefined {
  let value = 0;
  let scale = 1;
  for (let i = 0; i < MAX_NUMBER_BYTES && cursor.at < end; i++) {
    const byte = bytes[cursor.at++]!;
    value += (byte & 0x7f) * scale;
    if (byte & 0x80) return value <= 0xffff_ffff ? value : undefined;
    scale *= 128;
  }
  return undefined;
}

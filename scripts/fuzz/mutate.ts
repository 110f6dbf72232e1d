import type { Random } from './random.js';

/** Values that sit at the edges of counts, sizes and offsets. */
const EDGES = [0, 1, 2, 7, 8, 0x7f, 0x80, 0xff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

type Mutator = (bytes: Buffer, random: Random) => Buffer;

const flipBit: Mutator = (bytes, random) => {
  const at = random.below(bytes.length);
  bytes[at] = bytes[at]! ^ (1 << random.below(8));
  return bytes;
};

const setByte: Mutator = (bytes, random) => {
  bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
};

/** A field in one of the widths and byte orders that formats here have, near or at an edge, or a little off. */
const setField: Mutator = (bytes, random) => {
  const width = random.pick([2, 4]);
  if (bytes.length < width) return bytes;
  const at = random.below(2) === 0 ? random.below(bytes.length - width + 1) : 4 * random.below((bytes.length - width) >> 2);
  const old = bytes.readUIntLE(at, width);
  const to = random.pick([
    random.pick(EDGES),
    bytes.length + random.below(16) - 8,
    old + random.below(9) - 4,
    random.below(bytes.length),
  ]);
  bytes.writeUIntLE((to >>> 0) % 2 ** (8 * width), at, width);
  if (random.below(4) === 0) bytes.subarray(at, at + width).reverse();
  return bytes;
};

const truncate: Mutator = (bytes, random) => bytes.subarray(0, random.below(bytes.length));

const duplicate: Mutator = (bytes, random) => {
  const from = random.below(bytes.length);
  const part = bytes.subarray(from, from + 1 + random.below(Math.min(4096, bytes.length)));
  const at = random.below(bytes.length);
  return Buffer.concat([bytes.subarray(0, at), part, bytes.subarray(at)]);
};

const remove: Mutator = (bytes, random) => {
  const from = random.below(bytes.length);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + random.below(64))]);
};

const copyOver: Mutator = (bytes, random) => {
  const from = random.below(bytes.length);
  bytes.copy(bytes, random.below(bytes.length), from, Math.min(bytes.length, from + 1 + random.below(256)));
  return bytes;
};

const MUTATORS = [flipBit, setByte, setField, setField, setField, setField, truncate, duplicate, remove, copyOver];

/** A copy with one to eight changes. */
export function mutate(seed: Buffer, random: Random): Buffer {
  let bytes = Buffer.from(seed);
  for (let left = 1 + random.below(8); left > 0 && bytes.length > 0; left--)
    bytes = Buffer.from(random.pick(MUTATORS)(bytes, random));
  return bytes;
}

/** A copy in which some of the given fields hold other values; nothing else changes. */
export function mutateFields(seed: Buffer, fields: readonly { at: number; width: number }[], random: Random): Buffer {
  const bytes = Buffer.from(seed);
  for (let left = 1 + random.below(2); left > 0 && fields.length > 0; left--) {
    const { at, width } = random.pick(fields);
    const old = bytes.readUIntLE(at, width);
    const to = random.pick([random.pick(EDGES), old + 1, old - 1, old * 2, random.below(bytes.length)]);
    bytes.writeUIntLE((to >>> 0) % 2 ** (8 * width), at, width);
  }
  return bytes;
}

const ITEMS = 1000;

/** The bytes behind a 32-bit length; what there is of them where the length reaches too far. */
export function prefixed(bytes: Buffer, at: number): Buffer {
  if (at < 0 || at + 4 > bytes.length) return Buffer.alloc(0);
  return bytes.subarray(at + 4, Math.min(bytes.length, at + 4 + bytes.readUInt32LE(at)));
}

/** Items of a sequence, each behind its 32-bit length. */
export function items(sequence: Buffer): Buffer[] {
  const out: Buffer[] = [];
  for (let at = 0; at + 4 <= sequence.length && out.length < ITEMS; ) {
    const item = prefixed(sequence, at);
    if (item.length === 0) break;
    out.push(item);
    at += 4 + item.length;
  }
  return out;
}

/** Takes length-prefixed parts and numbers one after the other; past the end they are empty and 0. */
export function sequenceReader(bytes: Buffer): { part(): Buffer; uint32(): number; rest(): Buffer } {
  let at = 0;
  return {
    part: () => {
      const part = prefixed(bytes, at);
      at += 4 + part.length;
      return part;
    },
    uint32: () => {
      const value = at + 4 <= bytes.length ? bytes.readUInt32LE(at) : 0;
      at += 4;
      return value;
    },
    rest: () => bytes.subarray(Math.min(at, bytes.length)),
  };
}

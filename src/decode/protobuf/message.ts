/**
 * One protobuf message, read without its schema: the caller says what a field number means. Fields are views; nothing inside
 * them is read before it is asked for. Damaged input ends the message where it breaks; nothing throws.
 * Source: protobuf.dev, "Encoding"
 */
export interface Message {
  /** Embedded messages of a repeated field, in order. */
  messages(field: number): Message[];
  message(field: number): Message | undefined;
  text(field: number): string | undefined;
  /** An unsigned 32-bit number, `bool` or enum; of a `float` the bits. */
  number(field: number): number | undefined;
  has(field: number): boolean;
}

const MAX_FIELDS = 1_000_000;

export function readMessage(bytes: Buffer): Message {
  const lengths = new Map<number, Buffer[]>();
  const numbers = new Map<number, number>();
  for (let at = 0, count = 0; at < bytes.length && count < MAX_FIELDS; count++) {
    const [tag, afterTag] = readVarint(bytes, at);
    const field = Math.floor(tag / 8);
    const wire = tag & 7;
    if (wire === 0) {
      const [value, next] = readVarint(bytes, afterTag);
      numbers.set(field, value >>> 0);
      at = next;
    } else if (wire === 2) {
      const [size, start] = readVarint(bytes, afterTag);
      if (start + size > bytes.length) break;
      const known = lengths.get(field);
      const view = bytes.subarray(start, start + size);
      if (known) known.push(view);
      else lengths.set(field, [view]);
      at = start + size;
    } else if (wire === 5 && afterTag + 4 <= bytes.length) {
      numbers.set(field, bytes.readUInt32LE(afterTag));
      at = afterTag + 4;
    } else if (wire === 1) at = afterTag + 8;
    else break;
  }
  return {
    messages: (field) => (lengths.get(field) ?? []).map(readMessage),
    message: (field) => {
      const last = lengths.get(field)?.at(-1);
      return last && readMessage(last);
    },
    text: (field) => lengths.get(field)?.at(-1)?.toString('utf8'),
    number: (field) => numbers.get(field),
    has: (field) => lengths.has(field) || numbers.has(field),
  };
}

/** Exact up to 53 bits; of longer ones (negative 32-bit numbers are written in ten bytes) the low 32 bits. */
function readVarint(bytes: Buffer, start: number): [value: number, next: number] {
  let value = 0;
  let low = 0;
  let at = start;
  for (let i = 0; i < 10 && at < bytes.length; i++) {
    const byte = bytes[at++]!;
    value += (byte & 0x7f) * 128 ** i;
    if (i < 5) low |= (byte & 0x7f) << (7 * i);
    if (byte < 0x80) break;
  }
  return [value > Number.MAX_SAFE_INTEGER ? low >>> 0 : value, at];
}

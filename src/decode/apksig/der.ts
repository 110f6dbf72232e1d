/** One DER value: its tag, and its content as a view. */
export interface Der {
  tag: number;
  content: Buffer;
  /** With tag and length. */
  whole: Buffer;
}

/** The values inside a constructed one, at most 1000. */
export function children(bytes: Buffer | undefined): Der[] {
  const out: Der[] = [];
  for (let at = 0; bytes && at < bytes.length && out.length < 1000; ) {
    const item = readDer(bytes, at);
    if (!item) break;
    out.push(item);
    at += item.whole.length;
  }
  return out;
}

/** The value at `at`; an indefinite length (BER) runs to the end. Undefined where the bytes end before it. */
export function readDer(bytes: Buffer, at: number): Der | undefined {
  if (at + 2 > bytes.length) return undefined;
  let length = bytes[at + 1]!;
  let start = at + 2;
  if (length === 0x80) return { tag: bytes[at]!, content: bytes.subarray(start), whole: bytes.subarray(at) };
  if (length > 0x80) {
    const size = length & 0x7f;
    if (size > 4 || start + size > bytes.length) return undefined;
    length = bytes.readUIntBE(start, size);
    start += size;
  }
  if (start + length > bytes.length) return undefined;
  return { tag: bytes[at]!, content: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length) };
}

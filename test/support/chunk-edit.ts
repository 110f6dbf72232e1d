import { u16, u32 } from '../decode/chunks.js';

/** A compiled XML file or a resource table taken apart into its chunks, and put together again. */
export interface Chunks {
  header: Buffer;
  chunks: Buffer[];
}

export function chunksOf(bytes: Buffer): Chunks {
  const header = bytes.subarray(0, bytes.readUInt16LE(2));
  const chunks: Buffer[] = [];
  for (let at = header.length; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32LE(at + 4);
    chunks.push(Buffer.from(bytes.subarray(at, at + size)));
    at += size;
  }
  return { header: Buffer.from(header), chunks };
}

export function joined({ header, chunks }: Chunks): Buffer {
  const out = Buffer.concat([header, ...chunks]);
  out.writeUInt32LE(out.length, 4);
  return out;
}

/** The file with its list of chunks changed in place. */
export function withChunks(bytes: Buffer, change: (chunks: Buffer[]) => void): Buffer {
  const parts = chunksOf(bytes);
  change(parts.chunks);
  return joined(parts);
}

/** The index of the n-th chunk of a type. */
export function indexOf(chunks: readonly Buffer[], type: number, n = 0): number {
  const found = chunks.flatMap((chunk, index) => (chunk.readUInt16LE(0) === type ? [index] : []));
  return found[n]!;
}

/** A chunk of a type no reader knows. */
export function junk(type: number, size = 24): Buffer {
  return Buffer.concat([u16(type, 8), u32(size), Buffer.alloc(size - 8, 0x5a)]);
}

/** A chunk's header made longer by `by` bytes. */
export function withLongerHeader(chunk: Buffer, by: number): Buffer {
  const header = chunk.readUInt16LE(2);
  const out = Buffer.concat([chunk.subarray(0, header), Buffer.alloc(by), chunk.subarray(header)]);
  out.writeUInt16LE(header + by, 2);
  out.writeUInt32LE(out.length, 4);
  return out;
}

/** An element's attributes given `stride` bytes each. */
export function withStride(element: Buffer, stride: number): Buffer {
  const count = element.readUInt16LE(28);
  const attributes = Array.from({ length: count }, (_, i) =>
    Buffer.concat([element.subarray(36 + i * 20, 56 + i * 20), Buffer.alloc(stride - 20, 0x11)]),
  );
  const out = Buffer.concat([element.subarray(0, 36), ...attributes]);
  out.writeUInt16LE(stride, 26);
  out.writeUInt32LE(out.length, 4);
  return out;
}

/** An element with one of its attributes written a second time behind the others. */
export function withRepeated(element: Buffer, index: number, change: (attribute: Buffer) => void): Buffer {
  const copy = Buffer.from(element.subarray(36 + index * 20, 56 + index * 20));
  change(copy);
  const out = Buffer.concat([element, copy]);
  out.writeUInt16LE(out.readUInt16LE(28) + 1, 28);
  out.writeUInt32LE(out.length, 4);
  return out;
}

import { readUleb } from './mutf8.js';
import type { CodeItem } from './types.js';

/** The head of a code item; undefined where it lies outside the file. Source: "Dalvik Executable format", code_item. */
export function readCodeItem(bytes: Buffer, offset: number): CodeItem | undefined {
  if (offset <= 0 || offset + 16 > bytes.length) return undefined;
  const start = offset + 16;
  const size = Math.min(bytes.readUInt32LE(offset + 12), (bytes.length - start) >> 1);
  const tries = bytes.readUInt16LE(offset + 6);
  const handlers = tries === 0 ? [] : readHandlers(bytes, start + (size + (size & 1)) * 2 + tries * 8);
  return { registers: bytes.readUInt16LE(offset), ins: bytes.readUInt16LE(offset + 2), start, size, handlers };
}

function readHandlers(bytes: Buffer, offset: number): number[] {
  const out = new Set<number>();
  let at = offset;
  const next = (): number => {
    const [value, after] = readUleb(bytes, at);
    at = after;
    return value;
  };
  const lists = Math.min(next(), 1000);
  for (let i = 0; i < lists && at < bytes.length; i++) {
    const size = signedLeb(bytes, at);
    at = size.next;
    for (let k = 0; k < Math.min(Math.abs(size.value), 1000) && at < bytes.length; k++) {
      next();
      out.add(next());
    }
    if (size.value <= 0) out.add(next());
  }
  return [...out];
}

function signedLeb(bytes: Buffer, at: number): { value: number; next: number } {
  const [raw, next] = readUleb(bytes, at);
  const bits = Math.min(32, (next - at) * 7);
  return { value: (raw << (32 - bits)) >> (32 - bits), next };
}

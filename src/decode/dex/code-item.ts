import { readSleb, readUleb } from './mutf8.js';
import type { CodeItem, TryBlock } from './types.js';

const HANDLERS = 1000;

/** The head of a code item; undefined where it lies outside the file. Source: "Dalvik Executable format", code_item. */
export function readCodeItem(bytes: Buffer, offset: number): CodeItem | undefined {
  if (offset <= 0 || offset + 16 > bytes.length) return undefined;
  const start = offset + 16;
  const size = Math.min(bytes.readUInt32LE(offset + 12), (bytes.length - start) >> 1);
  return { registers: bytes.readUInt16LE(offset), ins: bytes.readUInt16LE(offset + 2), start, size };
}

/**
 * Try blocks of a code item and what catches in them, in file order. Blocks that share their handlers in the file share them
 * here. Source: the same, try_item and encoded_catch_handler_list
 */
export function readTryBlocks(bytes: Buffer, code: CodeItem): TryBlock[] {
  const count = bytes.readUInt16LE(code.start - 10);
  const tries = code.start + (code.size + (code.size & 1)) * 2;
  const list = tries + count * 8;
  if (count === 0 || list >= bytes.length) return [];
  const known = new Map<number, TryBlock['handlers']>();
  const blocks: TryBlock[] = [];
  for (let at = tries; at < list; at += 8) {
    const offset = bytes.readUInt16LE(at + 6);
    const handlers = known.get(offset) ?? readHandler(bytes, list + offset);
    known.set(offset, handlers);
    const first = bytes.readUInt32LE(at);
    blocks.push({ first, last: first + bytes.readUInt16LE(at + 4), handlers });
  }
  return blocks;
}

function readHandler(bytes: Buffer, offset: number): TryBlock['handlers'] {
  let [size, at] = readSleb(bytes, offset);
  const next = (): number => {
    const [value, after] = readUleb(bytes, at);
    at = after;
    return value;
  };
  const typed: TryBlock['handlers'] = [];
  for (let i = 0; i < Math.min(Math.abs(size), HANDLERS) && at < bytes.length; i++) typed.push({ type: next(), at: next() });
  if (size <= 0 && at < bytes.length) typed.push({ at: next() });
  return typed;
}

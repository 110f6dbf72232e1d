import type { Overlayable } from './types.js';

/** A chunk: where its header ends and where it ends. */
interface Chunk {
  at: number;
  headerSize: number;
  end: number;
}

const NAME = 256;
const LIBRARY_ENTRY = 4 + NAME;
const POLICY = 0x0205;
const MAX = 10_000;

function utf16(bytes: Buffer, at: number, end: number): string {
  return bytes.toString('utf16le', at, Math.min(at + NAME, end)).replace(/\0.*$/s, '');
}

/** Package ids a table uses for shared libraries, which get others when they are loaded. Source: AOSP ResourceTypes.h, ResTable_lib_entry */
export function readLibraries(bytes: Buffer, { at, headerSize, end }: Chunk): { id: number; name: string }[] {
  if (headerSize < 12) return [];
  const count = Math.min(bytes.readUInt32LE(at + 8), Math.floor((end - at - headerSize) / LIBRARY_ENTRY), MAX);
  return Array.from({ length: count }, (_, i) => {
    const entry = at + headerSize + i * LIBRARY_ENTRY;
    return { id: bytes.readUInt32LE(entry), name: utf16(bytes, entry + 4, end) };
  });
}

/** Ids given before the framework was final → the final ones. Source: AOSP ResourceTypes.h, ResTable_staged_alias_entry */
export function readAliases(bytes: Buffer, { at, headerSize, end }: Chunk, aliases: Map<number, number>): void {
  if (headerSize < 12) return;
  const count = Math.min(bytes.readUInt32LE(at + 8), Math.floor((end - at - headerSize) / 8), MAX);
  for (let i = 0; i < count; i++) {
    const entry = at + headerSize + i * 8;
    aliases.set(bytes.readUInt32LE(entry), bytes.readUInt32LE(entry + 4));
  }
}

/** Source: AOSP ResourceTypes.h, ResTable_overlayable_header, ResTable_overlayable_policy_header; LoadedArsc.cpp */
export function readOverlayable(bytes: Buffer, { at, headerSize, end }: Chunk): Overlayable {
  const found: Overlayable = { name: '', actor: '', policies: [] };
  if (headerSize < 8 + NAME * 4) return found;
  found.name = bytes.toString('utf16le', at + 8, at + 8 + NAME * 2).replace(/\0.*$/s, '');
  found.actor = bytes.toString('utf16le', at + 8 + NAME * 2, at + 8 + NAME * 4).replace(/\0.*$/s, '');
  for (let policy = at + headerSize; policy + 16 <= end && found.policies.length < MAX; ) {
    const header = bytes.readUInt16LE(policy + 2);
    const size = bytes.readUInt32LE(policy + 4);
    if (size < header || header < 16 || policy + size > end) break;
    if (bytes.readUInt16LE(policy) === POLICY) {
      const count = Math.min(bytes.readUInt32LE(policy + 12), Math.floor((size - header) / 4));
      const ids = Array.from({ length: count }, (_, i) => bytes.readUInt32LE(policy + header + i * 4));
      found.policies.push({ flags: bytes.readUInt32LE(policy + 8), ids });
    }
    policy += size;
  }
  return found;
}

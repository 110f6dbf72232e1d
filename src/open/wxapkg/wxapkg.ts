import { createEntry, createTree } from '../entry.js';
import { TooLarge } from '../errors.js';
import { decodeName, NAME_TRICKS, quoteName, safeName } from '../names.js';
import { ALL_PARTS, type Session } from '../session.js';
import type { Entry, Tree } from '../tree.js';
import { candidateAppIds, decryptWxapkg, isEncryptedWxapkg } from './crypt.js';

const HEADER = 14;
const INDEX_START = 18;
/** Longest name taken: WeChat's own are far below. */
const MAX_NAME = 4096;

interface IndexEntry {
  rawName: string;
  offset: number;
  size: number;
}

/**
 * Lists a WeChat package. Every claim of the index is checked against the file: what lies outside is told and stays
 * unreadable, the rest is listed.
 *
 * Source: reference/formats.md (21 public packages) and the platform's own packer, npm miniprogram-ci `utils/wxapkg/pack.js`
 */
export function openWxapkg(bytes: Buffer, path: string, depth: number, session: Session): Tree {
  const index = readIndex(bytes, path, session);
  const granted = session.budget.takeEntries(index.length);
  if (granted < index.length) session.addBudgetLimit('entries', path);
  const entries = toEntries(bytes, index.slice(0, granted), path, session);
  return createTree(session, { format: 'wxapkg', path, depth, entries });
}

/** Lists an encrypted (`V1MMWX`) package; without its app id a tree without entries, under a limit. */
export function openEncryptedWxapkg(bytes: Buffer, path: string, depth: number, session: Session): Tree {
  const plain = decrypt(bytes, path, session);
  if (plain) return openWxapkg(plain, path, depth, session);
  const detail = session.givenAppId
    ? `小程序包已加密，给出的 AppID（${quoteName(session.givenAppId)}）解不开。请核对后用 --appid 重新指定该小程序的 AppID。`
    : '小程序包已加密（V1MMWX），包内也找不到可用的 AppID。请用 --appid wx… 指定该小程序的 AppID，或提供未加密的包、源代码。';
  return lockedTree(path, depth, session, detail);
}

/** Looks for the app id that opens one of several packages, so that it can open the others too; they may not name it. */
export function learnAppId(packages: Buffer[], session: Session): void {
  for (const bytes of packages) {
    if (session.appId !== undefined) return;
    if (isEncryptedWxapkg(bytes)) decrypt(bytes, '', session);
  }
}

/** A package whose header is ruined, mostly by decrypting with a wrong app id. */
export function openScrambledWxapkg(path: string, depth: number, session: Session): Tree {
  const detail =
    '这是用错误的 AppID 解密（或文件头已损坏）的小程序包，内容无法读取。请提供原始加密包并用 --appid 指定 AppID，或提供源代码。';
  return lockedTree(path, depth, session, detail);
}

function lockedTree(path: string, depth: number, session: Session, detail: string): Tree {
  session.addLimit({ reason: 'encrypted', path, hides: [...ALL_PARTS], detail, share: 1 });
  return createTree(session, { format: 'wxapkg', path, depth, entries: [] });
}

/** Tries the given app id alone, or else what the path, other packages of this input and the body name. */
function decrypt(bytes: Buffer, path: string, session: Session): Buffer | undefined {
  const named = session.givenAppId
    ? [session.givenAppId]
    : [session.appId, ...appIdsInPath(session.inputPath), ...appIdsInPath(path)];
  for (const id of named) {
    const plain = id === undefined ? undefined : decryptWxapkg(bytes, id);
    if (plain) return remember(plain, id!, session);
  }
  if (session.givenAppId) return undefined;
  for (const id of candidateAppIds(bytes)) {
    const plain = decryptWxapkg(bytes, id);
    if (plain) return remember(plain, id, session);
  }
  return undefined;
}

function remember(plain: Buffer, id: string, session: Session): Buffer {
  session.appId = id;
  return plain;
}

/** App ids in a path, the innermost first. */
export function appIdsInPath(path: string): string[] {
  return [...path.matchAll(/wx[0-9a-f]{16}(?![0-9a-f])/g)].map(([id]) => id).reverse();
}

function readIndex(bytes: Buffer, path: string, session: Session): IndexEntry[] {
  const damage = (trick: string, detail: string, share?: number) => {
    session.addTamper(trick, path, detail);
    session.addLimit({ reason: 'unreadable', path, hides: [...ALL_PARTS], detail: `${detail}请重新提供完整的小程序包。`, share });
  };
  if (bytes.length < INDEX_START) {
    damage('index-truncated', '小程序包只有文件头，没有索引。');
    return [];
  }
  const indexEnd = HEADER + bytes.readUInt32BE(5);
  const claimed = bytes.readUInt32BE(HEADER);
  const expected = indexEnd + bytes.readUInt32BE(9);
  if (expected > bytes.length) damage('index-truncated', `小程序包应有 ${expected} 字节，实际只有 ${bytes.length} 字节。`);
  const index: IndexEntry[] = [];
  let at = INDEX_START;
  const end = Math.min(bytes.length, indexEnd);
  const most = Math.min(claimed, session.budget.limits.entries + 1);
  while (index.length < most && at + 4 <= end) {
    const nameLength = bytes.readUInt32BE(at);
    const after = at + 4 + nameLength;
    if (nameLength > MAX_NAME || after + 8 > end) break;
    index.push({
      rawName: decodeName(bytes.subarray(at + 4, after)),
      offset: bytes.readUInt32BE(after),
      size: bytes.readUInt32BE(after + 4),
    });
    at = after + 8;
  }
  if (index.length < most) {
    damage('index-count-forged', `索引称有 ${claimed} 个文件，只读到 ${index.length} 个。`, (claimed - index.length) / claimed);
  }
  return index;
}

function toEntries(bytes: Buffer, index: IndexEntry[], path: string, session: Session): Entry[] {
  const entries = new Map<string, Entry>();
  const first = new Map<string, Buffer>();
  const contentOf = ({ offset, size }: IndexEntry) => bytes.subarray(offset, offset + size);
  let outside = 0;
  /** Comparing may cost as much as reading the file once. */
  let compared = 0;
  for (const item of index) {
    const { name, tricks } = safeName(item.rawName.replace(/^\//, ''));
    const entryPath = `${path}!${name}`;
    for (const trick of tricks) session.addTamper(trick, entryPath, `条目名 ${quoteName(item.rawName)} ${NAME_TRICKS[trick]}。`);
    const earlier = first.get(name);
    if (earlier) {
      // Real packages list a plug-in's file twice, byte for byte the same.
      compared += item.size;
      if (compared <= bytes.length && earlier.equals(contentOf(item))) continue;
      session.addTamper('duplicate-name', entryPath, `条目名 ${quoteName(item.rawName)} 出现多次，只读取第一个。`);
      continue;
    }
    if (item.offset + item.size > bytes.length) {
      outside += 1;
      session.addTamper('entry-out-of-bounds', entryPath, `索引称内容在 ${item.offset}，长 ${item.size} 字节，超出文件范围。`);
    }
    first.set(name, contentOf(item));
    entries.set(name, toEntry(bytes, item, name, entryPath, session));
  }
  if (outside > 0) {
    const detail = `索引中有 ${outside} 个文件指向包外，未能读取。请重新提供完整的小程序包。`;
    session.addLimit({ reason: 'unreadable', path, hides: [...ALL_PARTS], detail, share: outside / index.length });
  }
  return [...entries.values()];
}

function toEntry(bytes: Buffer, { offset, size }: IndexEntry, name: string, path: string, session: Session): Entry {
  return createEntry(session, {
    name,
    path,
    size,
    compressedSize: size,
    load: (cap) => {
      if (offset + size > bytes.length) throw new Error('outside the package');
      if (size > cap) throw new TooLarge();
      return bytes.subarray(offset, offset + size);
    },
    peek: () => bytes.subarray(offset, Math.min(offset + size, offset + 1024)),
    view: true,
  });
}

import { createEntry, createTree } from '../entry.js';
import { TooLarge } from '../errors.js';
import { decodeName, NAME_TRICKS, quoteName, safeName } from '../names.js';
import { ALL_PARTS, partsOf, type Session } from '../session.js';
import type { Entry, Tree } from '../tree.js';
import { TAR_BLOCK, tarChecksumFits } from './header.js';

/** File types that hold bytes of a file: `0`, NUL and contiguous. Links and devices are not followed. */
const FILE_TYPES = new Set(['0', '\0', '7']);

interface TarMember {
  name: string;
  start: number;
  size: number;
}

/**
 * Lists a tar (ustar, with GNU long names and pax paths). Members are views into `bytes`; one that reaches past the end
 * stays listed and fails on reading. Of a name that occurs twice the last one counts, as tar itself extracts it.
 *
 * Source: POSIX.1-2017 pax; GNU tar manual, "Basic Tar Format"
 */
export function openTar(bytes: Buffer, path: string, depth: number, session: Session): Tree {
  const members = new Map<string, TarMember>();
  for (const member of readMembers(bytes, path, session)) {
    const { name, tricks } = safeName(member.name);
    if (name === '' || name.endsWith('/')) continue;
    for (const trick of tricks)
      session.addTamper(trick, `${path}!${name}`, `条目名 ${quoteName(member.name)} ${NAME_TRICKS[trick]}。`);
    members.set(name, { ...member, name });
  }
  const granted = session.budget.takeEntries(members.size);
  if (granted < members.size) session.addBudgetLimit('entries', path);
  const entries = [...members.values()].slice(0, granted).map((member) => toEntry(bytes, member, path, session));
  return createTree(session, { format: 'tar', path, depth, entries });
}

function toEntry(bytes: Buffer, { name, start, size }: TarMember, path: string, session: Session): Entry {
  return createEntry(session, {
    name,
    path: `${path}!${name}`,
    size,
    compressedSize: size,
    load: (cap) => {
      if (start + size > bytes.length) throw new Error('data ends early');
      if (size > cap) throw new TooLarge();
      return bytes.subarray(start, start + size);
    },
    peek: () => bytes.subarray(start, Math.min(bytes.length, start + Math.min(size, 1024))),
    view: true,
  });
}

function readMembers(bytes: Buffer, path: string, session: Session): TarMember[] {
  const members: TarMember[] = [];
  let at = 0;
  let longName: string | undefined;
  const most = session.budget.limits.entries + 1;
  while (at + TAR_BLOCK <= bytes.length && bytes[at] !== 0 && members.length < most) {
    if (!tarChecksumFits(bytes, at)) {
      addDamage(path, members.length, session);
      break;
    }
    const size = readNumber(bytes.subarray(at + 124, at + 136));
    const start = at + TAR_BLOCK;
    const type = String.fromCharCode(bytes[at + 156]!);
    const body = bytes.subarray(start, start + Math.min(size, 65_536));
    if (type === 'L') longName = decodeName(untilNul(body));
    else if (type === 'x') longName = paxPath(body) ?? longName;
    else if (type !== 'g') {
      if (FILE_TYPES.has(type)) members.push({ name: longName ?? headerName(bytes, at), start, size });
      longName = undefined;
    }
    at = start + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
  }
  // A whole tar ends with blocks of zeros; without them something is missing behind the last member.
  if (at + TAR_BLOCK > bytes.length) addDamage(path, members.length, session);
  return members;
}

function addDamage(path: string, found: number, session: Session): void {
  session.addLimit({
    reason: 'unreadable',
    path,
    hides: found === 0 ? [...ALL_PARTS] : partsOf(''),
    detail: `tar 包损坏或被截断，只读到前 ${found} 个文件。请重新提供完整的包。`,
  });
}

/** Octal text, or base 256 where the first bit is set (GNU). */
function readNumber(field: Buffer): number {
  if ((field[0]! & 0x80) === 0) {
    const value = Number.parseInt(field.toString('latin1').replace(/\0.*$/s, '').trim() || '0', 8);
    return Number.isFinite(value) ? value : 0;
  }
  let value = field[0]! & 0x7f;
  for (const byte of field.subarray(1)) value = Math.min(value * 256 + byte, Number.MAX_SAFE_INTEGER / 1024);
  return value;
}

function headerName(bytes: Buffer, at: number): string {
  const name = decodeName(untilNul(bytes.subarray(at, at + 100)));
  const isUstar = bytes.toString('latin1', at + 257, at + 263) === 'ustar\0';
  const prefix = isUstar ? decodeName(untilNul(bytes.subarray(at + 345, at + 500))) : '';
  return prefix ? `${prefix}/${name}` : name;
}

function untilNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** `length key=value\n` records; only the path matters here. */
function paxPath(body: Buffer): string | undefined {
  let at = 0;
  while (at < body.length) {
    const length = Number.parseInt(body.toString('latin1', at, at + 20), 10);
    if (!(length > 0)) return undefined;
    const record = body.toString('utf8', at, at + length - 1);
    const path = /^\d+ path=(.*)$/s.exec(record)?.[1];
    if (path !== undefined) return path;
    at += length;
  }
  return undefined;
}

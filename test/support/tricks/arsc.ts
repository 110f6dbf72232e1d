import { chunk, stringPool, u16, u32 } from '../../decode/chunks.js';
import { indexOf, junk, withChunks, withLongerHeader } from '../chunk-edit.js';
import { edited, type Trick } from './base.js';

const TABLE = 'resources.arsc';
const [PACKAGE, TYPE, KEYS] = [0x200, 0x201, 1];

const table = (change: (list: Buffer[]) => void): Buffer => edited(TABLE, (bytes) => withChunks(bytes, change));
const inPackage = (change: (list: Buffer[]) => void): Buffer =>
  table((list) => {
    const at = indexOf(list, PACKAGE);
    list[at] = withChunks(list[at]!, change);
  });
const eachType = (change: (type: Buffer) => Buffer | undefined): Buffer =>
  inPackage((list) =>
    list.forEach((one, i) => {
      if (one.readUInt16LE(0) === TYPE) list[i] = change(one) ?? one;
    }),
  );

const damaged: Pick<Trick, 'limits' | 'blind'> = { limits: ['parse-failed'], blind: true };

/** Offsets as pairs of index and offset: `FLAG_SPARSE`. */
function sparse(type: Buffer): Buffer {
  const header = type.readUInt16LE(2);
  const count = type.readUInt32LE(12);
  const out = Buffer.from(type);
  out[9] = 1;
  for (let i = 0; i < count; i++) {
    out.writeUInt16LE(i, header + i * 4);
    out.writeUInt16LE(type.readUInt32LE(header + i * 4) / 4, header + i * 4 + 2);
  }
  return out;
}

/** Entries of eight bytes: `FLAG_COMPACT`. Types with bags stay as they are. */
function compact(type: Buffer): Buffer | undefined {
  const header = type.readUInt16LE(2);
  const count = type.readUInt32LE(12);
  const start = type.readUInt32LE(16);
  const entries: Buffer[] = [];
  for (let i = 0; i < count; i++) {
    const at = start + type.readUInt32LE(header + i * 4);
    if (type.readUInt16LE(at + 2) & 1) return undefined;
    entries.push(Buffer.concat([u16(type.readUInt32LE(at + 4), 8 | (type[at + 11]! << 8)), type.subarray(at + 12, at + 16)]));
  }
  const offsets = u32(...entries.map((_, i) => i * 8));
  const body = Buffer.concat([type.subarray(0, header), offsets, ...entries]);
  body.writeUInt32LE(header + offsets.length, 16);
  body.writeUInt32LE(body.length, 4);
  return body;
}

export const ARSC_TRICKS: Trick[] = [
  {
    title: 'another magic',
    apk: () => edited(TABLE, (bytes) => void bytes.writeUInt16LE(9, 0)),
    tricks: ['arsc-magic'],
    ...damaged,
  },
  {
    title: 'a longer file header',
    apk: () => edited(TABLE, (bytes) => withLongerHeader(bytes, 4)),
    tricks: ['arsc-header-size'],
  },
  { title: 'more packages claimed', apk: () => edited(TABLE, (bytes) => void bytes.writeUInt32LE(200, 8)), tricks: [] },
  {
    title: 'an unknown chunk in the table',
    apk: () => table((list) => list.splice(1, 0, junk(0x7777))),
    tricks: ['arsc-junk-chunk'],
    ...damaged,
  },
  {
    title: 'an unknown chunk in the package',
    apk: () => inPackage((list) => list.splice(4, 0, junk(0x7777))),
    tricks: ['arsc-junk-chunk'],
    ...damaged,
  },
  {
    title: 'a chunk without a size',
    apk: () => inPackage((list) => list.push(Buffer.alloc(8))),
    tricks: ['arsc-chunk-size'],
    ...damaged,
  },
  {
    title: 'a string count beyond the pool',
    apk: () => edited(TABLE, (bytes) => void bytes.writeUInt32LE(0x7fffffff, 20)),
    tricks: ['axml-string-count'],
    ...damaged,
  },
  {
    title: 'strings said to begin in the header of their pool',
    apk: () => edited(TABLE, (bytes) => void bytes.writeUInt32LE(8, 32)),
    tricks: ['string-pool-overlap', 'string-pool-shifted'],
    ...damaged,
    lost: ['14-1-form-reporting', '14-2-points-ranking'],
    changed: { '14-2-online-time': 'suspected' },
  },
  {
    title: 'strings said to begin among their own offsets',
    apk: () => edited(TABLE, (bytes) => void bytes.writeUInt32LE(40, 32)),
    tricks: ['string-pool-overlap', 'string-pool-shifted'],
    ...damaged,
    lost: ['14-1-form-reporting', '14-2-points-ranking'],
    changed: { '14-2-online-time': 'suspected' },
  },
  {
    title: 'an entry count beyond the chunk',
    apk: () => eachType((type) => void type.writeUInt32LE(0x00ffffff, 12)),
    tricks: ['arsc-entry-count'],
  },
  { title: 'sparse types', apk: () => eachType(sparse), tricks: [] },
  { title: 'compact entries', apk: () => eachType(compact), tricks: [] },
  {
    title: 'no names of resources',
    apk: () =>
      inPackage((list) => {
        const count = list[KEYS]!.readUInt32LE(8);
        const empty = stringPool(Array.from({ length: count }, () => ''));
        list[KEYS] = Buffer.concat([empty, Buffer.alloc(list[KEYS]!.length - empty.length)]);
        list[KEYS]!.writeUInt32LE(list[KEYS]!.length, 4);
      }),
    tricks: [],
  },
  {
    title: 'a type whose header is longer than its configuration',
    apk: () => eachType((type) => withLongerType(type)),
    tricks: ['arsc-type-header'],
    ...damaged,
  },
  { title: 'a library chunk', apk: () => inPackage((list) => list.push(chunk(0x203, u32(0)))), tricks: [] },
];

/** Four bytes more in the header, with the entries' place following. */
function withLongerType(type: Buffer): Buffer {
  const out = withLongerHeader(type, 4);
  out.writeUInt32LE(out.readUInt32LE(16) + 4, 16);
  return out;
}

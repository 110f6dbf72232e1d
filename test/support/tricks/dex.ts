import { fixture, GRID } from '../android-package.js';
import { edited, packed, type Trick } from './base.js';

const DEX = 'classes.dex';
const field = (at: number, value: number): Buffer => edited(DEX, (bytes) => void bytes.writeUInt32LE(value >>> 0, at));
const longer = (size: number): Buffer => Buffer.concat([GRID[DEX]!, Buffer.alloc(size, 0x5a)]);

export const DEX_TRICKS: Trick[] = [
  { title: 'a stale checksum', apk: () => field(8, 0), tricks: [] },
  { title: 'a stale digest', apk: () => edited(DEX, (bytes) => bytes.fill(0xaa, 12, 32)), tricks: [] },
  { title: 'another header size', apk: () => field(36, 0x1ae0), tricks: ['dex-header-size'] },
  { title: 'another endian tag', apk: () => field(40, 0), tricks: ['dex-endian-tag'] },
  {
    title: 'a version that does not exist',
    apk: () => edited(DEX, (bytes) => void bytes.write('036', 4)),
    tricks: ['dex-version'],
  },
  { title: 'a file size smaller than it is', apk: () => field(32, 0x70), tricks: ['dex-file-size'] },
  { title: 'a string count beyond the file', apk: () => field(56, 0x0fffffff), tricks: ['dex-table-size'] },
  { title: 'a method count beyond the file', apk: () => field(88, 0x0fffffff), tricks: ['dex-table-size'] },
  { title: 'no map list', apk: () => field(52, 0), tricks: ['dex-map-list'] },
  { title: 'a map list outside the file', apk: () => field(52, 0x7ffffff0), tricks: ['dex-map-list'] },
  { title: 'a data size of nothing', apk: () => field(104, 0), tricks: [] },
  { title: 'junk behind the data', apk: () => packed({ [DEX]: longer(1000) }), tricks: ['dex-file-size', 'dex-trailing-data'] },
  {
    title: 'junk behind the data that the header knows of',
    apk: () => {
      const bytes = longer(1000);
      bytes.writeUInt32LE(bytes.length, 32);
      return packed({ [DEX]: bytes });
    },
    tricks: ['dex-trailing-data'],
  },
  {
    title: 'classes of odd, reserved and endless names',
    apk: () => packed({ 'classes2.dex': fixture('hardened-names.dex') }),
    tricks: [],
  },
  {
    title: 'every class a second time, with nothing in it',
    apk: () => {
      const copy = Buffer.from(GRID[DEX]!);
      const [count, at] = [copy.readUInt32LE(96), copy.readUInt32LE(100)];
      for (let i = 0; i < count; i++) copy.writeUInt32LE(0, at + i * 32 + 24);
      return packed({ 'classes2.dex': copy });
    },
    tricks: ['dex-duplicate-class'],
  },
  {
    title: 'code where it does not belong',
    apk: () => packed({ 'res/raw/classes.dex': GRID[DEX]! }),
    tricks: [],
  },
  {
    title: 'a DEX number left out',
    apk: () => packed({ [DEX]: undefined, 'classes2.dex': GRID[DEX]! }),
    tricks: ['dex-unloaded'],
  },
];

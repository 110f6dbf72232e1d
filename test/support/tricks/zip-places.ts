import { deflateRawSync } from 'node:zlib';
import { GRID } from '../android-package.js';
import { endAt, insert, localAt, withCentral, withCentralExtra, withEnd, withZip64 } from '../zip-edit.js';
import { buildZip } from '../zip-writer.js';
import { packed, type Trick } from './base.js';

const MANIFEST = 'AndroidManifest.xml';
const DEX = 'classes.dex';
const decoy = GRID['res/menu/main.xml']!;
const directory = (zip: Buffer): { start: number; size: number } => ({
  start: zip.readUInt32LE(endAt(zip) + 16),
  size: zip.readUInt32LE(endAt(zip) + 12),
});

/** Where things stand, and what the end record says of it. */
export const PLACE_TRICKS: Trick[] = [
  {
    title: 'junk in front of the first entry, offsets kept right',
    apk: () => insert(packed(), 0, Buffer.from('#!/bin/sh\n')),
    tricks: ['leading-junk'],
  },
  {
    title: 'junk in front of the archive',
    apk: () => packed({}, {}, { prefix: Buffer.from('MZ\0\0') }),
    tricks: ['leading-junk'],
  },
  {
    title: 'junk between two entries',
    apk: () => insert(packed(), localAt(packed(), DEX), Buffer.from('PK\x03\x04junk')),
    tricks: [],
  },
  {
    title: 'junk in front of the directory',
    apk: () => insert(packed(), directory(packed()).start, Buffer.alloc(5000, 0x50)),
    tricks: [],
  },
  { title: 'a comment of 65,535 bytes', apk: () => packed({}, {}, { comment: Buffer.alloc(65_535, 0x20) }), tricks: [] },
  {
    title: 'an end record inside the comment',
    apk: () => packed({}, {}, { comment: Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(30)]) }),
    tricks: [],
  },
  {
    title: 'a whole other archive inside the comment',
    apk: () => packed({}, {}, { comment: buildZip([{ name: MANIFEST, data: decoy }]) }),
    tricks: ['multiple-end-records'],
  },
  {
    title: 'data behind the end record',
    apk: () => packed({}, {}, { trailing: Buffer.from('more') }),
    tricks: ['trailing-data'],
  },
  {
    title: 'an end record far from the end',
    apk: () => packed({}, {}, { trailing: Buffer.alloc(100_000, 1) }),
    tricks: ['end-record-misplaced', 'trailing-data'],
  },
  { title: 'fewer entries claimed', apk: () => withEnd(packed(), { 8: 2, 10: 2 }), tricks: ['entry-count-forged'] },
  {
    title: 'more entries claimed',
    apk: () => withEnd(packed(), { 8: 40, 10: 40 }),
    tricks: ['entry-count-forged'],
    limits: ['unreadable'],
    blind: true,
  },
  { title: 'no entries claimed', apk: () => withEnd(packed(), { 8: 0, 10: 0 }), tricks: ['entry-count-forged'] },
  { title: 'another count on this disk', apk: () => withEnd(packed(), { 8: 1 }), tricks: [] },
  { title: 'a directory size too small', apk: () => withEnd(packed(), { 12: 46 }), tricks: [] },
  { title: 'a directory size too large', apk: () => withEnd(packed(), { 12: 0x7fffffff }), tricks: [] },
  { title: 'a comment length that lies', apk: () => withEnd(packed(), { 20: 9 }), tricks: ['trailing-data'] },
  {
    title: 'ZIP64 records that agree',
    apk: () => {
      const zip = packed();
      const count = zip.readUInt16LE(endAt(zip) + 10);
      return withEnd(withZip64(zip, { count, ...directory(zip) }), { 8: 0xffff, 10: 0xffff, 12: -1, 16: -1 });
    },
    tricks: [],
  },
  {
    title: 'ZIP64 records for another directory, which nobody asked for',
    apk: () => {
      const other = buildZip([{ name: MANIFEST, data: decoy }]);
      const zip = insert(packed(), directory(packed()).start, other);
      const { start } = directory(zip);
      const at = start - other.length + directory(other).start;
      return withZip64(zip, { count: 1, size: directory(other).size, start: at });
    },
    tricks: ['zip64-unneeded'],
  },
  {
    title: 'an offset in a complete ZIP64 field',
    apk: () => {
      const zip = packed();
      const field = Buffer.alloc(28);
      field.writeUInt16LE(1, 0);
      field.writeUInt16LE(24, 2);
      field.writeBigUInt64LE(BigInt(GRID[DEX]!.length), 4);
      field.writeBigUInt64LE(BigInt(deflateRawSync(GRID[DEX]!).length), 12);
      field.writeBigUInt64LE(BigInt(localAt(zip, DEX)), 20);
      return withCentral(withCentralExtra(zip, DEX, field), DEX, { offset: -1 });
    },
    tricks: [],
  },
  {
    title: 'a directory cut off with the last record',
    apk: () => {
      const zip = packed();
      return zip.subarray(0, endAt(zip) - 30);
    },
    tricks: [],
    limits: ['unreadable'],
    blind: true,
  },
];

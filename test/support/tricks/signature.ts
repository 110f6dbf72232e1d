import { fixture } from '../android-package.js';
import { endAt, insert } from '../zip-edit.js';
import type { Trick } from './base.js';

const signed = (): Buffer => fixture('android-grid.apk');
const directoryAt = (zip: Buffer): number => zip.readUInt32LE(endAt(zip) + 16);
const inBlock = (change: (zip: Buffer, start: number, end: number) => void): Buffer => {
  const zip = Buffer.from(signed());
  const end = directoryAt(zip);
  change(zip, end - Number(zip.readBigUInt64LE(end - 24)) - 8, end);
  return zip;
};
/** A block of nothing but these bytes between its two sizes and the magic. */
function nonsense(content: Buffer): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(content.length + 24));
  return Buffer.concat([size, content, size, Buffer.from('APK Sig Block 42')]);
}

export const SIGNATURE_TRICKS: Trick[] = [
  { title: 'as signed', apk: signed, tricks: [] },
  {
    title: 'sizes of the block that differ',
    apk: () => inBlock((zip, start) => zip.writeBigUInt64LE(7n, start)),
    tricks: ['signature-mismatch'],
  },
  {
    title: 'a size of the block beyond the file',
    apk: () => inBlock((zip, _, end) => zip.writeBigUInt64LE(2n ** 60n, end - 24)),
    tricks: ['signature-mismatch'],
  },
  {
    title: 'another magic of the block',
    apk: () => inBlock((zip, _, end) => void zip.write('XXX', end - 16)),
    tricks: ['signature-mismatch'],
  },
  {
    title: 'a block of random pairs',
    apk: () => inBlock((zip, start, end) => zip.fill(0x5a, start + 8, end - 24)),
    tricks: ['signature-mismatch'],
  },
  {
    title: 'a signature with a bit changed',
    apk: () =>
      inBlock((zip, start) => {
        zip[start + 600]! ^= 1;
      }),
    tricks: ['signature-mismatch'],
  },
  {
    title: 'a block of nonsense in front of the real one',
    apk: () => insert(signed(), directoryAt(signed()) - 4096, nonsense(Buffer.alloc(100, 7))),
    tricks: ['signature-mismatch'],
  },
  {
    title: 'a block of nonsense behind the real one',
    apk: () => insert(signed(), directoryAt(signed()), nonsense(Buffer.alloc(100, 7))),
    tricks: ['signature-mismatch'],
  },
];

import { GRID } from '../android-package.js';
import { withBoth, withCentral, withLocal, withName } from '../zip-edit.js';
import { packed, type Trick, withEntries } from './base.js';

const MANIFEST = 'AndroidManifest.xml';
const TABLE = 'resources.arsc';
const LAYOUT = 'res/layout/activity_report.xml';
const DEX = 'classes.dex';
const stored = (name: string): Buffer => packed({}, { [name]: { deflate: false } });

/** What one record says: methods, flags, sizes, checksums, lengths. */
export const HEADER_TRICKS: Trick[] = [
  { title: 'a version no reader knows', apk: () => withBoth(packed(), DEX, { version: 255 }), tricks: [] },
  {
    title: 'an unknown method on a stored manifest',
    apk: () => withBoth(stored(MANIFEST), MANIFEST, { method: 30208 }),
    tricks: ['unknown-compression-method'],
  },
  {
    title: 'an unknown method on the resource table',
    apk: () => withBoth(packed(), TABLE, { method: 99 }),
    tricks: ['unknown-compression-method'],
  },
  {
    title: 'a desktop method on stored code',
    apk: () => withBoth(stored(DEX), DEX, { method: 14 }),
    tricks: ['unknown-compression-method'],
  },
  {
    title: 'an unknown method on data that is deflated',
    apk: () => withBoth(packed(), MANIFEST, { method: 12345 }),
    tricks: ['method-forged', 'unknown-compression-method'],
  },
  {
    title: 'the encryption bit on everything',
    apk: () =>
      Object.keys(GRID)
        .filter((name) => !name.startsWith('META-INF/'))
        .reduce((zip, name) => withBoth(zip, name, { flags: 1 }), packed()),
    tricks: ['encryption-bit'],
  },
  {
    title: 'the encryption bit in the directory alone',
    apk: () => withCentral(packed(), DEX, { flags: 1 }),
    tricks: ['encryption-bit'],
  },
  {
    title: 'the bit for strong encryption',
    apk: () => withBoth(packed(), MANIFEST, { flags: 0x41 }),
    tricks: ['encryption-bit'],
  },
  {
    title: 'another name in the local header',
    apk: () => withName(packed(), MANIFEST, Buffer.from('AndroidManifest.xmx'), 'local'),
    tricks: ['name-mismatch'],
  },
  {
    title: 'another method in the local header',
    apk: () => withLocal(packed(), MANIFEST, { method: 0 }),
    tricks: ['method-mismatch'],
  },
  {
    title: 'other sizes in the local header',
    apk: () => withLocal(packed(), DEX, { size: 10, compressedSize: 5 }),
    tricks: ['size-mismatch'],
  },
  {
    title: 'zero sizes in the local header without the descriptor bit',
    apk: () => withLocal(packed(), DEX, { size: 0, compressedSize: 0, crc: 0 }),
    tricks: ['size-mismatch'],
  },
  {
    title: 'zero sizes in the local header with the descriptor bit',
    apk: () => withLocal(withBoth(packed(), DEX, { flags: 8 }), DEX, { size: 0, compressedSize: 0, crc: 0 }),
    tricks: [],
  },
  {
    title: 'the descriptor bit in the directory alone',
    apk: () => withLocal(withCentral(packed(), DEX, { flags: 8 }), DEX, { size: 0, compressedSize: 0 }),
    tricks: ['size-mismatch'],
  },
  {
    title: 'another checksum in the local header',
    apk: () => withLocal(packed(), DEX, { crc: 1 }),
    tricks: ['header-crc-mismatch'],
  },
  { title: 'another checksum in both', apk: () => withBoth(packed(), DEX, { crc: 1 }), tricks: ['crc-mismatch'] },
  { title: 'a forged uncompressed size', apk: () => withBoth(packed(), DEX, { size: 100 }), tricks: ['forged-size'] },
  { title: 'a huge forged uncompressed size', apk: () => withBoth(packed(), DEX, { size: 0xfffffff0 }), tricks: ['forged-size'] },
  { title: 'a zero uncompressed size', apk: () => withBoth(packed(), DEX, { size: 0 }), tricks: ['forged-size'] },
  { title: 'a forged compressed size', apk: () => withBoth(packed(), DEX, { compressedSize: 20 }), tricks: ['forged-size'] },
  { title: 'a zero compressed size', apk: () => withBoth(packed(), DEX, { compressedSize: 0 }), tricks: ['forged-size'] },
  {
    title: 'a huge forged compressed size',
    apk: () => withBoth(packed(), DEX, { compressedSize: 0x7ffffff0 }),
    tricks: ['forged-size'],
  },
  {
    title: 'stored data said to be deflated',
    apk: () => withBoth(stored(MANIFEST), MANIFEST, { method: 8 }),
    tricks: ['method-forged'],
  },
  { title: 'deflated data said to be stored', apk: () => withBoth(packed(), MANIFEST, { method: 0 }), tricks: ['method-forged'] },
  {
    title: 'a central extra field longer than it is',
    apk: () => withCentral(packed(), MANIFEST, { extraLength: 20 }),
    tricks: ['central-directory-gap'],
  },
  {
    title: 'a central extra field longer than the directory',
    apk: () => withCentral(packed(), MANIFEST, { extraLength: 60_000 }),
    tricks: ['central-directory-gap'],
  },
  {
    title: 'a local extra field longer than the file',
    apk: () => withLocal(packed(), LAYOUT, { extraLength: 65_535 }),
    tricks: ['local-header-missing'],
    limits: ['parse-failed', 'unreadable'],
    blind: true,
    lost: ['14-1-form-reporting'],
  },
  {
    title: 'one piece of data under two names',
    apk: () => withEntries([{ name: 'res/layout/other.xml', sameDataAs: 0 }]),
    tricks: ['method-mismatch', 'name-mismatch', 'overlapping-entries', 'size-mismatch'],
  },
];

import { deflateRawSync } from 'node:zlib';
import { GRID } from '../android-package.js';
import { buildZip } from '../zip-writer.js';
import { type Trick, withEntries } from './base.js';

const MANIFEST = 'AndroidManifest.xml';
const DEX = 'classes.dex';
const decoy = GRID['res/menu/main.xml']!;
const named = (raw: string | Buffer, data: string | Buffer = 'x'): Buffer => withEntries([{ name: raw, data }]);

/** What entries are called. */
export const NAME_TRICKS: Trick[] = [
  {
    title: 'a second manifest behind the first',
    apk: () => withEntries([{ name: MANIFEST, data: decoy, deflate: true }]),
    tricks: ['duplicate-name'],
  },
  {
    title: 'a second code file behind the first',
    apk: () => withEntries([{ name: DEX, data: 'dex\n035\0', deflate: true }]),
    tricks: ['duplicate-name'],
  },
  { title: 'a name with NUL', apk: () => named('AndroidManifest.xml\0', decoy), tricks: ['control-character-name'] },
  { title: 'a name with a carriage return', apk: () => named('classes.dex\r', 'dex'), tricks: ['control-character-name'] },
  { title: 'an absolute name', apk: () => named('/etc/passwd'), tricks: ['absolute-name'] },
  { title: 'a name with a drive', apk: () => named('C:/windows/x'), tricks: ['absolute-name'] },
  { title: 'a name that climbs', apk: () => named('../assets/0/logo.png'), tricks: ['path-traversal-name'] },
  { title: 'a name that climbs from within', apk: () => named('META-INF/../../../../CERT.RSA'), tricks: ['path-traversal-name'] },
  { title: 'a name with backslashes', apk: () => named('res\\layout\\x.xml'), tricks: ['backslash-name'] },
  { title: 'a name with a direction override', apk: () => named('assets/a\u202efdp.js'), tricks: ['control-character-name'] },
  { title: 'a name of 60,000 bytes', apk: () => named(`assets/${'n'.repeat(60_000)}`), tricks: [] },
  { title: 'a name of 20,000 folders', apk: () => named(`${'d/'.repeat(20_000)}x`), tricks: [] },
  { title: 'an empty name', apk: () => named(''), tricks: ['empty-name'] },
  { title: 'a name that is no UTF-8', apk: () => named(Buffer.from('d5fecebf2e747874', 'hex')), tricks: [] },
  {
    title: 'a file that is a folder too',
    apk: () => withEntries([{ name: `${MANIFEST}/x`, data: 'x' }]),
    tricks: ['file-as-directory'],
  },
  { title: 'a folder of the name of the code', apk: () => withEntries([{ name: 'classes.dex/', data: '' }]), tricks: [] },
  {
    title: 'a folder with content',
    apk: () => withEntries([{ name: 'assets/notes.txt/', data: 'x' }]),
    tricks: ['directory-with-data'],
  },
];

/** What blows up when it is unpacked. */
export const BOMB_TRICKS: Trick[] = [
  {
    title: 'an entry of 300 MB of zeros as code',
    apk: () => withEntries([{ name: 'classes2.dex', raw: deflateRawSync(Buffer.alloc(300 << 20)), method: 8, size: 300 << 20 }]),
    tricks: [],
    limits: ['budget', 'parse-failed'],
    blind: true,
  },
  {
    title: 'an entry that says it is 4 GB',
    apk: () => withEntries([{ name: 'assets/x.bin', data: 'x', deflate: true, size: 0xfffffff0 }]),
    tricks: ['forged-size'],
  },
  {
    title: 'archives in archives',
    apk: () => {
      let inner = buildZip([{ name: 'x', data: 'x' }]);
      for (let depth = 0; depth < 30; depth++) inner = buildZip([{ name: 'a.zip', data: inner, deflate: true }]);
      return withEntries([{ name: 'assets/a.zip', data: inner }]);
    },
    tricks: [],
    limits: ['budget'],
    blind: true,
  },
];

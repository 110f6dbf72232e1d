/** Bytes looked at, spread over the file in so many pieces. */
const SAMPLE = 64 * 1024;
const PIECES = 16;

/**
 * Shannon entropy in bits per byte over a bounded sample: 8 is what encrypted or well compressed data has, text has 4 to 5, code
 * 6 to 7.
 */
export function entropyOf(bytes: Buffer): number {
  const counts = new Uint32Array(256);
  let total = 0;
  for (const piece of piecesOf(bytes))
    for (const byte of piece) {
      counts[byte]!++;
      total++;
    }
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / total) * Math.log2(count / total);
  return bits;
}

function piecesOf(bytes: Buffer): Buffer[] {
  if (bytes.length <= SAMPLE) return [bytes];
  const size = SAMPLE / PIECES;
  const step = Math.floor((bytes.length - size) / (PIECES - 1));
  return Array.from({ length: PIECES }, (_, i) => bytes.subarray(i * step, i * step + size));
}

/** Magic numbers of formats that are compressed by nature, or are programs: what they hold is no secret. */
const KNOWN: readonly [offset: number, magic: string][] = [
  [0, '\x89PNG'],
  [0, '\xff\xd8\xff'],
  [0, 'GIF8'],
  [0, 'RIFF'],
  [0, 'BM'],
  [0, 'ID3'],
  [0, '\xff\xfb'],
  [0, '\xff\xf3'],
  [0, '\xff\xf2'],
  [0, '\xff\xf1'],
  [0, '\xff\xf9'],
  [0, 'OggS'],
  [0, 'fLaC'],
  [0, '#!AMR'],
  [0, 'FLV'],
  [0, '\x1aE\xdf\xa3'],
  [0, '\0\0\x01\xba'],
  [4, 'ftyp'],
  [4, 'TFL3'],
  [0, 'PK'],
  [0, '\x1f\x8b'],
  [0, '7z\xbc\xaf'],
  [0, '\xfd7zXZ'],
  [0, 'BZh'],
  [0, '\x28\xb5\x2f\xfd'],
  [0, 'Rar!'],
  [0, '\x7fELF'],
  [0, 'dex\n'],
  [0, 'dey\n'],
  [0, '%PDF'],
  [0, 'SQLite'],
  [0, 'wOFF'],
  [0, 'wOF2'],
  [0, 'OTTO'],
  [0, 'true'],
  [0, 'ttcf'],
  [0, '\0\x01\0\0'],
  [0, '\xabKTX'],
  [0, 'PKM '],
  [0, '\x13\xab\xa1\x5c'],
  [0, 'glTF'],
  [0, '\x04"M\x18'],
];

/** Whether a file says by its first bytes what it is. */
export function isKnownFormat(head: Buffer): boolean {
  return KNOWN.some(([offset, magic]) => head.toString('latin1', offset, offset + magic.length) === magic);
}

import { type TypeFace, tablesOf } from '../layout/truetype.js';

/**
 * A TrueType font with the outlines of some characters only: glyphs keep their numbers, those that are not used are empty,
 * and the character map names what is left. Such a file packs to the size of its outlines.
 * Source: OpenType 1.9, `glyf`, `loca`, `cmap` format 12.
 */
export function subset({ bytes, glyph }: TypeFace, characters: Iterable<string>): Buffer {
  const tables = tablesOf(bytes);
  const codes = [...characters].map((character) => character.codePointAt(0)!).sort((a, b) => a - b);
  const kept = outlines(tables, new Set(codes.map((code) => glyph(code))));
  const head = Buffer.from(tables.get('head')!);
  head.writeInt16BE(1, 50);
  return write(
    new Map([
      ...['OS/2', 'cvt ', 'fpgm', 'hhea', 'hmtx', 'maxp', 'name', 'post', 'prep'].flatMap((tag): [string, Buffer][] => {
        const table = tables.get(tag);
        return table ? [[tag, table]] : [];
      }),
      ['cmap', characterMap(codes, glyph)],
      ['glyf', kept.glyf],
      ['head', head],
      ['loca', kept.loca],
    ]),
  );
}

/** Glyph 0 stands for what is missing and always stays. */
function outlines(tables: ReadonlyMap<string, Buffer>, wanted: ReadonlySet<number>): { glyf: Buffer; loca: Buffer } {
  const glyf = tables.get('glyf')!;
  const places = tables.get('loca')!;
  const isLong = tables.get('head')!.readInt16BE(50) === 1;
  const at = (glyph: number): number => (isLong ? places.readUInt32BE(4 * glyph) : 2 * places.readUInt16BE(2 * glyph));
  const outline = (glyph: number): Buffer => glyf.subarray(at(glyph), at(glyph + 1));
  const kept = new Set([0, ...wanted]);
  for (const glyph of kept) for (const part of partsOf(outline(glyph))) kept.add(part);
  const count = tables.get('maxp')!.readUInt16BE(4);
  const loca = Buffer.alloc(4 * (count + 1));
  const pieces: Buffer[] = [];
  let end = 0;
  for (let glyph = 0; glyph < count; glyph++) {
    if (kept.has(glyph)) {
      const piece = outline(glyph);
      pieces.push(piece, Buffer.alloc(-piece.length & 3));
      end += piece.length + (-piece.length & 3);
    }
    loca.writeUInt32BE(end, 4 * (glyph + 1));
  }
  return { glyf: Buffer.concat(pieces), loca };
}

const WORDS = 0x0001;
const SCALE = 0x0008;
const MORE = 0x0020;
const SCALE_XY = 0x0040;
const MATRIX = 0x0080;

/** The glyphs a composite one is put together from. */
function partsOf(outline: Buffer): number[] {
  if (outline.length < 10 || outline.readInt16BE(0) >= 0) return [];
  const parts: number[] = [];
  for (let at = 10; ; ) {
    const flags = outline.readUInt16BE(at);
    parts.push(outline.readUInt16BE(at + 2));
    at += 4 + (flags & WORDS ? 4 : 2) + (flags & SCALE ? 2 : flags & SCALE_XY ? 4 : flags & MATRIX ? 8 : 0);
    if (!(flags & MORE)) return parts;
  }
}

/** Format 12, a group for every character. */
function characterMap(codes: readonly number[], glyph: (code: number) => number): Buffer {
  const table = Buffer.alloc(12 + 16 + 12 * codes.length);
  table.writeUInt16BE(1, 2);
  table.writeUInt16BE(3, 4);
  table.writeUInt16BE(10, 6);
  table.writeUInt32BE(12, 8);
  table.writeUInt16BE(12, 12);
  table.writeUInt32BE(16 + 12 * codes.length, 16);
  table.writeUInt32BE(codes.length, 24);
  codes.forEach((code, i) => {
    const at = 28 + 12 * i;
    table.writeUInt32BE(code, at);
    table.writeUInt32BE(code, at + 4);
    table.writeUInt32BE(glyph(code), at + 8);
  });
  return table;
}

/** Puts tables together: sorted, each on a border of four bytes, with checksums. */
function write(tables: ReadonlyMap<string, Buffer>): Buffer {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const power = Math.floor(Math.log2(sorted.length));
  const header = Buffer.alloc(12 + 16 * sorted.length);
  header.writeUInt32BE(0x00010000, 0);
  header.writeUInt16BE(sorted.length, 4);
  header.writeUInt16BE(16 << power, 6);
  header.writeUInt16BE(power, 8);
  header.writeUInt16BE(16 * sorted.length - (16 << power), 10);
  const pieces: Buffer[] = [header];
  let end = header.length;
  sorted.forEach(([tag, table], i) => {
    const entry = 12 + 16 * i;
    header.write(tag, entry, 'latin1');
    header.writeUInt32BE(checksum(table), entry + 4);
    header.writeUInt32BE(end, entry + 8);
    header.writeUInt32BE(table.length, entry + 12);
    const padding = Buffer.alloc(-table.length & 3);
    pieces.push(table, padding);
    end += table.length + padding.length;
  });
  return Buffer.concat(pieces);
}

function checksum(table: Buffer): number {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) {
    let word = 0;
    for (let i = 0; i < 4; i++) word = word * 256 + (table[at + i] ?? 0);
    sum = (sum + word) >>> 0;
  }
  return sum;
}

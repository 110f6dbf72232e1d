/** What setting type needs of a TrueType font: which characters it has and how wide they are. */
export interface TypeFace {
  /** The font file, for writers that embed it. */
  bytes: Buffer;
  unitsPerEm: number;
  /** Number of a character's glyph; 0 where there is none. */
  glyph(codePoint: number): number;
  /** In units of the font; `undefined` where there is no glyph. */
  advance(codePoint: number): number | undefined;
}

/**
 * Reads `head`, `hhea`, `hmtx` and `cmap` (formats 4 and 12) of one of our own font files.
 * Source: OpenType 1.9. @throws RangeError where it is no such font
 */
export function readTypeFace(bytes: Buffer): TypeFace {
  const tables = tablesOf(bytes);
  const table = (tag: string): Buffer => {
    const found = tables.get(tag);
    if (!found) throw new RangeError(`font without ${tag}`);
    return found;
  };
  const metrics = table('hhea').readUInt16BE(34);
  const widths = table('hmtx');
  const glyphOf = characterMap(table('cmap'));
  return {
    bytes,
    unitsPerEm: table('head').readUInt16BE(18),
    glyph: glyphOf,
    advance: (codePoint) => {
      const glyph = glyphOf(codePoint);
      return glyph === 0 ? undefined : widths.readUInt16BE(4 * Math.min(glyph, metrics - 1));
    },
  };
}

/** The tables of a font file by their tags, as views into it. Source: OpenType, table directory */
export function tablesOf(bytes: Buffer): Map<string, Buffer> {
  const tables = new Map<string, Buffer>();
  for (let i = 0; i < bytes.readUInt16BE(4); i++) {
    const entry = 12 + 16 * i;
    const offset = bytes.readUInt32BE(entry + 8);
    tables.set(bytes.toString('latin1', entry, entry + 4), bytes.subarray(offset, offset + bytes.readUInt32BE(entry + 12)));
  }
  return tables;
}

/** @returns the glyph of a character, 0 where there is none */
function characterMap(cmap: Buffer): (codePoint: number) => number {
  const subtables = Array.from({ length: cmap.readUInt16BE(2) }, (_, i) => cmap.subarray(cmap.readUInt32BE(8 + 8 * i)));
  const full = subtables.find((table) => table.readUInt16BE(0) === 12);
  if (full) return (codePoint) => inGroups(full, codePoint);
  const basic = subtables.find((table) => table.readUInt16BE(0) === 4);
  if (!basic) throw new RangeError('font without a Unicode character map');
  return (codePoint) => inSegments(basic, codePoint);
}

/** Format 12: groups of start, end and first glyph, sorted. */
function inGroups(table: Buffer, codePoint: number): number {
  let low = 0;
  let high = table.readUInt32BE(12) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const group = 16 + 12 * middle;
    if (codePoint > table.readUInt32BE(group + 4)) low = middle + 1;
    else if (codePoint < table.readUInt32BE(group)) high = middle - 1;
    else return table.readUInt32BE(group + 8) + codePoint - table.readUInt32BE(group);
  }
  return 0;
}

/** Format 4: segments by their last character, glyphs by a difference or through an array behind the offsets. */
function inSegments(table: Buffer, codePoint: number): number {
  if (codePoint > 0xffff) return 0;
  const size = table.readUInt16BE(6);
  const [ends, starts, deltas, offsets] = [14, 16 + size, 16 + 2 * size, 16 + 3 * size];
  for (let i = 0; i < size; i += 2) {
    if (codePoint > table.readUInt16BE(ends + i)) continue;
    const start = table.readUInt16BE(starts + i);
    if (codePoint < start) return 0;
    const delta = table.readUInt16BE(deltas + i);
    const offset = table.readUInt16BE(offsets + i);
    if (offset === 0) return (codePoint + delta) & 0xffff;
    const glyph = table.readUInt16BE(offsets + i + offset + 2 * (codePoint - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
}

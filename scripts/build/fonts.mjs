// Writes the fonts that reports embed to dist/fonts: subsets of three complete fonts under the SIL Open Font License.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';

/** Package folder, file and characters of each. The text face has all of U+4E00 to U+9FA5; the others leave rare ones to it. */
const FONTS = [
  {
    name: 'song',
    from: 'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
    characters: () => [...gb2312(), ...span(0x4e00, 0x9fa5), ...signs()],
  },
  { name: 'hei', from: 'noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf', characters: () => [...gb2312(), ...signs()] },
  { name: 'mono', from: 'cousine/400Regular/Cousine_400Regular.ttf', characters: () => span(0x20, 0x24f) },
];
/** Shaping is not used: one character, one glyph, set side by side. Without these the fonts are smaller and cannot be shaped by accident. */
const UNUSED = new Set(['GSUB', 'GPOS', 'GDEF', 'BASE', 'VORG', 'vhea', 'vmtx', 'STAT', 'DSIG', 'gasp', 'kern']);

export async function writeFonts(root) {
  const folder = join(root, 'dist/fonts');
  mkdirSync(folder, { recursive: true });
  for (const { name, from, characters } of FONTS) {
    const source = readFileSync(join(root, 'node_modules/@expo-google-fonts', from));
    const subset = await subsetFont(source, characters().join(''), { targetFormat: 'truetype' });
    writeFileSync(join(folder, `${name}.ttf`), withoutTables(subset, UNUSED));
  }
}

/** @returns the three fonts' packages, for their licences */
export const fontPackages = FONTS.map(({ from }) => `node_modules/@expo-google-fonts/${from}`);

function span(from, to) {
  return Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i));
}

/** All 7,445 characters of GB 2312: rows 1 to 87 of 94. */
function gb2312() {
  const decoder = new TextDecoder('gb18030');
  const rows = Array.from({ length: 87 }, (_, row) => 0xa1 + row);
  return rows
    .flatMap((row) => Array.from({ length: 94 }, (_, cell) => decoder.decode(Uint8Array.of(row, 0xa1 + cell))))
    .filter((c) => c.length === 1 && !/[\ue000-\uf8ff\ufffd]/.test(c));
}

/** Latin, Greek, Cyrillic, punctuation, arrows, circled numbers, CJK signs, full-width forms: as far as the font has them. */
function signs() {
  return [
    ...span(0x20, 0x24f),
    ...span(0x370, 0x45f),
    ...span(0x2000, 0x27bf),
    ...span(0x3000, 0x33ff),
    ...span(0xfe30, 0xfe4f),
    ...span(0xff00, 0xffee),
  ];
}

/** The font file without some of its tables. Source: OpenType 1.9, "Organization of an OpenType font": directory entries of 16 bytes. */
function withoutTables(font, unused) {
  const count = font.readUInt16BE(4);
  const tables = Array.from({ length: count }, (_, i) => font.subarray(12 + 16 * i, 28 + 16 * i))
    .map((entry) => ({
      tag: entry.toString('latin1', 0, 4),
      sum: entry.readUInt32BE(4),
      data: font.subarray(entry.readUInt32BE(8), entry.readUInt32BE(8) + entry.readUInt32BE(12)),
    }))
    .filter(({ tag }) => !unused.has(tag));
  const head = Buffer.alloc(12 + 16 * tables.length);
  font.copy(head, 0, 0, 4);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  head.writeUInt16BE(tables.length, 4);
  head.writeUInt16BE(power * 16, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE(tables.length * 16 - power * 16, 10);
  const parts = [head];
  let offset = head.length;
  tables.forEach(({ tag, sum, data }, i) => {
    head.write(tag, 12 + 16 * i, 'latin1');
    head.writeUInt32BE(sum, 16 + 16 * i);
    head.writeUInt32BE(offset, 20 + 16 * i);
    head.writeUInt32BE(data.length, 24 + 16 * i);
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    parts.push(padded);
    offset += padded.length;
  });
  return Buffer.concat(parts);
}

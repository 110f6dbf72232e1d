/**
 * Writes libraries of precompiled Dart code as gen_snapshot lays them out: an ELF file with the data of the two isolates, strings
 * as objects of the data image or in the stream of clusters. No tool-chain of Dart is in the registries; layouts are those of
 * the sources named in src/decode/dart and were checked against real libraries of each kind.
 */
export interface Release {
  bits: 32 | 64;
  /** Where strings are; `unknown`: as no release has them. */
  strings: 'image' | 'clusters' | 'unknown';
  /** Tags of objects: size and class in 8 and 16 bits, or 4 and 20. */
  tags: 'old' | 'new';
  /** 32-bit objects: the length before the hash. */
  lengthFirst?: boolean;
  /** One snapshot for both isolates, with clusters of single objects in front. */
  joined?: boolean;
}

/** A kind of each layout there has been, by a release that has it. */
export const RELEASES: Record<string, Release> = {
  'Dart 2.10 arm64': { bits: 64, strings: 'image', tags: 'old' },
  'Dart 2.10 arm': { bits: 32, strings: 'image', tags: 'old', lengthFirst: true },
  'Dart 2.17 arm64': { bits: 64, strings: 'clusters', tags: 'old' },
  'Dart 2.17 arm': { bits: 32, strings: 'image', tags: 'old' },
  'Dart 3.5 arm64': { bits: 64, strings: 'clusters', tags: 'new' },
  'Dart 3.5 arm': { bits: 32, strings: 'image', tags: 'new' },
  'Dart 3.13 arm64': { bits: 64, strings: 'clusters', tags: 'new', joined: true },
  'Dart 3.13 arm': { bits: 32, strings: 'image', tags: 'new', joined: true },
};

export const VERSION = '0123456789abcdef0123456789abcdef';
/** Strings of the VM's own isolate; every program has them. */
export const VM_STRINGS = ['<optimized out>', 'Handle', 'ApiError', ...Array.from({ length: 20 }, (_, i) => `_Uint${i}List`)];

export function buildDartLibrary(texts: readonly string[], release: Release): Buffer {
  if (release.joined) return buildElf(release.bits, { _kDartSnapshotData: snapshot([...VM_STRINGS, ...texts], release) });
  return buildElf(release.bits, {
    _kDartVmSnapshotData: snapshot(VM_STRINGS, release),
    _kDartIsolateSnapshotData: snapshot(texts, release),
  });
}

function snapshot(texts: readonly string[], release: Release): Buffer {
  const compressed = release.strings === 'image' ? 'no-compressed-pointers' : 'compressed-pointers';
  const arch = release.bits === 64 ? 'arm64' : 'arm';
  const features = Buffer.from(`${VERSION}product no-code_comments dedup_instructions ${arch} android ${compressed}\0`, 'latin1');
  const body = release.strings === 'clusters' ? clusters(texts, release) : release.strings === 'image' ? filler(90) : raw(texts);
  const head = Buffer.alloc(20);
  head.writeUInt32LE(0xdcdcf5f5, 0);
  head.writeBigInt64LE(BigInt(16 + features.length + body.length), 4);
  head.writeBigInt64LE(3n, 12);
  const stream = Buffer.concat([head, features, body]);
  return release.strings === 'image' ? Buffer.concat([aligned(stream, 16), image(texts, release)]) : stream;
}

/** What clusters of other objects hold: nothing the reader understands, the same on every run. */
function filler(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, i) => (i * 73 + 41) & 0xff));
}

function clusters(texts: readonly string[], { joined }: Release): Buffer {
  const units = texts.map(unitsOf);
  const sizes = units.map(({ length, wide }) => unsigned((length << 1) | (wide ? 1 : 0)));
  const single = [0x02, 0x21, 0xcf, 0x81, 0xc0, 0x02, 0x61, 0xd6, 0x81, 0x80];
  return Buffer.concat([
    ...[1000, texts.length + 2000, 250, 7000, 64].map(unsigned),
    Buffer.from(joined ? single : []),
    Buffer.from([0x42, 0x00, 0xd7]),
    unsigned(texts.length),
    ...sizes,
    filler(600),
    ...units.flatMap(({ bytes }, i) => [sizes[i]!, bytes]),
    filler(400),
  ]);
}

/** Texts at places that nothing tells. */
function raw(texts: readonly string[]): Buffer {
  return Buffer.concat(texts.flatMap((text) => [Buffer.from([0xff, 0x00, 0xff]), unitsOf(text).bytes, Buffer.from([0, 0, 0])]));
}

/** Objects of the image: descriptors of code, which look a little like strings, and the strings. */
function image(texts: readonly string[], release: Release): Buffer {
  const [one, two, other] = release.tags === 'old' ? [0x4e, 0x4f, 0x15] : [0x5d, 0x5e, 0x19];
  const objects = texts.flatMap((text, i) => {
    const { bytes, length, wide } = unitsOf(text);
    const string = object(release, wide ? two! : one!, length << 1, bytes);
    return i % 3 === 0 ? [object(release, other!, 33 + (i % 50), filler(33 + (i % 50))), string] : [string];
  });
  const header = Buffer.alloc(64);
  header.writeUInt32LE(64 + objects.reduce((sum, { length }) => sum + length, 0), 0);
  return Buffer.concat([header, ...objects]);
}

function object({ bits, tags, lengthFirst }: Release, classId: number, length: number, content: Buffer): Buffer {
  const align = bits === 64 ? 16 : 8;
  const header = Buffer.alloc(bits === 64 ? 16 : 12);
  const out = aligned(Buffer.concat([header, content]), align);
  const units = out.length / align;
  const largest = tags === 'old' ? 0xff : 0xf;
  out.writeUInt32LE((0x30 | ((units > largest ? 0 : units) << 8) | (classId << (tags === 'old' ? 16 : 12))) >>> 0, 0);
  out.writeUInt32LE(length, bits === 64 || !lengthFirst ? 8 : 4);
  if (classId !== 0x15 && classId !== 0x19) out.writeUInt32LE(0x2c5a1e37, bits === 64 || !lengthFirst ? 4 : 8);
  return out;
}

function unitsOf(text: string): { bytes: Buffer; length: number; wide: boolean } {
  const wide = /[^\0-\xff]/.test(text);
  return { bytes: Buffer.from(text, wide ? 'utf16le' : 'latin1'), length: text.length, wide };
}

/** Seven bits a byte, the last one marked. */
export function unsigned(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push(rest & 0x7f);
  return Buffer.from([...bytes, rest | 0x80]);
}

function aligned(bytes: Buffer, to: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((to - (bytes.length % to)) % to)]);
}

/** A shared library that exports data: headers, the dynamic tables, then the data, all of it loaded at its file offset. */
export function buildElf(bits: 32 | 64, exported: Record<string, Buffer>): Buffer {
  const wide = bits === 64;
  const names = ['', ...Object.keys(exported)];
  const strings = Buffer.from(`${names.join('\0')}\0`, 'latin1');
  const symbolSize = wide ? 24 : 16;
  const tableAt = wide ? 64 + 2 * 56 : 52 + 2 * 32;
  const stringsAt = tableAt + names.length * symbolSize;
  const hashAt = Math.ceil((stringsAt + strings.length) / 8) * 8;
  const dynamicAt = hashAt + (3 + names.length) * 4 + 4;
  const dynamic = [
    [4, hashAt],
    [5, stringsAt],
    [6, tableAt],
    [10, strings.length],
    [11, symbolSize],
    [0, 0],
  ];
  const wordSize = wide ? 8 : 4;
  let at = Math.ceil((dynamicAt + dynamic.length * 2 * wordSize) / 64) * 64;
  const places = Object.values(exported).map((data) => {
    const start = at;
    at = Math.ceil((at + data.length) / 64) * 64;
    return { start, data };
  });
  const out = Buffer.alloc(at);
  const word = (value: number, offset: number): unknown =>
    wide ? out.writeBigUInt64LE(BigInt(value), offset) : out.writeUInt32LE(value, offset);
  out.write('\x7fELF', 0, 'latin1');
  out.set([wide ? 2 : 1, 1, 1], 4);
  out.writeUInt16LE(3, 16);
  out.writeUInt16LE(wide ? 183 : 40, 18);
  word(wide ? 64 : 52, wide ? 32 : 28);
  out.writeUInt16LE(wide ? 56 : 32, wide ? 54 : 42);
  out.writeUInt16LE(2, wide ? 56 : 44);
  for (const [i, [type, start, size]] of [
    [1, 0, out.length],
    [2, dynamicAt, dynamic.length * 2 * wordSize],
  ].entries()) {
    const header = (wide ? 64 : 52) + i * (wide ? 56 : 32);
    out.writeUInt32LE(type!, header);
    for (const offset of wide ? [8, 16, 24] : [4, 8, 12]) word(start!, header + offset);
    for (const offset of wide ? [32, 40] : [16, 20]) word(size!, header + offset);
  }
  strings.copy(out, stringsAt);
  out.writeUInt32LE(1, hashAt);
  out.writeUInt32LE(names.length, hashAt + 4);
  for (const [i, [tag, value]] of dynamic.entries()) {
    word(tag!, dynamicAt + i * 2 * wordSize);
    word(value!, dynamicAt + (i * 2 + 1) * wordSize);
  }
  for (const [i, { start, data }] of places.entries()) {
    const symbol = tableAt + (i + 1) * symbolSize;
    out.writeUInt32LE(strings.indexOf(`\0${names[i + 1]}\0`, 0, 'latin1') + 1, symbol);
    word(start, symbol + (wide ? 8 : 4));
    word(data.length, symbol + (wide ? 16 : 8));
    data.copy(out, start);
  }
  return out;
}

import { u16, u32 } from '../decode/chunks.js';

/** A class with one static method `show()V` that loads a string and returns. */
export interface WrittenClass {
  name: string;
  text: string;
}

const STANDALONE = 0x70;
const CONTAINER = 0x78;

/**
 * Writes a DEX container of version 041: the headers stand one behind the other, all name one table of strings at the end, and every
 * offset counts from the start of the container. Source: "Dalvik Executable format", header_item, "DEX file containers"
 */
export function buildContainer(classes: WrittenClass[][], version = '041'): Buffer {
  const headerSize = version < '041' ? STANDALONE : CONTAINER;
  const texts = [
    ...new Set(['V', 'show', 'Ljava/lang/Object;', ...classes.flat().flatMap(({ name, text }) => [name, text])]),
  ].sort();
  const parts: Buffer[] = [];
  let at = 0;
  const headers: Buffer[] = [];
  const starts: number[] = [];
  for (const own of classes) {
    const { header, body } = writeFile(own, texts, at, headerSize);
    starts.push(at);
    headers.push(header);
    parts.push(header, body);
    at += header.length + body.length;
  }
  const strings = texts.map((text) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text, 'utf8'), Buffer.from([0])]));
  const table = at;
  const first = table + texts.length * 4;
  const offsets = strings.map((_, i) => strings.slice(0, i).reduce((sum, bytes) => sum + bytes.length, first));
  const container = Buffer.concat([...parts, u32(...offsets), ...strings]);
  headers.forEach((header, i) => {
    const start = starts[i]!;
    const end = starts[i + 1] ?? container.length;
    header.write(`dex\n${version}\0`, 'latin1');
    for (const [field, value] of [
      [32, end - start],
      [36, headerSize],
      [40, 0x12345678],
      [56, texts.length],
      [60, table],
    ])
      header.writeUInt32LE(value!, field!);
    if (headerSize === CONTAINER) {
      header.writeUInt32LE(container.length, 112);
      header.writeUInt32LE(start, 116);
    }
    header.copy(container, start);
    container.writeUInt32LE(table, header.readUInt32LE(52) + 4 + 8);
  });
  return container;
}

/** Types, prototype, methods, classes, code of one file; the strings come later. */
function writeFile(own: WrittenClass[], texts: string[], start: number, headerSize: number): { header: Buffer; body: Buffer } {
  const string = (text: string): number => texts.indexOf(text);
  const types = [...new Set(['V', 'Ljava/lang/Object;', ...own.map(({ name }) => name)])].sort((a, b) => string(a) - string(b));
  const type = (name: string): number => types.indexOf(name);
  const begin = start + headerSize;
  const prototypes = begin + types.length * 4;
  const methods = prototypes + 12;
  const definitions = methods + own.length * 8;
  const codes = definitions + own.length * 32;
  const codeSize = 24;
  const data = codes + own.length * codeSize;
  const code = own.map(({ text }) => Buffer.concat([u16(1, 0, 0, 0), u32(0, 3), u16(0x001a, string(text), 0x000e, 0)]));
  const members = own.map((_, i) => {
    const place = codes + i * codeSize;
    const uleb = [(place & 0x7f) | 0x80, ((place >> 7) & 0x7f) | 0x80, (place >> 14) & 0x7f];
    return Buffer.from([0, 0, 1, 0, i, 0x09, ...uleb]);
  });
  const dataAt = members.map((_, i) => data + members.slice(0, i).reduce((sum, one) => sum + one.length, 0));
  const body = Buffer.concat([
    u32(...types.map(string)),
    u32(string('V'), type('V'), 0),
    ...own.map(({ name }) => Buffer.concat([u16(type(name), 0), u32(string('show'))])),
    ...own.map(({ name }, i) => u32(type(name), 1, type('Ljava/lang/Object;'), 0, 0xffffffff, 0, dataAt[i]!, 0)),
    ...code,
    ...members,
  ]);
  const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
  const sections = [
    [2, types.length, begin],
    [3, 1, prototypes],
    [5, own.length, methods],
    [6, own.length, definitions],
  ];
  // The table of strings is known once all files are; its place is filled in then.
  const map = Buffer.concat([u32(sections.length + 1), u32(1, texts.length, 0), ...sections.map((one) => u32(...one))]);
  const header = Buffer.alloc(headerSize);
  header.writeUInt32LE(begin + padded.length, 52);
  for (const [field, count, place] of [
    [64, types.length, begin],
    [72, 1, prototypes],
    [88, own.length, methods],
    [96, own.length, definitions],
  ]) {
    header.writeUInt32LE(count!, field!);
    header.writeUInt32LE(place!, field! + 4);
  }
  return { header, body: Buffer.concat([padded, map]) };
}

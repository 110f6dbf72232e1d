import type { Oddity } from '../oddity.js';
import { frameworkAttribute } from './framework-attributes.js';
import { EMPTY_POOL, readStringPool, type StringPool } from './string-pool.js';
import { formatValue, type ResourceValue, TYPE } from './value.js';

export interface XmlAttribute {
  /** Local name; for framework attributes the name its id has, whatever the pool says. */
  name: string;
  /** Name space URI, absent for attributes without one. */
  namespace?: string;
  /** Resource id of the name, 0 without one. */
  id: number;
  value: ResourceValue;
}

export interface XmlElement {
  name: string;
  attributes: XmlAttribute[];
  children: XmlElement[];
  text?: string;
  /** Line in the source the tool-chain compiled. */
  line: number;
  /** Byte offset of the element's chunk. */
  offset: number;
}

export interface XmlDocument {
  root?: XmlElement;
  /** Prefix → URI. */
  namespaces: Map<string, string>;
  /** The root element was closed: the platform's parsers stop there and need no more. */
  complete: boolean;
  oddities: Oddity[];
}

const CHUNK = { pool: 0x0001, xml: 0x0003, startNamespace: 0x0100, start: 0x0102, end: 0x0103, text: 0x0104, map: 0x0180 };
const NODE_HEADER = 16;
const DEPTH = 1000;

interface Reading {
  bytes: Buffer;
  doc: XmlDocument;
  strings: StringPool;
  ids: number[];
  stack: XmlElement[];
}

/**
 * Decodes binary XML the way the platform reads it: unknown chunks are skipped, attribute names come from the resource map,
 * a chunk that cannot be walked past ends the document. Never throws; what a tool-chain would not write is in `oddities`.
 * Source: AOSP libs/androidfw ResourceTypes.cpp, ResXMLTree::setTo, ResXMLParser::nextNode, getAttributeNameResID
 */
export function decodeAxml(bytes: Buffer): XmlDocument {
  const doc: XmlDocument = { namespaces: new Map(), complete: false, oddities: [] };
  if (bytes.length < 8) return doc;
  const reading: Reading = { bytes, doc, strings: EMPTY_POOL, ids: [], stack: [] };
  const headerSize = bytes.readUInt16LE(2);
  if (bytes.readUInt16LE(0) !== CHUNK.xml) odd(reading, 'axml-magic', `文件头为 0x${bytes.readUInt32LE(0).toString(16)}`, 0);
  if (headerSize !== 8) odd(reading, 'axml-header-size', `文件头长 ${headerSize} 字节，应为 8`, 2);
  walkChunks(reading, headerSize >= 8 && headerSize < bytes.length ? headerSize : 8);
  const cut = doc.oddities.some(({ trick }) => trick === 'axml-chunk-size');
  if (doc.root && !doc.complete && !cut) odd(reading, 'axml-unclosed', '根元素没有结束，其后的内容可能缺失', doc.root.offset);
  return doc;
}

function walkChunks(reading: Reading, first: number): void {
  const { bytes } = reading;
  for (let at = first; at + 8 <= bytes.length && !reading.doc.complete; ) {
    const type = bytes.readUInt16LE(at);
    const headerSize = bytes.readUInt16LE(at + 2);
    const size = bytes.readUInt32LE(at + 4);
    if (size < 8 || headerSize < 8 || headerSize > size || at + size > bytes.length) {
      odd(reading, 'axml-chunk-size', `块 0x${type.toString(16)} 的长度 ${size} 不成立，其后不再可读`, at);
      return;
    }
    readChunk(reading, type, at, headerSize, size);
    at += size;
  }
}

function readChunk(reading: Reading, type: number, at: number, headerSize: number, size: number): void {
  const { bytes, doc } = reading;
  if (type === CHUNK.pool && !doc.root) reading.strings = readStringPool(bytes, at, doc.oddities);
  else if (type === CHUNK.map) {
    for (let i = at + headerSize; i + 4 <= at + size; i += 4) reading.ids.push(bytes.readUInt32LE(i));
  } else if (type === CHUNK.startNamespace && headerSize + 8 <= size) {
    const prefix = text(reading, bytes.readUInt32LE(at + headerSize));
    const uri = text(reading, bytes.readUInt32LE(at + headerSize + 4));
    if (prefix !== undefined && uri !== undefined) doc.namespaces.set(prefix, uri);
  } else if (type === CHUNK.start && headerSize + 20 <= size) startElement(reading, at, headerSize, size);
  else if (type === CHUNK.end) {
    const closed = reading.stack.pop();
    const name = headerSize + 8 <= size ? text(reading, bytes.readUInt32LE(at + headerSize + 4)) : undefined;
    if (closed && closed.name !== (name ?? '')) odd(reading, 'axml-unbalanced', '元素的结束与开始不相符', at);
    if (doc.root && reading.stack.length === 0) doc.complete = true;
  } else if (type === CHUNK.text && headerSize + 4 <= size) {
    const top = reading.stack.at(-1);
    const value = text(reading, bytes.readUInt32LE(at + headerSize))?.trim();
    if (top && value) top.text = (top.text ?? '') + value;
  } else if (type < CHUNK.startNamespace || type > CHUNK.map)
    if (type !== CHUNK.pool) odd(reading, 'axml-junk-chunk', `未知块 0x${type.toString(16)}，平台会跳过`, at);
}

function startElement(reading: Reading, at: number, headerSize: number, size: number): void {
  const { bytes, doc, stack } = reading;
  const ext = at + headerSize;
  const name = text(reading, bytes.readUInt32LE(ext + 4));
  if (name === undefined) odd(reading, 'axml-string-id', '元素名的字符串编号越界', ext + 4);
  if (headerSize !== NODE_HEADER) odd(reading, 'axml-node-header', `元素头长 ${headerSize} 字节，应为 ${NODE_HEADER}`, at + 2);
  const element: XmlElement = { name: name ?? '', attributes: [], children: [], line: bytes.readUInt32LE(at + 8), offset: at };
  const start = ext + bytes.readUInt16LE(ext + 8);
  const stride = bytes.readUInt16LE(ext + 10);
  const count = bytes.readUInt16LE(ext + 12);
  if (count > 0 && stride !== 20) odd(reading, 'axml-attribute-size', `属性长 ${stride} 字节，应为 20`, ext + 10);
  for (let i = 0; i < count && stride >= 20; i++) {
    const place = start + i * stride;
    if (place + 20 > at + size) {
      odd(reading, 'axml-attribute-count', `元素自称有 ${count} 个属性，实际 ${i} 个`, ext + 12);
      break;
    }
    element.attributes.push(readAttribute(reading, place));
  }
  const parent = stack.at(-1);
  if (parent && stack.length < DEPTH) parent.children.push(element);
  else if (!doc.root) doc.root = element;
  stack.push(element);
}

function readAttribute(reading: Reading, at: number): XmlAttribute {
  const { bytes } = reading;
  const index = bytes.readUInt32LE(at + 4);
  const id = reading.ids[index] ?? 0;
  const pooled = text(reading, index);
  const framework = frameworkAttribute(id);
  // Shrinkers leave names empty; a name that says something else is there to mislead.
  if (framework !== undefined && pooled && pooled !== framework)
    odd(reading, 'axml-attribute-name', `属性名为“${pooled.slice(0, 20)}”，资源编号指向 ${framework}`, at + 4);
  if (pooled === undefined) odd(reading, 'axml-string-id', '属性名的字符串编号越界', at + 4);
  const namespace = text(reading, bytes.readUInt32LE(at));
  const value: ResourceValue = { type: bytes[at + 15]!, data: bytes.readUInt32LE(at + 16) };
  if (value.type === TYPE.string) value.text = text(reading, value.data) ?? text(reading, bytes.readUInt32LE(at + 8));
  const name = framework ?? (pooled || (id === 0 ? '' : `id_${id.toString(16)}`));
  return { name, ...(namespace && { namespace }), id, value };
}

function text(reading: Reading, index: number): string | undefined {
  return index === 0xffffffff ? undefined : reading.strings.at(index);
}

const ODDITIES = 50;

function odd(reading: Reading, trick: string, detail: string, offset: number): void {
  const { oddities } = reading.doc;
  if (oddities.length < ODDITIES && !oddities.some((known) => known.trick === trick)) oddities.push({ trick, detail, offset });
}

/** The attribute the platform would look up: by framework id, or by name where it asks by name (`package`, `split`). */
export function attribute(element: XmlElement, name: string): XmlAttribute | undefined {
  return (
    element.attributes.find((item) => item.name === name && item.id !== 0) ??
    element.attributes.find((item) => item.name === name)
  );
}

/** An attribute's value as text, references unresolved (`@7f040001`). */
export function attributeText(element: XmlElement, name: string): string | undefined {
  const found = attribute(element, name);
  return found && formatValue(found.value);
}

/** All elements of a subtree in document order. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  for (const child of element.children) {
    yield child;
    yield* descendants(child);
  }
}

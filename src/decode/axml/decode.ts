import { readAttributes } from './attributes.js';
import { odd, type Reading, text, type XmlDocument, type XmlElement } from './reading.js';
import { EMPTY_POOL, readStringPool } from './string-pool.js';

const CHUNK = { pool: 0x0001, xml: 0x0003, startNamespace: 0x0100, start: 0x0102, end: 0x0103, text: 0x0104, map: 0x0180 };
const NODE_HEADER = 16;
/** What an element says of itself before its attributes begin: `ResXMLTree_attrExt`. */
const ELEMENT = 20;
const DEPTH = 1000;

/**
 * Decodes binary XML the way the platform reads it: unknown chunks are skipped, attribute names come from the resource map; of
 * several string pools or resource maps the last one in front of the first node counts. What stands behind a chunk that lies,
 * or behind the size the header claims, is read, though the platform stops there. Never throws; what a tool-chain would not
 * write is in `oddities`.
 * Source: AOSP libs/androidfw ResourceTypes.cpp, ResXMLTree::setTo, ResXMLParser::nextNode, getAttributeNameResID
 */
export function decodeAxml(bytes: Buffer): XmlDocument {
  const doc: XmlDocument = { namespaces: new Map(), complete: false, oddities: [] };
  if (bytes.length < 8) return doc;
  const reading: Reading = { bytes, doc, strings: EMPTY_POOL, ids: [], stack: [], settled: false };
  const headerSize = bytes.readUInt16LE(2);
  if (bytes.readUInt16LE(0) !== CHUNK.xml) odd(reading, 'axml-magic', `文件头为 0x${bytes.readUInt32LE(0).toString(16)}`, 0);
  const fileSize = bytes.readUInt32LE(4);
  if (fileSize !== bytes.length) odd(reading, 'axml-file-size', `文件头自称全长 ${fileSize} 字节，实有 ${bytes.length}`, 4);
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
      odd(reading, 'axml-chunk-size', `块 0x${type.toString(16)} 的长度 ${size} 不成立，其后可能未全部读出`, at);
      at = nextNode(bytes, at + 4);
      continue;
    }
    readChunk(reading, type, at, headerSize, size);
    at += size;
  }
}

/** Where the next element starts or ends behind a chunk that lies: the platform gives up there, what follows still says something. */
function nextNode(bytes: Buffer, from: number): number {
  for (let at = from; at + NODE_HEADER + 8 <= bytes.length; at += 4) {
    const type = bytes.readUInt16LE(at);
    if ((type !== CHUNK.start && type !== CHUNK.end) || bytes.readUInt16LE(at + 2) !== NODE_HEADER) continue;
    const size = bytes.readUInt32LE(at + 4);
    if (size >= NODE_HEADER + 8 && at + size <= bytes.length) return at;
  }
  return bytes.length;
}

function readChunk(reading: Reading, type: number, at: number, headerSize: number, size: number): void {
  const { bytes, doc } = reading;
  if (type >= CHUNK.startNamespace && type < CHUNK.map) reading.settled = true;
  if (type === CHUNK.pool || type === CHUNK.map) settle(reading, type, at, headerSize, size);
  else if (type === CHUNK.startNamespace && headerSize + 8 <= size) {
    const prefix = text(reading, bytes.readUInt32LE(at + headerSize));
    const uri = text(reading, bytes.readUInt32LE(at + headerSize + 4));
    if (prefix !== undefined && uri !== undefined) doc.namespaces.set(prefix, uri);
  } else if (type === CHUNK.start && headerSize + ELEMENT <= size) startElement(reading, at, headerSize, size);
  else if (type === CHUNK.end) {
    const closed = reading.stack.pop();
    const name = headerSize + 8 <= size ? text(reading, bytes.readUInt32LE(at + headerSize + 4)) : undefined;
    if (closed && closed.name !== (name ?? '')) odd(reading, 'axml-unbalanced', '元素的结束与开始不相符', at);
    if (doc.root && reading.stack.length === 0) doc.complete = true;
  } else if (type === CHUNK.text && headerSize + 4 <= size) {
    const top = reading.stack.at(-1);
    const value = text(reading, bytes.readUInt32LE(at + headerSize))?.trim();
    if (top && value) top.text = (top.text ?? '') + value;
  } else if (type < CHUNK.startNamespace || type > CHUNK.map) {
    const name = maskedElement(reading, at, headerSize, size);
    if (name) odd(reading, 'axml-masked-element', `未知块 0x${type.toString(16)} 的内容是元素 <${name}>，平台会跳过`, at);
    else odd(reading, 'axml-junk-chunk', `未知块 0x${type.toString(16)}，平台会跳过`, at);
  }
}

/** The name of the element that a chunk of an unknown type holds, if it is built as one. */
function maskedElement({ bytes, strings }: Reading, at: number, headerSize: number, size: number): string | undefined {
  const ext = at + headerSize;
  if (headerSize !== NODE_HEADER || size < NODE_HEADER + ELEMENT || bytes.readUInt16LE(ext + 8) !== ELEMENT) return undefined;
  const attributes = bytes.readUInt16LE(ext + 10) * bytes.readUInt16LE(ext + 12);
  return size === NODE_HEADER + ELEMENT + attributes ? strings.at(bytes.readUInt32LE(ext + 4)) : undefined;
}

/** Strings and resource ids of names: those in front of the first node, of several the last. */
function settle(reading: Reading, type: number, at: number, headerSize: number, size: number): void {
  const { bytes, doc } = reading;
  const repeated = type === CHUNK.pool ? reading.strings !== EMPTY_POOL : reading.ids.length > 0;
  if (repeated || reading.settled)
    odd(reading, 'axml-repeated-chunk', type === CHUNK.pool ? '有多个字符串池' : '有多个资源编号表', at);
  if (reading.settled) return;
  if (type === CHUNK.pool) reading.strings = readStringPool(bytes, at, doc.oddities);
  else {
    const count = (size - headerSize) >> 2;
    reading.ids = Array.from({ length: count }, (_, i) => bytes.readUInt32LE(at + headerSize + i * 4));
  }
}

function startElement(reading: Reading, at: number, headerSize: number, size: number): void {
  const { bytes, doc, stack } = reading;
  const ext = at + headerSize;
  const name = text(reading, bytes.readUInt32LE(ext + 4));
  if (name === undefined) odd(reading, 'axml-string-id', '元素名的字符串编号越界', ext + 4);
  if (headerSize !== NODE_HEADER) {
    // The platform reads a longer header and refuses a shorter or uneven one.
    const trick = headerSize > NODE_HEADER && headerSize % 4 === 0 ? 'axml-long-node-header' : 'axml-node-header';
    odd(reading, trick, `元素头长 ${headerSize} 字节，应为 ${NODE_HEADER}`, at + 2);
  }
  const element: XmlElement = { name: name ?? '', attributes: [], children: [], line: bytes.readUInt32LE(at + 8), offset: at };
  readAttributes(reading, element, ext, at + size);
  const parent = stack.at(-1);
  if (parent && stack.length < DEPTH) parent.children.push(element);
  else if (!doc.root) doc.root = element;
  stack.push(element);
}

/** All elements of a subtree in document order. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  for (const child of element.children) {
    yield child;
    yield* descendants(child);
  }
}

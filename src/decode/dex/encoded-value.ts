import type { Lookups } from './lookups.js';
import { readUleb } from './mutf8.js';
import type { Annotation, AnnotationValue } from './types.js';

const DEPTH = 16;
const ITEMS = 20_000;

/** A cursor over encoded values. */
interface Cursor {
  at: number;
}

/** Source: "Dalvik Executable format", encoded_array_item. */
export function readEncodedArray(lookups: Lookups, offset: number): AnnotationValue[] {
  return readArray(lookups, { at: offset }, 0);
}

function readArray(lookups: Lookups, cursor: Cursor, depth: number): AnnotationValue[] {
  const count = Math.min(uleb(lookups, cursor), ITEMS);
  const out: AnnotationValue[] = [];
  for (let i = 0; i < count && cursor.at < lookups.bytes.length; i++) out.push(readValue(lookups, cursor, depth + 1));
  return out;
}

/** Source: the same, encoded_annotation. */
export function readEncodedAnnotation(lookups: Lookups, cursor: Cursor, depth = 0): Annotation {
  if (lookups.values.left-- <= 0) cursor.at = lookups.bytes.length;
  const type = lookups.type(uleb(lookups, cursor));
  const count = Math.min(uleb(lookups, cursor), 256);
  const values: Record<string, AnnotationValue> = Object.create(null) as Record<string, AnnotationValue>;
  for (let i = 0; i < count && cursor.at < lookups.bytes.length; i++) {
    const name = lookups.string(uleb(lookups, cursor));
    values[name] = readValue(lookups, cursor, depth + 1);
  }
  return { type, values };
}

function readValue(lookups: Lookups, cursor: Cursor, depth: number): AnnotationValue {
  if (lookups.values.left-- <= 0) cursor.at = lookups.bytes.length;
  const head = lookups.bytes[cursor.at++] ?? 0x1e;
  const type = head & 0x1f;
  const arg = head >> 5;
  if (depth > DEPTH) return null;
  if (type === 0x1c) return readArray(lookups, cursor, depth);
  if (type === 0x1d) {
    readEncodedAnnotation(lookups, cursor, depth);
    return null;
  }
  if (type === 0x1e) return null;
  if (type === 0x1f) return arg === 1;
  const raw = little(lookups.bytes, cursor.at, arg + 1);
  cursor.at += arg + 1;
  switch (type) {
    case 0x15: {
      const { params = [], returns = 'V' } = lookups.prototype(raw) ?? {};
      return `(${params.join('')})${returns}`;
    }
    case 0x16:
      return lookups.methodHandle(raw);
    case 0x10:
      return float(raw, arg + 1, 4);
    case 0x11:
      return float(raw, arg + 1, 8);
    case 0x17:
      return lookups.string(raw);
    case 0x18:
      return lookups.type(raw);
    case 0x19:
    case 0x1b:
      return lookups.field(raw)?.name ?? null;
    case 0x1a:
      return lookups.method(raw)?.name ?? null;
    case 0x00:
    case 0x02:
    case 0x04:
    case 0x06:
      return signed(raw, arg + 1);
    default:
      return raw;
  }
}

function little(bytes: Buffer, at: number, size: number): number {
  let value = 0;
  for (let i = Math.min(size, 6) - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
}

/** Floating-point values leave out zero bytes on the right. */
function float(raw: number, size: number, width: 4 | 8): number {
  const bytes = Buffer.alloc(8);
  for (let i = width - Math.min(size, width), rest = raw; i < width; i++, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  return width === 4 ? bytes.readFloatLE(0) : bytes.readDoubleLE(0);
}

function signed(value: number, size: number): number {
  const span = 2 ** (8 * Math.min(size, 6));
  return value >= span / 2 ? value - span : value;
}

function uleb(lookups: Lookups, cursor: Cursor): number {
  const [value, next] = readUleb(lookups.bytes, cursor.at);
  cursor.at = next;
  return value;
}

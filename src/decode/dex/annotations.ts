import { readEncodedAnnotation } from './encoded-value.js';
import type { Lookups } from './lookups.js';
import type { Annotation, ClassAnnotations } from './types.js';

const LIMIT = 20_000;

/** Annotations of a class, its fields, its methods and their parameters. Source: "Dalvik Executable format", annotations_directory_item. */
export function readAnnotations(lookups: Lookups, offset: number): ClassAnnotations {
  const out: ClassAnnotations = { onClass: [], onFields: new Map(), onMethods: new Map(), onParameters: new Map() };
  const { bytes } = lookups;
  if (offset === 0 || offset + 16 > bytes.length) return out;
  const onClass = bytes.readUInt32LE(offset);
  const [fields, methods, parameters] = [4, 8, 12].map((at) => Math.min(bytes.readUInt32LE(offset + at), LIMIT)) as [
    number,
    number,
    number,
  ];
  if (onClass) out.onClass = readSet(lookups, onClass + lookups.origin);
  let at = offset + 16;
  for (let i = 0; i < fields && at + 8 <= bytes.length; i++, at += 8)
    out.onFields.set(bytes.readUInt32LE(at), readSet(lookups, bytes.readUInt32LE(at + 4) + lookups.origin));
  for (let i = 0; i < methods && at + 8 <= bytes.length; i++, at += 8)
    out.onMethods.set(bytes.readUInt32LE(at), readSet(lookups, bytes.readUInt32LE(at + 4) + lookups.origin));
  for (let i = 0; i < parameters && at + 8 <= bytes.length; i++, at += 8)
    out.onParameters.set(bytes.readUInt32LE(at), readSetList(lookups, bytes.readUInt32LE(at + 4) + lookups.origin));
  return out;
}

function readSet(lookups: Lookups, at: number): Annotation[] {
  return offsetsAt(lookups, at).map((offset) => readEncodedAnnotation(lookups, { at: offset + lookups.origin + 1 }));
}

function readSetList(lookups: Lookups, at: number): Annotation[][] {
  return offsetsAt(lookups, at).map((offset) => (offset === 0 ? [] : readSet(lookups, offset + lookups.origin)));
}

function offsetsAt({ bytes, values }: Lookups, at: number): number[] {
  if (at + 4 > bytes.length || values.left <= 0) return [];
  const count = Math.min(bytes.readUInt32LE(at), 256, (bytes.length - at - 4) >> 2);
  return Array.from({ length: count }, (_, i) => bytes.readUInt32LE(at + 4 + i * 4));
}

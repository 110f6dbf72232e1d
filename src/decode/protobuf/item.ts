import { type ResourceValue, type Span, TYPE } from '../axml/index.js';
import type { Message } from './message.js';

/** Field number of a `Primitive` → type of the value in a binary resource. Source: AOSP aapt2 Resources.proto, Primitive */
const PRIMITIVES: [field: number, type: number][] = [
  [3, TYPE.float],
  [13, TYPE.dimension],
  [14, TYPE.fraction],
  [6, 0x10],
  [7, 0x11],
  [8, TYPE.boolean],
  [9, 0x1c],
  [10, 0x1d],
  [11, 0x1e],
  [12, 0x1f],
];

const STYLED = 4;

/** A value of a bundle in the terms of a binary resource. Source: AOSP aapt2 Resources.proto, Item */
export function readItem(item: Message): ResourceValue | undefined {
  const reference = item.message(1);
  if (reference) return { type: reference.number(1) === 1 ? TYPE.attribute : TYPE.reference, data: reference.number(2) ?? 0 };
  for (const field of [2, 3, 4, 5]) {
    const text = item.message(field);
    if (!text) continue;
    const spans = field === STYLED ? spansOf(text) : [];
    return { type: TYPE.string, data: 0, text: text.text(1) ?? '', ...(spans.length > 0 && { spans }) };
  }
  const primitive = item.message(7);
  if (!primitive) return undefined;
  for (const [field, type] of PRIMITIVES) {
    const data = primitive.number(field);
    if (data !== undefined) return { type, data };
  }
  return undefined;
}

function spansOf(text: Message): Span[] {
  return text.messages(2).map((span) => ({ tag: span.text(1) ?? '', first: span.number(2) ?? 0, last: span.number(3) ?? 0 }));
}

import { QUANTITIES, type ResourceEntry, type ResourceItem } from '../arsc/index.js';
import { TYPE } from '../axml/index.js';
import { readItem } from './item.js';
import type { Message } from './message.js';

/** `Plural.Arity` in its order. */
const ARITIES = ['zero', 'one', 'two', 'few', 'many', 'other'];
const QUANTITY_IDS = new Map([...QUANTITIES].map(([id, name]) => [name, id]));
/** Name aapt2 gives the first item of an array. */
const ARRAY = 0x01000001;
const ATTRIBUTE_TYPE = 0x01000000;
const INTEGER = 0x10;
const ID = 6;

/** Source: AOSP aapt2 Resources.proto, Value, CompoundValue */
export function readValue(value: Message): Omit<ResourceEntry, 'config'> {
  const item = value.message(4);
  // Ids have no value of their own; a compiled table writes them as false.
  if (item?.has(ID)) return { value: { type: TYPE.boolean, data: 0 } };
  if (item) {
    const read = readItem(item);
    return read ? { value: read } : {};
  }
  const compound = value.message(5);
  const formats = compound?.message(1)?.number(1);
  if (formats !== undefined) return { items: [{ name: ATTRIBUTE_TYPE, value: { type: INTEGER, data: formats } }] };
  const style = compound?.message(2);
  const parent = style?.message(1)?.number(2);
  const array = compound?.message(4)?.messages(1) ?? [];
  const plural = compound?.message(5)?.messages(1) ?? [];
  const items = [
    ...array.flatMap((element, index) => itemOf(ARRAY + index, element.message(3))),
    ...plural.flatMap((one) => itemOf(QUANTITY_IDS.get(ARITIES[one.number(3) ?? 0] ?? 'other') ?? 0, one.message(4))),
    ...(style?.messages(3) ?? []).flatMap((one) => itemOf(one.message(3)?.number(2) ?? 0, one.message(4))),
  ];
  return { items, ...(parent && { parent }) };
}

function itemOf(name: number, item: Message | undefined): ResourceItem[] {
  const value = item && readItem(item);
  return value ? [{ name, value }] : [];
}

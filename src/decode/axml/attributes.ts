import { frameworkAttribute } from './framework-attributes.js';
import { odd, type Reading, text, type XmlAttribute, type XmlElement } from './reading.js';
import { formatValue, type ResourceValue, TYPE } from './value.js';

/** Bytes of an attribute, and of what stands in front of the first. */
const ATTRIBUTE = 20;

/**
 * Reads the attributes of an element into it, as many as fit. Rows longer than an attribute are read like the platform does;
 * rows that overlap are not.
 *
 * @param ext where the element's own fields start
 * @param end of the element's chunk
 */
export function readAttributes(reading: Reading, element: XmlElement, ext: number, end: number): void {
  const { bytes } = reading;
  const offset = bytes.readUInt16LE(ext + 8);
  const stride = bytes.readUInt16LE(ext + 10);
  const count = bytes.readUInt16LE(ext + 12);
  if (count === 0) return;
  if (offset !== ATTRIBUTE) odd(reading, 'axml-attribute-start', `属性从第 ${offset} 字节开始，应为 ${ATTRIBUTE}`, ext + 8);
  if (stride > ATTRIBUTE) odd(reading, 'axml-attribute-size', `属性长 ${stride} 字节，应为 ${ATTRIBUTE}`, ext + 10);
  if (stride < ATTRIBUTE) {
    odd(reading, 'axml-attribute-overlap', `属性长 ${stride} 字节，彼此重叠，未读取`, ext + 10);
    return;
  }
  const names = new Set<string>();
  for (let i = 0; i < count; i++) {
    const place = ext + offset + i * stride;
    if (place + ATTRIBUTE > end) {
      odd(reading, 'axml-attribute-count', `元素自称有 ${count} 个属性，实际 ${i} 个`, ext + 12);
      break;
    }
    const attribute = readAttribute(reading, place);
    const key = attribute.id === 0 ? `${attribute.namespace ?? ''} ${attribute.name}` : `${attribute.id}`;
    if (attribute.name !== '' && names.has(key))
      odd(reading, 'axml-duplicate-attribute', `属性 ${attribute.name.slice(0, 20)} 出现多次，平台取第一个`, place);
    names.add(key);
    element.attributes.push(attribute);
  }
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
  if (pooled === undefined) odd(reading, 'axml-attribute-name-id', '属性名的字符串编号越界', at + 4);
  const namespace = text(reading, bytes.readUInt32LE(at));
  const value: ResourceValue = { type: bytes[at + 15]!, data: bytes.readUInt32LE(at + 16) };
  if (value.type === TYPE.string) value.text = text(reading, value.data) ?? text(reading, bytes.readUInt32LE(at + 8));
  const name = framework ?? (pooled || (id === 0 ? '' : `id_${id.toString(16)}`));
  return { name, ...(namespace && { namespace }), id, value };
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

import { TYPE, type XmlAttribute, type XmlDocument, type XmlElement } from '../axml/index.js';
import { readItem } from './item.js';
import { type Message, readMessage } from './message.js';

const DEPTH = 200;

/**
 * Reads XML as app bundles keep it (`base/manifest/AndroidManifest.xml`, `base/res/layout/*.xml`) into what binary XML
 * gives. Offsets are unknown and 0. Source: AOSP aapt2 Resources.proto, XmlNode
 */
export function decodeXmlMessage(bytes: Buffer): XmlDocument {
  const doc: XmlDocument = { namespaces: new Map(), complete: false, oddities: [] };
  const root = readNode(readMessage(bytes), doc, 0);
  if (!root?.name) return doc;
  return { ...doc, root, complete: true };
}

function readNode(node: Message, doc: XmlDocument, depth: number): XmlElement | undefined {
  const element = node.message(1);
  if (!element || depth > DEPTH) return undefined;
  for (const declared of element.messages(1)) doc.namespaces.set(declared.text(1) ?? '', declared.text(2) ?? '');
  const out: XmlElement = {
    name: element.text(3) ?? '',
    attributes: element.messages(4).map(readAttribute),
    children: [],
    line: node.message(3)?.number(1) ?? 0,
    offset: 0,
  };
  for (const child of element.messages(5)) {
    const read = readNode(child, doc, depth + 1);
    const text = child.text(2)?.trim();
    if (read) out.children.push(read);
    else if (text) out.text = (out.text ?? '') + text;
  }
  return out;
}

function readAttribute(attribute: Message): XmlAttribute {
  const namespace = attribute.text(1);
  const item = attribute.message(6);
  return {
    name: attribute.text(2) ?? '',
    ...(namespace && { namespace }),
    id: attribute.number(5) ?? 0,
    value: (item && readItem(item)) ?? { type: TYPE.string, data: 0, text: attribute.text(3) ?? '' },
  };
}

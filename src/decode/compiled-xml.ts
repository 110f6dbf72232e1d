import { decodeAxml, type XmlDocument } from './axml/index.js';
import { decodeXmlMessage } from './protobuf/index.js';

const ELEMENT_FIELD = 0x0a;

/** Compiled XML: binary as in APKs, or a message as in bundles, told by its first byte (field 1, an element). */
export function decodeXml(bytes: Buffer): XmlDocument {
  if (bytes[0] !== ELEMENT_FIELD) return decodeAxml(bytes);
  const doc = decodeXmlMessage(bytes);
  return doc.root ? doc : decodeAxml(bytes);
}

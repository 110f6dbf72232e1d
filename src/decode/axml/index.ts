export type { Oddity } from '../oddity.js';
export { attribute, attributeText } from './attributes.js';
export { decodeAxml, descendants } from './decode.js';
export { frameworkAttribute } from './framework-attributes.js';
export type { XmlAttribute, XmlDocument, XmlElement } from './reading.js';
export { renderXml } from './render.js';
export { EMPTY_POOL, readStringPool, type Span, type StringPool } from './string-pool.js';
export { formatValue, type ResourceValue, TYPE } from './value.js';

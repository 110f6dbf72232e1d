export type { Oddity } from '../oddity.js';
export {
  attribute,
  attributeText,
  decodeAxml,
  descendants,
  type XmlAttribute,
  type XmlDocument,
  type XmlElement,
} from './decode.js';
export { frameworkAttribute } from './framework-attributes.js';
export { renderXml } from './render.js';
export { EMPTY_POOL, readStringPool, type Span, type StringPool } from './string-pool.js';
export { formatValue, type ResourceValue, TYPE } from './value.js';

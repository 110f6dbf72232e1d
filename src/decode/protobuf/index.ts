export { readMessage } from './message.js';
export { decodeTableMessage } from './table.js';
export { decodeXmlMessage } from './xml.js';

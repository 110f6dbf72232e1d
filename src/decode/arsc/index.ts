export { configRank } from './config.js';
export { decodeArsc } from './table.js';
export { EMPTY_TABLE, type ResourceEntry, type ResourceName, type ResourceTable } from './types.js';

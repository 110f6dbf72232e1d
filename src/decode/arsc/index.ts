export { configRank } from './config.js';
export { decodeArsc } from './table.js';
export type { ResourceEntry, ResourceName, ResourceTable } from './types.js';

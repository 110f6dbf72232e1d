export { compareConfigs } from './choose.js';
export { ANY_CONFIG, type ResourceConfig } from './config.js';
export { configName } from './config-name.js';
export { localeName, parseLocale } from './locale.js';
export { decodeArsc } from './table.js';
export { QUANTITIES, type ResourceEntry, type ResourceItem, type ResourceName, type ResourceTable } from './types.js';

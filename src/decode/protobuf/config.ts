import { ANY_CONFIG, parseLocale, type ResourceConfig } from '../arsc/index.js';
import type { Message } from './message.js';

/** Field numbers of a `Configuration` whose values are those of a compiled table. */
const SAME: [field: number, key: keyof ResourceConfig][] = [
  [1, 'mcc'],
  [2, 'mnc'],
  [4, 'layoutDirection'],
  [5, 'screenWidth'],
  [6, 'screenHeight'],
  [7, 'width'],
  [8, 'height'],
  [9, 'smallestWidth'],
  [10, 'size'],
  [15, 'orientation'],
  [16, 'uiMode'],
  [18, 'density'],
  [19, 'touchscreen'],
  [21, 'keyboard'],
  [22, 'navHidden'],
  [23, 'navigation'],
  [24, 'sdk'],
  [26, 'gender'],
];
/** Where a message names the yes first, a compiled table the no. */
const TURNED: [field: number, key: keyof ResourceConfig][] = [
  [11, 'long'],
  [12, 'round'],
  [13, 'wideGamut'],
  [14, 'hdr'],
  [17, 'night'],
];

/** Source: AOSP aapt2 Configuration.proto */
export function readConfigMessage(config: Message | undefined): ResourceConfig {
  if (!config) return ANY_CONFIG;
  const numbers = Object.fromEntries([
    ...SAME.map(([field, key]) => [key, config.number(field) ?? 0]),
    ...TURNED.map(([field, key]) => [key, [0, 2, 1][config.number(field) ?? 0] ?? 0]),
    ['keysHidden', config.number(20) ?? 0],
  ]);
  return { ...ANY_CONFIG, ...numbers, ...parseLocale(config.text(3) ?? '') };
}
